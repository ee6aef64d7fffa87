import { type Static, Type } from 'typebox';

const Nullable = <T extends import('typebox').TSchema>(t: T) => Type.Union([t, Type.Null()]);

export const SourceFile = Type.Object(
  { path: Type.String({ maxLength: 200 }), text: Type.String({ maxLength: 2_000_000 }) },
  { additionalProperties: false },
);
export type SourceFile = Static<typeof SourceFile>;

export const ProblemView = Type.Object({
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning')]),
  rule: Type.String(),
  file: Type.String(),
  element: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  property: Type.Optional(Type.String()),
  message: Type.String(),
  path: Type.Optional(
    Type.Unsafe<readonly string[]>(
      Type.Array(Type.String(), { description: 'a run that shows it: elements and flows, in order' }),
    ),
  ),
  remedy: Type.Optional(Type.String()),
});

/** GET /api/procedures */
export const ProcedureItem = Type.Object({
  id: Type.String(),
  name: Type.String(),
  version: Type.Integer({ description: '现行版' }),
  running: Type.Integer({ description: '在办, all versions' }),
  published: Type.String(),
  by: Type.String(),
  draft: Nullable(Type.Object({ by: Type.String(), at: Type.String() })),
});
export type ProcedureItem = Static<typeof ProcedureItem>;

/** GET /api/procedures/:id */
export const ProcedureView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  versions: Type.Array(
    Type.Object({
      version: Type.Integer(),
      note: Type.String(),
      by: Type.String(),
      at: Type.String(),
      running: Type.Integer(),
      tag: Nullable(Type.String()),
      active: Type.Boolean({ description: 'false: suspended, nothing begins with it' }),
    }),
  ),
});
export type ProcedureView = Static<typeof ProcedureView>;

/** GET /api/procedures/:id/versions/:version → files; GET /api/procedures/:id/draft → the draft, or the current version when there is none. */
export const DraftView = Type.Object({
  files: Type.Array(SourceFile),
  rev: Type.Integer({ description: '0 = no draft saved yet' }),
  base: Type.Integer(),
  savedAt: Nullable(Type.String()),
  savedBy: Nullable(Type.String()),
});
export type DraftView = Static<typeof DraftView>;
/** PUT /api/procedures/:id/draft : `rev` must be the one that was read, else 409 with the other's name and time. */
export const DraftSave = Type.Object(
  {
    files: Type.Array(SourceFile, { maxItems: 200 }),
    rev: Type.Integer(),
    base: Type.Optional(
      Type.Integer({ description: 'version the draft was begun from: with rev 0 it must be in force' }),
    ),
  },
  { additionalProperties: false },
);
export const DraftSaved = Type.Object({ rev: Type.Integer(), savedAt: Type.String() });
/** POST /api/procedures/:id/check */
export const Check = Type.Object({ files: Type.Array(SourceFile, { maxItems: 200 }) }, { additionalProperties: false });
export const Checked = Type.Object({ problems: Type.Array(ProblemView) });
const Over = Type.Optional(
  Type.Integer({
    minimum: 0,
    description: 'version in force as the person knows it: a newer one is 409 version-newer',
  }),
);
/**
 * POST /api/procedures/:id/publish : publishes the saved draft of this rev, `over` the version that it was begun from unless
 * another is named. POST /api/procedures/:id/rollback { version, note, over }. POST /api/procedures { id, name } makes a new one.
 */
export const Publish = Type.Object(
  { rev: Type.Integer(), note: Type.String({ minLength: 2, maxLength: 500 }), over: Over },
  { additionalProperties: false },
);
export const Rollback = Type.Object(
  { version: Type.Integer(), note: Type.String({ minLength: 2, maxLength: 500 }), over: Over },
  { additionalProperties: false },
);
export const Published = Type.Object({ version: Type.Integer(), key: Type.String() });
export const ProcedureNew = Type.Object(
  { id: Type.String({ pattern: '^[a-z][a-z0-9-]{2,40}$' }), name: Type.String({ minLength: 2, maxLength: 40 }) },
  { additionalProperties: false },
);

/** GET /api/catalogue : what the designer offers. */
export const CatalogueView = Type.Object({
  actions: Type.Array(
    Type.Object({
      type: Type.String(),
      title: Type.String(),
      help: Type.String(),
      inputs: Type.Array(Type.Object({ name: Type.String(), title: Type.String(), required: Type.Boolean() })),
      outputs: Type.Array(Type.Object({ name: Type.String(), title: Type.String() })),
    }),
  ),
  messages: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      key: Type.String({ description: 'FEEL of the usual correlation key' }),
    }),
  ),
  bindings: Type.Array(Type.Object({ name: Type.String(), title: Type.String() })),
  roles: Type.Array(Type.Object({ code: Type.String(), title: Type.String(), people: Type.Integer() })),
  processes: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
});
export type CatalogueView = Static<typeof CatalogueView>;

/** POST /api/procedures/trial : what a formula gives with these facts, on the town's calendar and at this moment. */
export const Trial = Type.Object(
  {
    formula: Type.String({ minLength: 1, maxLength: 4096, description: 'FEEL, with or without the leading =' }),
    variables: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), { maxProperties: 100 }),
  },
  { additionalProperties: false },
);
export type Trial = Static<typeof Trial>;
export const Tried = Type.Union([
  Type.Object({ ok: Type.Literal(true), value: Type.Unknown({ description: 'JSON; dates and times in ISO 8601' }) }),
  Type.Object({ ok: Type.Literal(false), problem: Type.String() }),
]);
export type Tried = Static<typeof Tried>;
