import { Button } from 'antd';
import { ArrowLeft, CornerUpLeft, FolderOpen, Forward, Hand, type LucideIcon, Share2, Undo2 } from 'lucide-react';
import { Link, useNavigate } from 'react-router';
import type { CaseView } from '../../server/cases/contract.ts';
import type { TaskDetail } from '../../server/inbox/contract.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { DayStrip, stripWords } from '../../ui/parts/DayStrip.tsx';
import { DeadlineHeading } from '../../ui/parts/Deadline.tsx';
import { LevelChip } from '../../ui/parts/LevelMark.tsx';
import { longDay } from '../../ui/text/dates.ts';

/** What is asked in a dialog before the task changes hands. */
export type HandOver = 'transfer' | 'delegate' | 'return' | 'resolve';

type Verb = 'claim' | 'release' | 'recall';

interface Props {
  readonly task: TaskDetail;
  readonly file: CaseView | undefined;
  readonly back: string | undefined;
  readonly onHandOver: (act: HandOver) => void;
  readonly onAct: (verb: Verb) => void;
}

/** Which case, which step, until when, with the days counted. */
export function TaskHead({ task, file, back, onHandOver, onAct }: Props) {
  const go = useNavigate();
  const may = (verb: TaskDetail['may'][number]) => task.may.includes(verb);
  const acts: readonly { words: string; icon: LucideIcon; shown: boolean; run: () => void }[] = [
    { words: '签收', icon: Hand, shown: may('claim') && may('complete'), run: () => onAct('claim') },
    { words: '收回委托', icon: Undo2, shown: may('recall'), run: () => onAct('recall') },
    { words: '放回待签收', icon: Undo2, shown: may('release'), run: () => onAct('release') },
    { words: '退回上一步', icon: CornerUpLeft, shown: may('return'), run: () => onHandOver('return') },
    { words: '委托办理', icon: Forward, shown: may('delegate'), run: () => onHandOver('delegate') },
    { words: '转交', icon: Share2, shown: may('transfer'), run: () => onHandOver('transfer') },
  ];
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
          {acts
            .filter(({ shown }) => shown)
            .map(({ words, icon: Icon, run }) => (
              <Button key={words} size="small" icon={<Icon size={14} />} onClick={run}>
                {words}
              </Button>
            ))}
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
        {task.urgent ? <Chip tone="warn">加急</Chip> : null}
        {task.followUp ? <Chip>{longDay(task.followUp)} 跟进</Chip> : null}
      </div>
      {task.status === 'open' ? (
        <Due task={task} />
      ) : (
        <p className="second">{task.status === 'completed' ? '这一步已办结，只能查看。' : cancelled(task)}</p>
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

const cancelled = ({ notes }: TaskDetail) =>
  notes.some(({ kind }) => kind === 'returned') ? '这一步已退回，由以前的步骤重新办理。' : '这一步已取消，不用再办。';
