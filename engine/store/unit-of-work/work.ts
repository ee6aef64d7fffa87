import type { InstanceState, InstanceStatus } from '../../model/instance.ts';
import type { Wait } from '../../model/wait.ts';

/** What becomes of one row of an instance in this batch, folded over all its commands. */
export interface Change {
  readonly kind: Wait['kind'];
  readonly id: number;
  /** Whether the row is in the database already. */
  readonly stored: boolean;
  /** Newest content, when it was opened or changed in this batch. */
  readonly wait?: Wait;
  readonly closed?: { readonly how: 'completed' | 'cancelled'; readonly by: string | null };
}

/** A job row whose attempts are counted anew or put off. */
export interface Reschedule {
  readonly attempts: number;
  readonly runAt: number;
  readonly error: string | null;
}

/** One locked instance while a batch works on it. */
export interface Work {
  readonly town: number;
  readonly instance: string;
  /** Key of its root: that of its start, until a migration takes it to another. */
  procedure: string;
  readonly businessKey: string | null;
  readonly stored: boolean;
  readonly createdAt: number;
  state: InstanceState;
  status: InstanceStatus;
  rev: number;
  /** Its revision when it was read or remembered; 0 of a new one. */
  readonly before: number;
  touched: boolean;
  readonly changes: Map<string, Change>;
  readonly reschedules: Map<number, Reschedule>;
}

export function open(work: Work, wait: Wait): void {
  const key = `${wait.kind}:${wait.id}`;
  const before = work.changes.get(key);
  // Closed and opened again within the batch (a retried job): the row stays, with new content.
  work.changes.set(key, { kind: wait.kind, id: wait.id, stored: before?.stored ?? false, wait });
}

export function change(work: Work, wait: Wait): void {
  const key = `${wait.kind}:${wait.id}`;
  const before = work.changes.get(key);
  work.changes.set(key, { kind: wait.kind, id: wait.id, stored: before?.stored ?? true, wait });
}

export function close(work: Work, kind: Wait['kind'], id: number, closed: NonNullable<Change['closed']>): void {
  const key = `${kind}:${id}`;
  const before = work.changes.get(key);
  work.changes.set(key, {
    kind,
    id,
    stored: before?.stored ?? true,
    closed,
    ...(before?.wait && { wait: before.wait }),
  });
}

/** Keys of the procedures it stands in: its own, and those it has called and not yet left. */
export function standsIn(work: Pick<Work, 'procedure' | 'state'>): readonly string[] {
  const keys = new Set([work.procedure]);
  for (const scope of work.state.scopes) if (scope.p) keys.add(scope.p);
  return [...keys];
}

const texts = new WeakMap<InstanceState, string>();

/** The state as it is stored. */
export function stateText({ state }: Pick<Work, 'state'>): string {
  const text = texts.get(state) ?? JSON.stringify(state);
  texts.set(state, text);
  return text;
}
