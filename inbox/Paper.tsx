import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import './paper.css';

interface Props {
  readonly title: string;
  readonly number: string;
  readonly date: string;
  readonly back: string;
  readonly children: ReactNode;
}

/** A4 paper in the face of official letters; the bar above is not printed. */
export function Paper({ title, number, date, back, children }: Props) {
  const go = useNavigate();
  return (
    <div className="paperdesk">
      <nav className="paperbar" aria-label="打印">
        <Button onClick={() => void go(back)}>返回</Button>
        <Button type="primary" onClick={() => window.print()}>
          打印
        </Button>
      </nav>
      <main className="paper">
        <h1>{title}</h1>
        <p className="paperhead">
          <span>{number}</span>
          <span>{date}</span>
        </p>
        {children}
      </main>
    </div>
  );
}
