import { useQuery } from '@tanstack/react-query';
import { ChevronRight, PenLine, Phone, ShieldCheck } from 'lucide-react';
import { Link } from 'react-router';
import type { CaseItem, CaseList } from '../../server/cases/contract.ts';
import type { TaskItem, TaskList } from '../../server/inbox/contract.ts';
import { api } from '../../ui/api/client.ts';
import { Deadline } from '../../ui/parts/Deadline.tsx';
import { LevelMark } from '../../ui/parts/LevelMark.tsx';
import { useSession } from '../../ui/session/SessionProvider.tsx';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { State } from '../../ui/states/State.tsx';
import { longDay } from '../../ui/text/dates.ts';
import { levelNames } from '../../ui/text/names.ts';
import { taskPath } from '../taskPath.ts';
import './leading.css';

const most = 10;

/** 包案, phone first: what is orange or red, one sentence of state, one deadline, three verbs. */
export function Component() {
  const { me } = useSession();
  const cases = useQuery({ queryKey: ['cases', 'leading'], queryFn: loadLeading });
  const tasks = useQuery({
    queryKey: ['tasks', 'leading'],
    queryFn: ({ signal }) => api.get<TaskList>('/api/tasks', { view: 'mine' }, signal),
  });
  const unclaimed = useQuery({
    queryKey: ['tasks', 'leading-unclaimed'],
    queryFn: ({ signal }) => api.get<TaskList>('/api/tasks', { view: 'unclaimed' }, signal),
  });
  const mine = new Map(
    [...(unclaimed.data?.items ?? []), ...(tasks.data?.items ?? [])].flatMap((task) =>
      task.case ? [[task.case.id, task] as const] : [],
    ),
  );
  return (
    <Loaded query={cases}>
      {(found) => {
        // A case that waits for my word is mine to see, whatever its level.
        const others = [...mine.values()].filter((task) => !found.some(({ id }) => id === task.case!.id));
        const waiting = mine.size;
        return (
          <>
            <header className="leadinghead">
              <h1>{found.length + others.length} 件在办</h1>
              <p className={waiting > 0 ? 'warn' : 'second'}>
                {waiting > 0 ? `${waiting} 件等您批示` : '没有等您批示的'}
              </p>
              <span className="caption">{longDay(new Date())}</span>
            </header>
            <div className="scroll leading">
              {found.length + others.length === 0 ? (
                <State icon={ShieldCheck} title="没有您包的案">
                  <p>橙级、红级案件和等您批示的交办单会出现在这里。</p>
                </State>
              ) : null}
              {others.map((task) => (
                <Waiting key={task.id} task={task} phone={me.town.dutyPhone} />
              ))}
              {found.slice(0, most).map((item) => (
                <Card key={item.id} item={item} task={mine.get(item.id)} phone={me.town.dutyPhone} />
              ))}
              {found.length > most ? (
                <Link to="/cases?view=open&level=3">还有 {found.length - most} 件，看案件清单</Link>
              ) : null}
            </div>
          </>
        );
      }}
    </Loaded>
  );
}

/** Red before orange. */
async function loadLeading({ signal }: { readonly signal: AbortSignal }): Promise<CaseItem[]> {
  const [red, orange] = await Promise.all(
    [4, 3].map((level) => api.get<CaseList>('/api/cases', { view: 'open', level }, signal)),
  );
  return [...red!.items, ...orange!.items];
}

interface Verbs {
  readonly caseId: string;
  readonly task: TaskItem | undefined;
  readonly phone: string;
}

function Card({
  item,
  task,
  phone,
}: {
  readonly item: CaseItem;
  readonly task: TaskItem | undefined;
  readonly phone: string;
}) {
  return (
    <article className={`leadcard l${item.level}`}>
      <div className="text">
        <h2>
          <LevelMark level={item.level} size={18} />
          <span className="grow">{item.title}</span>
          <span className={`small l${item.level}text`}>
            {levelNames[item.level ?? 1]} {item.score} 分
          </span>
        </h2>
        <p className="second">{item.status}</p>
        <p>
          <Deadline value={task?.deadline ?? item.deadline} />
        </p>
        <p className="small quiet">
          {item.number} · {item.parties}
        </p>
      </div>
      <VerbRow caseId={item.id} task={task} phone={phone} />
    </article>
  );
}

/** A task of mine whose case is neither orange nor red. */
function Waiting({ task, phone }: { readonly task: TaskItem; readonly phone: string }) {
  return (
    <article className={`leadcard l${task.case!.level ?? 1}`}>
      <div className="text">
        <h2>
          <LevelMark level={task.case!.level} size={18} />
          <span className="grow">{task.case!.title}</span>
        </h2>
        <p className="second">等您：{task.name}</p>
        <p>
          <Deadline value={task.deadline} />
        </p>
        <p className="small quiet">
          {task.case!.number} · {task.case!.parties}
        </p>
      </div>
      <VerbRow caseId={task.case!.id} task={task} phone={phone} />
    </article>
  );
}

function VerbRow({ caseId, task, phone }: Verbs) {
  return (
    <nav aria-label="可以做的">
      {task ? (
        <Link className="filled" to={taskPath(task.id)}>
          <PenLine size={16} aria-hidden /> 批示
        </Link>
      ) : null}
      <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>
        <Phone size={16} aria-hidden /> 打电话
      </a>
      <Link to={`/cases/${caseId}`}>
        看案卷 <ChevronRight size={16} aria-hidden />
      </Link>
    </nav>
  );
}
