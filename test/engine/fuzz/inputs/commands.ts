import fc from 'fast-check';
import type { CommandType } from '../../../../engine/model/command.ts';
import type { InstanceState } from '../../../../engine/model/instance.ts';
import type { Procedure } from '../../../../engine/model/procedure.ts';
import type { Wait } from '../../../../engine/model/wait.ts';
import { type Junk, junk, made, variables, variablesOf } from './junk.ts';

/** What a field means, and so which value would fit it in the instance as it is. */
type Meaning = 'task' | 'job' | 'timer' | 'subscription' | 'incident' | 'token' | 'scope' | 'element' | 'user' | 'name';
type Field = Meaning | 'variables' | 'procedure' | 'text' | 'left' | 'changes' | 'plan';

const BY_USER = { user: 'user', reason: 'text' } as const;
const WITH = { variables: 'variables' } as const;

/** Every command with its fields; one that is forgotten here does not compile. */
const COMMANDS: { readonly [Type in CommandType]: Readonly<Record<string, Field>> } = {
  start: { procedure: 'procedure', ...WITH, event: 'element' },
  'task.claim': { task: 'task', ...BY_USER },
  'task.release': { task: 'task', ...BY_USER },
  'task.transfer': { task: 'task', ...BY_USER },
  'task.complete': { task: 'task', ...BY_USER, ...WITH },
  'task.delegate': { task: 'task', to: 'user', ...BY_USER },
  'task.resolve': { task: 'task', ...BY_USER, ...WITH },
  'task.return': { task: 'task', to: 'element', ...BY_USER },
  'job.complete': { job: 'job', ...WITH },
  'job.fail': { job: 'job', message: 'text', left: 'left' },
  'job.error': { job: 'job', code: 'name', message: 'text', ...WITH },
  'timer.fire': { timer: 'timer' },
  message: { subscription: 'subscription', ...WITH },
  signal: { name: 'name', ...WITH },
  activate: { scope: 'scope', element: 'element', ...WITH },
  'variables.set': { scope: 'scope', ...WITH },
  'incident.resolve': { incident: 'incident', ...WITH },
  'incident.skip': { incident: 'incident', reason: 'text', ...WITH },
  suspend: { reason: 'text' },
  resume: { reason: 'text' },
  modify: { reason: 'text', changes: 'changes' },
  migrate: { reason: 'text', plan: 'plan' },
  cancel: { reason: 'text' },
  continue: {},
};

/** A command to be: what is picked fits the instance, and some of its fields hold anything instead, or nothing. */
export interface Deed {
  readonly type: CommandType;
  readonly picks: readonly number[];
  readonly variables: readonly (readonly [string, Junk])[];
  /** By position of the field. */
  readonly wrong: readonly (readonly [number, Junk])[];
  /** Minutes that went by before. */
  readonly wait: number;
}

const types = Object.keys(COMMANDS) as CommandType[];
/** What moves an instance on is given more often than what ends it. */
const usual = types.filter((type) => !['cancel', 'start', 'suspend'].includes(type));

export const deed = (wrongness: fc.Arbitrary<readonly (readonly [number, Junk])[]>): fc.Arbitrary<Deed> =>
  fc.record({
    type: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...usual) },
      { weight: 1, arbitrary: fc.constantFrom(...types) },
    ),
    picks: fc.array(fc.nat(50), { minLength: 6, maxLength: 6 }),
    variables,
    wrong: wrongness,
    wait: fc.constantFrom(0, 0, 1, 60, 1440, 14_400),
  });

/** Mostly right, now and then wrong in a field or two. */
export const wrong: fc.Arbitrary<readonly (readonly [number, Junk])[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(fc.tuple(fc.nat(6), junk), { minLength: 1, maxLength: 2 }) },
);

interface Surroundings {
  readonly state: InstanceState | undefined;
  readonly procedures: readonly Procedure[];
  open(): readonly Wait[];
}

/** The command as it is given to the step. */
export function commandOf(around: Surroundings, { type, picks, variables, wrong }: Deed): Record<string, unknown> {
  const open = around.open();
  const pick = (at: number): number => picks[at % picks.length]!;
  const fitting = (field: Field, at: number): unknown => {
    const nth = <T>(items: readonly T[]): T | undefined => items[pick(at) % Math.max(1, items.length)];
    const elements = around.procedures.flatMap(({ nodes }) => Object.keys(nodes));
    switch (field) {
      case 'task':
      case 'job':
      case 'timer':
      case 'subscription':
      case 'incident':
        return nth(open.filter(({ kind }) => kind === field))?.id ?? pick(at);
      case 'token':
        return nth(around.state?.tokens ?? [])?.i ?? pick(at);
      case 'scope':
        return nth(around.state?.scopes ?? [])?.i ?? pick(at);
      case 'element':
        return nth(elements) ?? 'nothing';
      case 'user':
        return open.find((wait) => wait.kind === 'task' && wait.assignee)?.kind === 'task' && pick(at) > 10
          ? assigneeIn(open)
          : nth(['li', 'wang', 'zhao']);
      case 'name':
        return nth([
          ...open.flatMap((wait) => (wait.kind === 'subscription' ? [wait.name] : [])),
          'refused',
          'lost',
          'nothing',
        ]);
      case 'procedure':
        return nth(around.procedures)?.key;
      case 'variables':
        return variablesOf(variables);
      case 'left':
        return pick(at) % 2;
      case 'changes':
        return [0, 1].slice(0, 1 + (pick(at) % 2)).map((more) => nthChange(pick(at + more), fitting, at + more));
      case 'plan':
        return planOf(around.procedures, pick(at), pick(at + 1));
      default:
        return 'because';
    }
  };
  const fields = Object.entries(COMMANDS[type]).map(([name, field], at): [string, unknown] => [
    name,
    fitting(field, at),
  ]);
  const command: Record<string, unknown> = { type, ...Object.fromEntries(fields) };
  if (type === 'start' && pick(0) % 2) delete command.event;
  for (const [at, value] of wrong) {
    const name = ['type', ...Object.keys(COMMANDS[type])][at];
    if (name !== undefined) command[name] = made(value);
  }
  return command;
}

const assigneeIn = (open: readonly Wait[]): string | undefined =>
  open.flatMap((wait) => (wait.kind === 'task' && wait.assignee ? [wait.assignee] : []))[0];

const nthChange = (number: number, fitting: (field: Field, at: number) => unknown, at: number): unknown =>
  [
    { do: 'cancel', token: fitting('token', at) },
    {
      do: 'add',
      scope: fitting('scope', at),
      element: fitting('element', at + 1),
      variables: fitting('variables', at),
    },
    { do: 'move', token: fitting('token', at), to: fitting('element', at + 1) },
    { do: 'burn', token: fitting('token', at) },
  ][number % 4];

/** Every element to itself, but one. */
function planOf(procedures: readonly Procedure[], number: number, other: number): unknown {
  const from = procedures[number % procedures.length]!;
  const to = procedures.findLast(({ id }) => id === from.id)!;
  const ids = Object.keys(from.nodes);
  const elements = Object.fromEntries(ids.map((id) => [id, id]));
  if (other % 3 === 0) elements[ids[other % ids.length]!] = ids[number % ids.length]!;
  if (other % 5 === 0) delete elements[ids[number % ids.length]!];
  return { from: from.key, to: to.key, elements, ...(other % 4 ? {} : { flows: { a: 'b' }, restart: ids }) };
}
