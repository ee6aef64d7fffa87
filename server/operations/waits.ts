import type { InstanceView as EngineView } from '../../engine/model/door.ts';
import type { SubscriptionState } from '../../engine/model/instance.ts';
import { localDate, localIso, localTime } from '../calendar/zone.ts';
import { procedureOf } from '../cases/diagram.ts';
import { taker } from '../cases/status.ts';
import { messages } from '../catalogue/messages.ts';
import type { ServerDeps } from '../deps.ts';
import { namesOf } from '../identity/queries.ts';
import type { OpenWait } from './contract.ts';
import type { Naming } from './naming.ts';
import { openTasksOf } from './queries.ts';

/** What an instance waits for: people, its own automatic work, times, messages and conditions. */
export async function openWaits(
  { database }: Pick<ServerDeps, 'database'>,
  town: number,
  { ref, state }: EngineView,
  naming: Naming,
): Promise<OpenWait[]> {
  const tasks = await openTasksOf(database, town, ref.instance);
  const people = await namesOf(
    database,
    town,
    tasks.flatMap(({ assignee }) => assignee ?? []),
  );
  const forPeople = tasks.map(
    (task): OpenWait => ({
      ...naming.step(task.procedure_key, task.element_id),
      kind: 'task',
      text: `等${taker(task, people)}办理`,
      due: task.due_at && localIso(task.due_at),
    }),
  );
  const automatic = state.tokens.flatMap((token): OpenWait[] => {
    const [element, stage] = token.n.split('~') as [string, string | undefined];
    const key = procedureOf(state, token.s);
    const running = stage === 'on' && naming.procedure(key)?.nodes[element]?.job !== undefined;
    return running ? [{ ...naming.step(key, element), kind: 'job', text: '系统自动办理', due: null }] : [];
  });
  const scopes = new Map(state.tokens.map(({ i, s }) => [i, s]));
  const events = state.subs.flatMap((sub): OpenWait[] => {
    const said = sayWait(sub);
    if (!said) return [];
    const scope = sub.s ?? (sub.t === undefined ? undefined : scopes.get(sub.t)) ?? 0;
    return [{ ...naming.step(procedureOf(state, scope), sub.n), ...said }];
  });
  return [...forPeople, ...automatic, ...events];
}

function sayWait({ k, due, name = '' }: SubscriptionState): Pick<OpenWait, 'kind' | 'text' | 'due'> | undefined {
  if (k === 'timer' && due !== undefined)
    return { kind: 'timer', text: `等到 ${localDate(due)} ${localTime(due)}`, due: localIso(due) };
  if (k === 'message') {
    const title = messages.find((one) => one.name === name)?.title ?? name;
    return { kind: 'message', text: `等消息“${title}”`, due: null };
  }
  if (k === 'signal') return { kind: 'signal', text: `等通知“${name}”`, due: null };
  if (k === 'conditional') return { kind: 'condition', text: '等条件成立', due: null };
  return undefined;
}
