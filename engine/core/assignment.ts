import type { Json } from '../model/variables.ts';
import type { TaskWait } from '../model/wait.ts';

/** What the row of a task shows and its definition does not say: evaluated when the task was created, kept on its token. */
export type Assignment = Pick<
  TaskWait,
  'created' | 'candidateGroups' | 'candidateUsers' | 'excludedUsers' | 'priority'
> & {
  readonly assignee?: string | undefined;
  /** Who delegated it and gets it back. */
  readonly owner?: string | undefined;
  readonly due?: number | undefined;
  readonly followUp?: number | undefined;
};

export const DEFAULT_PRIORITY = 50;

/** One letter a field and nothing empty, keys in stored order: it is written at every command. */
export function pack(assignment: Assignment): Json {
  const { assignee, owner, created, due, followUp, candidateGroups, priority, candidateUsers, excludedUsers } =
    assignment;
  return {
    ...(assignee === undefined ? {} : { a: assignee }),
    c: created,
    ...(due === undefined ? {} : { d: due }),
    ...(followUp === undefined ? {} : { f: followUp }),
    ...(candidateGroups.length === 0 ? {} : { g: candidateGroups }),
    ...(owner === undefined ? {} : { o: owner }),
    ...(priority === DEFAULT_PRIORITY ? {} : { p: priority }),
    ...(candidateUsers.length === 0 ? {} : { u: candidateUsers }),
    ...(excludedUsers.length === 0 ? {} : { x: excludedUsers }),
  };
}

interface Packed {
  readonly a?: string;
  readonly c: number;
  readonly d?: number;
  readonly f?: number;
  readonly g?: readonly string[];
  readonly o?: string;
  readonly p?: number;
  readonly u?: readonly string[];
  readonly x?: readonly string[];
}

export function unpack(packed: Json | undefined): Assignment {
  const { a, c, d, f, g = [], o, p = DEFAULT_PRIORITY, u = [], x = [] } = packed as unknown as Packed;
  return {
    ...(a === undefined ? {} : { assignee: a }),
    created: c,
    ...(d === undefined ? {} : { due: d }),
    ...(f === undefined ? {} : { followUp: f }),
    candidateGroups: g,
    candidateUsers: u,
    excludedUsers: x,
    priority: p,
    ...(o === undefined ? {} : { owner: o }),
  };
}
