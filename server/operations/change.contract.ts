import { type Static, Type } from 'typebox';
import { IncidentCode, InstanceFilter } from './contract.ts';

const Nullable = <T extends import('typebox').TSchema>(t: T) => Type.Union([t, Type.Null()]);
const closed = { additionalProperties: false } as const;
const Because = Type.String({ minLength: 2, maxLength: 200, description: '事由: kept in history, no personal data' });
const Variables = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), { maxProperties: 100 });
const Key = Type.String({ maxLength: 80, description: 'id@version' });

/*
 * What administrators do to what runs. Every POST and PUT here takes the header `Idempotency-Key` and is audited.
 * A refusal of the engine is a problem with a sentence in `detail`; 409 means the instance has moved on.
 */

/** POST /api/operations/instances/:id/suspend · /resume · /cancel */
export const Reason = Type.Object({ reason: Because }, closed);
/** Answer of every command to one instance: its revision and state afterwards. */
export const Commanded = Type.Object({
  rev: Type.Integer(),
  status: Type.Enum(['active', 'completed', 'terminated', 'cancelled']),
});
export type Commanded = Static<typeof Commanded>;

/** POST /api/operations/instances/:id/variables : facts of the root, or of the scope that is named. */
export const SetFacts = Type.Object({ variables: Variables, scope: Type.Optional(Type.Integer()) }, closed);

export const Modification = Type.Union([
  Type.Object({ do: Type.Literal('cancel'), token: Type.Integer() }, closed),
  Type.Object(
    {
      do: Type.Literal('add'),
      scope: Type.Integer(),
      element: Type.String({ maxLength: 200 }),
      variables: Type.Optional(Variables),
    },
    closed,
  ),
  Type.Object(
    {
      do: Type.Literal('move'),
      token: Type.Integer(),
      to: Type.String({ maxLength: 200 }),
      variables: Type.Optional(Variables),
    },
    closed,
  ),
]);
export type Modification = Static<typeof Modification>;
const Changes = Type.Array(Modification, { minItems: 1, maxItems: 50 });
/** POST /api/operations/instances/:id/modify : all or nothing, in order. */
export const Modify = Type.Object({ reason: Because, changes: Changes }, closed);

/** POST /api/operations/instances/:id/incidents/:incident/retry */
export const Retry = Type.Object({ variables: Type.Optional(Variables) }, closed);
/** POST /api/operations/instances/:id/incidents/:incident/skip */
export const Skip = Type.Object({ reason: Because, variables: Type.Optional(Variables) }, closed);

export const MigrationPlan = Type.Object(
  {
    from: Key,
    to: Key,
    elements: Type.Record(Type.String(), Type.String(), { maxProperties: 5000 }),
    flows: Type.Optional(Type.Record(Type.String(), Type.String(), { maxProperties: 5000 })),
    restart: Type.Optional(
      Type.Array(Type.String(), { maxItems: 1000, description: 'timers of `from` counted anew from now' }),
    ),
  },
  closed,
);
export type MigrationPlan = Static<typeof MigrationPlan>;

/** GET /api/operations/migration?from=&to= : a plan to begin with. Elements one may choose from: `…/versions/:key` of both. */
export const MigrationQuery = Type.Object({ from: Key, to: Key }, closed);
export const MigrationDraft = Type.Object({
  plan: MigrationPlan,
  lines: Type.Array(
    Type.Object({
      element: Type.String(),
      name: Type.String(),
      kind: Type.String(),
      to: Nullable(Type.String()),
      toName: Nullable(Type.String()),
      because: Type.Enum(['same', 'renamed', 'gone', 'other-kind', 'other-scope']),
      text: Type.String({ description: '同一步骤 · 改了名 · 新版里没有 …' }),
      timer: Type.Boolean(),
    }),
  ),
});
export type MigrationDraft = Static<typeof MigrationDraft>;

/** Which instances: named, or all that the filter matches when it is begun. */
export const Choice = Type.Union([
  Type.Object({ instances: Type.Array(Type.String({ maxLength: 36 }), { minItems: 1, maxItems: 1000 }) }, closed),
  Type.Object({ query: InstanceFilter }, closed),
]);
export type Choice = Static<typeof Choice>;

/** POST /api/operations/migration/try : nothing is stored; at most 1,000 instances are looked at. */
export const MigrationTry = Type.Object({ plan: MigrationPlan, choice: Choice }, closed);
export const MigrationTrial = Type.Object({
  looked: Type.Integer(),
  more: Type.Boolean(),
  ready: Type.Integer(),
  refused: Type.Array(
    Type.Object({
      instance: Type.String(),
      number: Nullable(Type.String()),
      problems: Type.Array(Type.Object({ code: Type.String(), element: Nullable(Type.String()), text: Type.String() })),
    }),
  ),
});
export type MigrationTrial = Static<typeof MigrationTrial>;

export const BulkKind = Type.Enum(['migrate', 'retry', 'suspend', 'resume', 'cancel', 'modify']);
/** POST /api/operations/bulks → 202 Bulk */
export const BulkOrder = Type.Union([
  Type.Object({ kind: Type.Literal('migrate'), reason: Because, choice: Choice, plan: MigrationPlan }, closed),
  Type.Object(
    {
      kind: Type.Literal('retry'),
      reason: Because,
      choice: Choice,
      code: Type.Optional(IncidentCode),
      element: Type.Optional(Type.String({ maxLength: 200 })),
      variables: Type.Optional(Variables),
    },
    closed,
  ),
  Type.Object({ kind: Type.Enum(['suspend', 'resume', 'cancel']), reason: Because, choice: Choice }, closed),
  Type.Object({ kind: Type.Literal('modify'), reason: Because, choice: Choice, changes: Changes }, closed),
]);
export type BulkOrder = Static<typeof BulkOrder>;

/** GET /api/operations/bulks/:id ; POST /api/operations/bulks/:id/stop answers it too: what has not begun is left undone. */
export const Bulk = Type.Object({
  id: Type.String(),
  kind: BulkKind,
  reason: Type.String(),
  by: Type.String(),
  status: Type.Enum(['running', 'done', 'stopped']),
  total: Type.Integer(),
  done: Type.Integer(),
  failed: Type.Integer(),
  created: Type.String(),
  ended: Nullable(Type.String()),
});
export type Bulk = Static<typeof Bulk>;
/** GET /api/operations/bulks?cursor=&limit= , newest first. */
export const BulkList = Type.Object({ items: Type.Array(Bulk), next: Nullable(Type.String()) });
export type BulkList = Static<typeof BulkList>;
/** GET /api/operations/bulks/:id/failures?cursor=&limit= */
export const BulkFailures = Type.Object({
  items: Type.Array(
    Type.Object({
      instance: Type.String(),
      number: Nullable(Type.String()),
      code: Type.String(),
      text: Type.String({ description: 'why, in words' }),
    }),
  ),
  next: Nullable(Type.String()),
});
export type BulkFailures = Static<typeof BulkFailures>;

/** PUT /api/procedures/:id/versions/:version/tag ; `null` takes it off. → 204 */
export const Tag = Type.Object(
  { tag: Nullable(Type.String({ pattern: '^[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,39}$' })) },
  closed,
);
/** POST /api/procedures/:id/versions/:version/suspend · /resume → 204. Nothing begins with a suspended version; what runs goes on. */
