import { Button } from 'antd';
import { ArrowLeft, FolderOpen, Hand, Share2, Undo2 } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import type { CaseView } from '../../server/cases/contract.ts';
import type { TaskDetail } from '../../server/inbox/contract.ts';
import { DayStrip, stripWords } from '../../ui/parts/DayStrip.tsx';
import { DeadlineHeading } from '../../ui/parts/Deadline.tsx';
import { LevelChip } from '../../ui/parts/LevelMark.tsx';

interface Props {
  readonly task: TaskDetail;
  readonly file: CaseView | undefined;
  readonly back: string | undefined;
  readonly onTransfer: () => void;
  readonly onRelease: () => void;
  readonly onClaim: () => void;
}

/** Which case, which step, until when, with the days counted. */
export function TaskHead({ task, file, back, onTransfer, onRelease, onClaim }: Props) {
  const go = useNavigate();
  const may = (verb: TaskDetail['may'][number]) => task.may.includes(verb);
  return (
    <header className="taskhead">
      <div className="line">
        {back ? (
          <Link to={back} className="back">
            <ArrowLeft size={18} aria-hidden /> 清单
          </Link>
        ) : null}
        <ol className="breadcrumb grow">
          {file ? (
            <>
              <li className="mono">{file.number}</li>
              <li>{file.type}</li>
              {file.place ? <li>{file.place}</li> : null}
            </>
          ) : (
            <li>{task.procedure}</li>
          )}
        </ol>
        <div className="acts">
          {may('claim') && may('complete') ? (
            <Button size="small" icon={<Hand size={14} />} onClick={onClaim}>
              签收
            </Button>
          ) : null}
          {may('release') ? (
            <Button size="small" icon={<Undo2 size={14} />} onClick={onRelease}>
              放回待签收
            </Button>
          ) : null}
          {may('transfer') ? (
            <Button size="small" icon={<Share2 size={14} />} onClick={onTransfer}>
              转交
            </Button>
          ) : null}
          {task.caseId ? (
            <Button size="small" icon={<FolderOpen size={14} />} onClick={() => void go(`/cases/${task.caseId}`)}>
              打开案卷
            </Button>
          ) : null}
        </div>
      </div>
      <div className="line title">
        <h2>
          {task.name}
          {file ? `：${file.title}` : ''}
        </h2>
        {file ? <LevelChip level={file.level} score={file.score} /> : null}
      </div>
      {task.status === 'open' ? (
        <Due task={task} />
      ) : (
        <p className="second">
          {task.status === 'completed' ? '这一步已办结，只能查看。' : '这一步已取消，不用再办。'}
        </p>
      )}
    </header>
  );
}

function Due({ task }: { readonly task: TaskDetail }) {
  if (!task.deadline) return <p className="second">这一步不限时{task.who ? `，由 ${task.who} 办理` : ''}</p>;
  return (
    <div className="due">
      <div>
        <DeadlineHeading value={task.deadline} />
        <p className="second small">
          {task.deadline.date} 前{task.who ? `，由 ${task.who} 办理` : ''}
        </p>
      </div>
      <DayStrip days={task.deadline.strip} />
      <p className="caption stripwords">
        {stripWords(task.deadline.strip).map((words) => (
          <span key={words}>{words}</span>
        ))}
      </p>
    </div>
  );
}
