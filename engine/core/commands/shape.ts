import type { Command, CommandType } from '../../model/command.ts';
import { refuse } from './refuse.ts';

type Kind = 'number' | 'text' | 'object' | 'texts' | 'list of texts' | 'changes' | 'plan';

/** Fields of a command; what ends in `?` may be left out. */
type Shape = Readonly<Record<string, Kind | `${Kind}?`>>;

const BY_USER = { task: 'number', user: 'text', reason: 'text?' } as const;
const WITH = { variables: 'object?' } as const;

const SHAPES: { readonly [Type in CommandType]: Shape } = {
  start: { procedure: 'text', event: 'text?', ...WITH },
  'task.claim': BY_USER,
  'task.release': BY_USER,
  'task.transfer': BY_USER,
  'task.complete': { ...BY_USER, ...WITH },
  'task.delegate': { ...BY_USER, to: 'text' },
  'task.resolve': { ...BY_USER, ...WITH },
  'task.return': { ...BY_USER, to: 'text', reason: 'text' },
  'job.complete': { job: 'number', ...WITH },
  'job.fail': { job: 'number', message: 'text', left: 'number' },
  'job.error': { job: 'number', code: 'text', message: 'text?', ...WITH },
  'timer.fire': { timer: 'number' },
  message: { subscription: 'number', ...WITH },
  signal: { name: 'text', ...WITH },
  activate: { scope: 'number', element: 'text', ...WITH },
  'variables.set': { variables: 'object', scope: 'number?' },
  'incident.resolve': { incident: 'number', ...WITH },
  'incident.skip': { incident: 'number', reason: 'text', ...WITH },
  suspend: { reason: 'text' },
  resume: { reason: 'text?' },
  modify: { reason: 'text', changes: 'changes' },
  migrate: { reason: 'text', plan: 'plan' },
  cancel: { reason: 'text' },
  continue: {},
};

const PLAN: Shape = { from: 'text', to: 'text', elements: 'texts', flows: 'texts?', restart: 'list of texts?' };
const CHANGES: Readonly<Record<string, Shape>> = {
  cancel: { token: 'number' },
  add: { scope: 'number', element: 'text', ...WITH },
  move: { token: 'number', to: 'text', ...WITH },
};

/** Whether a value is what the kind says. A text is kept in history, so it has to be one that can be stored. */
const is: { readonly [K in Kind]: (value: unknown) => boolean } = {
  number: (value) => typeof value === 'number',
  text: (value) => typeof value === 'string' && !value.includes('\0') && value.isWellFormed(),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  texts: (value) =>
    is.object(value) &&
    Object.entries(value as object)
      .flat()
      .every(is.text),
  'list of texts': (value) => Array.isArray(value) && value.every(is.text),
  changes: (value) =>
    Array.isArray(value) &&
    value.every((one) => is.object(one) && Object.hasOwn(CHANGES, one.do) && !flaw(one, CHANGES[one.do] as Shape)),
  plan: (value) => is.object(value) && !flaw(value as object, PLAN),
};

/**
 * Refuses what is no command at all, whatever it was that was sent: types end where a program does, and a number in the
 * place of a name would be kept for ever.
 */
export function checkShape(command: Command): void {
  const given: unknown = command;
  if (!is.object(given)) refuse('invalid', 'Expected a command but it was something else');
  const type: unknown = command.type;
  if (typeof type !== 'string' || !Object.hasOwn(SHAPES, type))
    refuse('invalid', `Expected a known command but it was ${typeof type === 'string' ? type : typeof type}`);
  const wrong = flaw(command, SHAPES[type as CommandType]);
  if (wrong) refuse('invalid', `Expected ${wrong[0]} of ${type} to be ${wrong[1]} but it was not`);
}

function flaw(given: object, shape: Shape): readonly [field: string, kind: string] | undefined {
  for (const field in shape) {
    const kind = shape[field] as string;
    const value: unknown = Object.hasOwn(given, field) ? (given as Record<string, unknown>)[field] : undefined;
    const required = kind.endsWith('?') ? kind.slice(0, -1) : kind;
    if (value === undefined ? kind === required : !is[required as Kind](value)) return [field, required];
  }
  return undefined;
}
