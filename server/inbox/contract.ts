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
});
export type TaskItem = Static<typeof TaskItem>;

/** GET /api/tasks?view=mine|unclaimed|done&q=&cursor= ; due ascending, undated last. */
export const TaskList = Type.Object({
  items: Type.Array(TaskItem),
  next: Nullable(Type.String()),
  counts: Type.Object({
    mine: Type.Integer(),
    unclaimed: Type.Integer(),
    done: Type.Integer(),
    overdue: Type.Integer(),
  }),
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
  may: Type.Array(
    Type.Union([Type.Literal('claim'), Type.Literal('release'), Type.Literal('transfer'), Type.Literal('complete')]),
  ),
  deadline: Nullable(Deadline),
  form: Nullable(TaskForm),
  data: Type.Unknown({ description: 'values to start from: bound records, variables, or the saved draft' }),
  draftSaved: Nullable(Type.String()),
  caseId: Nullable(Type.String()),
});
export type TaskDetail = Static<typeof TaskDetail>;

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
/** PUT /api/tasks/:id/draft */
export const Draft = Type.Object({ data: Type.Record(Type.String(), Type.Unknown()) }, { additionalProperties: false });
