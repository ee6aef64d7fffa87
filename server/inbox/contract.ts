import { type Static, Type } from 'typebox';
import { Deadline } from '../calendar/contract.ts';

const Nullable = <T extends import('typebox').TSchema>(t: T) => Type.Union([t, Type.Null()]);

/** A task's public id is `<instance uuid>.<task number>`. */
export const TaskItem = Type.Object({
  id: Type.String(),
  name: Type.String(),
  case: Nullable(
    Type.Object({
      id: Type.String(),
      number: Type.String(),
      title: Type.String(),
      level: Nullable(Type.Integer()),
      parties: Type.String(),
    }),
  ),
  who: Nullable(Type.String()),
  claimedByMe: Type.Boolean(),
  deadline: Nullable(Deadline),
  created: Type.String(),
  ended: Nullable(Type.String()),
  urgent: Type.Boolean({ description: 'priority above 50' }),
  followUp: Nullable(Type.String({ description: '跟进日: the day to look at it again' })),
  suspended: Type.Boolean({ description: 'shown and takes nothing until its procedure is resumed' }),
  delegation: Nullable(
    Type.Object({ by: Type.String(), to: Type.String() }, { description: 'who asked whom; who asked answers for it' }),
  ),
  signing: Nullable(
    Type.Object(
      { signed: Type.Integer(), of: Type.Integer() },
      { description: '会签、或签: one of several signatures' },
    ),
  ),
});
export type TaskItem = Static<typeof TaskItem>;

/** GET /api/tasks?view=mine|unclaimed|delegated|done&q=&cursor= ; due ascending, undated last. */
export const TaskList = Type.Object({
  items: Type.Array(TaskItem),
  next: Nullable(Type.String()),
  counts: Type.Object(
    {
      mine: Type.Integer(),
      unclaimed: Type.Integer(),
      delegated: Type.Integer(),
      done: Type.Integer(),
      overdue: Type.Integer({ description: 'of mine' }),
    },
    { description: 'counted to 100, which means more than 99' },
  ),
});
export type TaskList = Static<typeof TaskList>;

/** The form of a step: `forms/<key>.json` of its procedure version. Top-level properties named in `bindings` are domain records, the rest process variables. */
export const TaskForm = Type.Object({
  key: Type.String(),
  title: Type.String(),
  schema: Type.Unknown({ description: 'JSON Schema 2020-12' }),
  ui: Type.Unknown({ description: 'react-jsonschema-form uiSchema' }),
  bindings: Type.Record(Type.String(), Type.String()),
  after: Nullable(Type.String({ description: 'what happens after submit' })),
});
export type TaskForm = Static<typeof TaskForm>;

/** GET /api/tasks/:id */
export const TaskDetail = Type.Object({
  id: Type.String(),
  name: Type.String(),
  status: Type.Union([Type.Literal('open'), Type.Literal('completed'), Type.Literal('cancelled')]),
  procedure: Type.String(),
  element: Type.String(),
  help: Nullable(Type.String({ description: 'documentation of the step' })),
  law: Nullable(Type.String()),
  who: Nullable(Type.String()),
  claimedByMe: Type.Boolean(),
  may: Type.Array(Type.Enum(['claim', 'release', 'transfer', 'delegate', 'resolve', 'recall', 'return', 'complete'])),
  urgent: Type.Boolean(),
  followUp: Nullable(Type.String()),
  suspended: Nullable(Type.Object({ reason: Type.String(), at: Type.String() })),
  owner: Nullable(Type.String({ description: 'who delegated it and gets it back' })),
  notes: Type.Array(
    Type.Object({
      kind: Type.Enum(['delegated', 'resolved', 'returned']),
      by: Type.String(),
      to: Nullable(Type.String()),
      at: Type.String(),
      text: Nullable(Type.String()),
    }),
    { description: 'what was said when it went from hand to hand, oldest first' },
  ),
  earlier: Type.Array(Type.Object({ element: Type.String(), name: Type.String() }), {
    description: 'steps it can be returned to',
  }),
  signers: Nullable(
    Type.Object(
      {
        rule: Type.Enum(['all', 'enough']),
        signed: Type.Integer(),
        of: Type.Integer(),
        people: Type.Array(
          Type.Object({
            who: Type.String(),
            me: Type.Boolean(),
            state: Type.Enum(['signed', 'open', 'cancelled']),
            at: Nullable(Type.String()),
          }),
        ),
        later: Type.Integer({ description: 'signatures whose turn has not come' }),
      },
      { description: '会签 (all) or 或签 (enough): who else signs and how many have' },
    ),
  ),
  deadline: Nullable(Deadline),
  form: Nullable(TaskForm),
  data: Type.Unknown({ description: 'values to start from: bound records, variables, or the saved draft' }),
  draftSaved: Nullable(Type.String()),
  caseId: Nullable(Type.String()),
});
export type TaskDetail = Static<typeof TaskDetail>;

/** POST /api/tasks/:id/names : the parties as they are called, for the record of the step. Each look is logged. */
export const PartyNames = Type.Array(Type.String());

/** POST /api/tasks/:id/complete (header Idempotency-Key). 422 problems carry `fields: [{ path, message }]`. */
export const Complete = Type.Object(
  { data: Type.Record(Type.String(), Type.Unknown()) },
  { additionalProperties: false },
);
export const Completed = Type.Object({
  next: Nullable(Type.String({ description: 'id of the next task of this case that I may act on' })),
});
/** POST /api/tasks/:id/transfer */
export const Transfer = Type.Object(
  { user: Type.String(), reason: Type.String({ minLength: 2, maxLength: 200 }) },
  { additionalProperties: false },
);
/** POST /api/tasks/:id/delegate */
export const Delegate = Transfer;
/** POST /api/tasks/:id/resolve : `data` is what was filled in so far; it becomes the draft of who delegated it. */
export const Resolve = Type.Object(
  {
    note: Type.String({ minLength: 2, maxLength: 1000 }),
    data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: false },
);
/** POST /api/tasks/:id/return : `to` is one of `earlier`. */
export const Return = Type.Object(
  { to: Type.String({ maxLength: 200 }), reason: Type.String({ minLength: 2, maxLength: 200 }) },
  { additionalProperties: false },
);
/** PUT /api/tasks/:id/draft */
export const Draft = Type.Object({ data: Type.Record(Type.String(), Type.Unknown()) }, { additionalProperties: false });
