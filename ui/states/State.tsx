import { Button } from 'antd';
import { CircleX, FunnelX, Inbox, Lock, type LucideIcon, Unlink, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiProblem, Offline, wordsFor } from '../api/problem.ts';
import './states.css';

interface Props {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly acts?: ReactNode;
  readonly tone?: 'error';
}

/** What a region says when it has nothing else to show: what, why, and the next verb. */
export function State({ icon: Icon = Inbox, title, children, acts, tone }: Props) {
  return (
    <div className={`state ${tone ?? ''}`}>
      <Icon size={26} strokeWidth={1.5} aria-hidden />
      <h2>{title}</h2>
      {children ? <div>{children}</div> : null}
      {acts ? <div className="acts">{acts}</div> : null}
    </div>
  );
}

/** Nothing matches the filters: one act clears them. */
export function FilteredEmpty({ clear }: { readonly clear: () => void }) {
  return (
    <State icon={FunnelX} title="没有符合条件的记录" acts={<Button onClick={clear}>清除筛选</Button>}>
      <p>换个词试试，或清除全部筛选条件。</p>
    </State>
  );
}

/** What went wrong with loading a region, in words, with the error's number and a way on. */
export function ErrorState({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const again = retry ? (
    <Button type="primary" onClick={retry}>
      现在重试
    </Button>
  ) : null;
  if (error instanceof Offline) {
    return (
      <State icon={WifiOff} title="网络断开" acts={again}>
        <p>没有连上服务器。您填的内容都在本机，连上后可继续。</p>
      </State>
    );
  }
  const status = error instanceof ApiProblem ? error.status : 0;
  if (status === 403) {
    return (
      <State icon={Lock} title="您没有权限查看">
        <p>{wordsFor(error)}。需要时请向中心主任申请，申请会留痕。</p>
      </State>
    );
  }
  if (status === 404 || status === 410) {
    return (
      <State icon={Unlink} title="没有找到">
        <p>它可能已被办结、撤回，或不在您的经办范围内。</p>
      </State>
    );
  }
  return (
    <State icon={CircleX} tone="error" title="没有加载成功" acts={again}>
      <p>{wordsFor(error)}</p>
      {error instanceof ApiProblem && error.number ? <ErrorNumber number={error.number} /> : null}
    </State>
  );
}

function ErrorNumber({ number }: { readonly number: string }) {
  return (
    <p className="errornumber">
      <span className="quiet">错误编号</span>
      <span className="mono">{number}</span>
      <button type="button" className="textbutton" onClick={() => void navigator.clipboard?.writeText(number)}>
        复制
      </button>
    </p>
  );
}

/** Rows of the same geometry as a list; invisible for the first 0.3 s. */
export function Skeleton({ rows = 6 }: { readonly rows?: number }) {
  return (
    <div className="skeleton" role="status" aria-label="正在加载">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity.
        <div key={row}>
          <i />
          <i />
          <i />
        </div>
      ))}
    </div>
  );
}
