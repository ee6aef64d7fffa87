import type { InstanceState } from '../../engine/model/instance.ts';
import { localIso } from '../calendar/zone.ts';
import { taker } from '../cases/status.ts';
import type { ServerDeps } from '../deps.ts';
import type { Me } from '../identity/guard.ts';
import { namesOf } from '../identity/queries.ts';
import type { TaskDetail, TaskItem } from './contract.ts';
import { type TaskRow, tasksAt } from './queries.ts';

/** The loop that an open task is one of: its number, how many it has in all, and how many of them have begun and ended. */
function loopOf({ scopes, tokens }: InstanceState, task: TaskRow) {
  const token = tokens.find(({ a }) => a === task.task_no);
  const scope = token && scopes.find(({ i }) => i === token.s);
  const { n, b, c } = scope?.l ?? {};
  return scope && n !== undefined ? { first: scope.i, of: n, begun: b ?? 0, signed: c ?? 0 } : undefined;
}

/** Whether a step is done by several hands, each with a task of its own. */
const several = async ({ engine }: Pick<ServerDeps, 'engine'>, town: number, task: TaskRow) => {
  const loop = (await engine.procedure(town, task.procedure_key))?.nodes[task.element_id]?.loop;
  return loop && loop.kind !== 'standard' ? loop : undefined;
};

/** How far the signatures are of which each of these tasks is one; by instance and number. */
export async function signingOf(
  deps: Pick<ServerDeps, 'engine'>,
  town: number,
  tasks: readonly TaskRow[],
): Promise<(task: TaskRow) => TaskItem['signing']> {
  const loops = new Map<string, TaskItem['signing']>();
  const key = ({ instance_id, task_no }: TaskRow) => `${instance_id}.${task_no}`;
  for (const task of tasks) {
    if (task.status !== 'open' || !(await several(deps, town, task))) continue;
    const instance = await deps.engine.instance({ town, instance: task.instance_id });
    const loop = instance && loopOf(instance.state, task);
    if (loop) loops.set(key(task), { signed: loop.signed, of: loop.of });
  }
  return (task) => loops.get(key(task)) ?? null;
}

/**
 * Who else signs at this step and who has. Numbers ascend within an instance, so that the tasks of a loop are those of
 * its element from the loop's own number on; once it is over they are those that began with this one.
 */
export async function signersOf(deps: ServerDeps, me: Me, task: TaskRow): Promise<TaskDetail['signers']> {
  const loop = await several(deps, me.town, task);
  if (!loop) return null;
  const all = await tasksAt(deps.database, me.town, task);
  const instance = await deps.engine.instance({ town: me.town, instance: task.instance_id });
  const now = instance && loopOf(instance.state, task);
  const first = now?.first ?? firstOf(all, task);
  const rows = all.filter(({ task_no }) => task_no >= first);
  const people = await namesOf(
    deps.database,
    me.town,
    rows.flatMap((row) => handOf(row) ?? []),
  );
  const signed = rows.filter(({ status }) => status === 'completed').length;
  return {
    rule: loop.completion ? 'enough' : 'all',
    signed,
    of: now?.of ?? rows.length,
    people: rows.map((row) => ({
      who: taker({ ...row, assignee: handOf(row) }, people),
      me: handOf(row) === me.id,
      state: row.status === 'completed' ? 'signed' : row.status,
      at: row.ended_at && row.status === 'completed' ? localIso(row.ended_at) : null,
    })),
    later: now ? now.of - now.begun : 0,
  };
}

const handOf = ({ assignee, ended_by, status }: TaskRow) => assignee ?? (status === 'completed' ? ended_by : null);

/** Of a round that is over: the first of those that were open together with this one. */
function firstOf(all: readonly TaskRow[], task: TaskRow): number {
  const round = all.filter((row) => row.created_at.getTime() === task.created_at.getTime());
  return Math.min(...round.map(({ task_no }) => task_no));
}
