import { Button, Radio } from 'antd';
import { Users } from 'lucide-react';
import { useState } from 'react';
import './states.css';

/** One field on which mine and theirs differ. */
export interface Difference {
  readonly key: string;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

interface Props {
  /** What the server said: who saved, when. */
  readonly reason: string;
  readonly differences: readonly Difference[];
  /** The keys for which theirs was taken. */
  readonly onMerge: (theirs: ReadonlySet<string>) => void;
  readonly onDiscard: () => void;
}

/** 409: two people changed the same thing. Field by field; nobody's words are lost. */
export function Conflict({ reason, differences, onMerge, onDiscard }: Props) {
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const take = (key: string, other: boolean) => {
    const next = new Set(theirs);
    if (other) next.add(key);
    else next.delete(key);
    setTheirs(next);
  };
  return (
    <section className="conflict" aria-label="内容有冲突">
      <p className="banner warn" role="alert">
        <Users size={16} aria-hidden />
        {reason}，与您的 {differences.length} 处不同。您填的都在，选好再提交。
      </p>
      <table className="table">
        <thead>
          <tr>
            <th>项目</th>
            <th>您的</th>
            <th>已保存的</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ key, label, mine, theirs: other }) => (
            <tr key={key}>
              <td>{label}</td>
              <td className={theirs.has(key) ? '' : 'chosen'}>
                <Radio checked={!theirs.has(key)} onChange={() => take(key, false)}>
                  {mine || '（空）'}
                </Radio>
              </td>
              <td className={theirs.has(key) ? 'chosen' : ''}>
                <Radio checked={theirs.has(key)} onChange={() => take(key, true)}>
                  {other || '（空）'}
                </Radio>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer>
        <Button type="text" onClick={onDiscard}>
          放弃我的
        </Button>
        <Button type="primary" onClick={() => onMerge(theirs)}>
          按选好的继续
        </Button>
      </footer>
    </section>
  );
}
