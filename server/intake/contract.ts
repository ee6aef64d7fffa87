import { type Static, Type } from 'typebox';

const Nullable = <T extends import('typebox').TSchema>(t: T) => Type.Union([t, Type.Null()]);

export const Source = Type.Enum(['visit', 'phone', 'grid', 'department', 'judicial', 'online'], {
  description: '来访 来电 网格上报 部门转来 法院·检察·公安 网上',
});

export const PartyInput = Type.Object(
  {
    side: Type.Union([Type.Literal('claimant'), Type.Literal('respondent')]),
    kind: Type.Union([Type.Literal('person'), Type.Literal('organisation')]),
    name: Type.String({ maxLength: 60, description: 'empty = anonymous claimant' }),
    phone: Type.Optional(Type.String({ pattern: '^$|^[0-9+ -]{5,20}$' })),
    idNumber: Type.Optional(Type.String({ pattern: '^$|^[0-9]{17}[0-9Xx]$' })),
    gender: Type.Optional(Type.Union([Type.Literal('男'), Type.Literal('女')])),
    age: Type.Optional(Type.Integer({ minimum: 0, maximum: 130 })),
    village: Type.Optional(Type.String({ description: 'org unit id' })),
    address: Type.Optional(Type.String({ maxLength: 200 })),
    people: Type.Optional(Type.Integer({ minimum: 1, maximum: 100000 })),
  },
  { additionalProperties: false },
);

/** What the score is made of (domain.md 4.2). */
export const Facts = Type.Object(
  {
    people: Type.Integer({ minimum: 1, maximum: 100000 }),
    amount: Type.Optional(Type.Number({ minimum: 0, maximum: 1e12 })),
    since: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}$', description: 'month it began' })),
    violence: Type.Optional(Type.Boolean({ description: '有扬言、暴力或自伤' })),
    lifeThreat: Type.Optional(Type.Boolean()),
    policeReports: Type.Optional(Type.Integer({ minimum: 0, maximum: 99 })),
    failedMediations: Type.Optional(Type.Integer({ minimum: 0, maximum: 99 })),
    collective: Type.Optional(Type.Boolean({ description: '集体访、越级访、舆情' })),
    vulnerable: Type.Optional(Type.Boolean({ description: '涉未成年人、孕妇、老人、精神障碍' })),
    sensitive: Type.Optional(Type.Boolean({ description: '涉民族宗教、军人、征地、欠薪群体、死亡' })),
    sensitiveTime: Type.Optional(Type.Boolean({ description: '敏感节点' })),
  },
  { additionalProperties: false },
);
export type Facts = Static<typeof Facts>;

/** POST /api/cases with header Idempotency-Key. 首问责任人 is the session's user, fixed. */
export const CaseNew = Type.Object(
  {
    source: Source,
    sourceNote: Type.Optional(Type.String({ maxLength: 200 })),
    title: Type.Optional(Type.String({ maxLength: 80, description: 'made from type and parties when empty' })),
    type: Type.String({ description: 'code of the taxonomy: labour.wages', maxLength: 40 }),
    village: Type.String({ description: 'org unit id of the village or grid where it happened' }),
    place: Type.String({ maxLength: 200 }),
    story: Type.String({ minLength: 5, maxLength: 5000 }),
    demand: Type.Optional(Type.String({ maxLength: 1000 })),
    parties: Type.Array(PartyInput, { minItems: 1, maxItems: 40 }),
    facts: Facts,
    paths: Type.Array(Type.String({ maxLength: 20 }), { maxItems: 8 }),
    willing: Nullable(Type.Boolean({ description: '双方愿意调解; null = 未问' })),
    litigation: Type.Boolean({ description: '法院已受理（涉诉）' }),
    needsDepartment: Type.Boolean({ description: '需部门到场' }),
    duplicate: Type.Optional(
      Type.Object(
        { of: Type.String(), verb: Type.Union([Type.Literal('merge'), Type.Literal('link')]) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type CaseNew = Static<typeof CaseNew>;
export const CaseCreated = Type.Object({ id: Type.String(), number: Type.String(), merged: Type.Boolean() });
export type CaseCreated = Static<typeof CaseCreated>;

/** POST /api/intake/duplicates : within 30 days, by party, phone, place and text. */
export const DuplicateQuery = Type.Object(
  {
    names: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 40 }),
    phones: Type.Array(Type.String({ maxLength: 20 }), { maxItems: 40 }),
    village: Type.Optional(Type.String()),
    place: Type.Optional(Type.String({ maxLength: 200 })),
    story: Type.Optional(Type.String({ maxLength: 5000 })),
  },
  { additionalProperties: false },
);
export const Duplicates = Type.Array(
  Type.Object({
    id: Type.String(),
    number: Type.String(),
    title: Type.String(),
    level: Nullable(Type.Integer()),
    reasons: Type.Array(Type.String({ description: '同一对方 · 同址 · 3 天前' })),
    status: Type.String(),
    received: Type.String(),
    closed: Type.Boolean(),
  }),
);
export type Duplicates = Static<typeof Duplicates>;

/** POST /api/intake/score : Facts plus type → the newest triage decision of case-lifecycle. */
export const ScoreQuery = Type.Object(
  { type: Type.String({ maxLength: 40 }), facts: Facts },
  { additionalProperties: false },
);
export const Score = Type.Object({
  score: Type.Integer(),
  level: Type.Integer(),
  items: Type.Array(Type.Object({ label: Type.String(), points: Type.Integer() })),
  toNext: Nullable(Type.Object({ level: Type.Integer(), points: Type.Integer() })),
  after: Type.Array(Type.Object({ when: Type.String(), what: Type.String() }), {
    description: 'what happens after registering',
  }),
});
export type Score = Static<typeof Score>;

/** GET /api/intake/options : taxonomy, villages and grids, paths, sources. */
export const IntakeOptions = Type.Object({
  types: Type.Array(
    Type.Object({
      code: Type.String(),
      label: Type.String(),
      children: Type.Array(Type.Object({ code: Type.String(), label: Type.String() })),
    }),
  ),
  villages: Type.Array(
    Type.Object({
      id: Type.String(),
      label: Type.String(),
      children: Type.Array(Type.Object({ id: Type.String(), label: Type.String() })),
    }),
  ),
  paths: Type.Array(Type.String()),
  sources: Type.Array(Type.Object({ code: Type.String(), label: Type.String() })),
});
export type IntakeOptions = Static<typeof IntakeOptions>;
