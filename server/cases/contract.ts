import { type Static, Type } from 'typebox';
import { Deadline } from '../calendar/contract.ts';
import { Facts } from '../intake/contract.ts';

const Nullable = <T extends import('typebox').TSchema>(t: T) => Type.Union([t, Type.Null()]);

export const Stage = Type.Enum(['发现', '研判', '流转', '处置', '反馈']);
export const Level = Type.Integer({ minimum: 1, maximum: 4, description: '1 蓝 2 黄 3 橙 4 红' });

export const CaseItem = Type.Object({
  id: Type.String(),
  number: Type.String({ description: 'CC2026-0398' }),
  title: Type.String(),
  type: Type.String({ description: '劳动争议 / 欠薪' }),
  level: Nullable(Level),
  score: Nullable(Type.Integer()),
  stage: Type.String(),
  status: Type.String({ description: 'one sentence: who is awaited, then what' }),
  closed: Type.Boolean(),
  parties: Type.String({ description: 'masked: 张某某等 22 人 / 示例五金厂' }),
  place: Type.String(),
  received: Type.String(),
  deadline: Nullable(Deadline),
});
export type CaseItem = Static<typeof CaseItem>;

/** GET /api/cases?view=open|closed|all&q=&stage=&level=&cursor= */
export const CaseList = Type.Object({
  items: Type.Array(CaseItem),
  next: Nullable(Type.String()),
  counts: Type.Record(Type.String(), Type.Integer(), { description: 'counted to 100, which means more than 99' }),
});
export type CaseList = Static<typeof CaseList>;

export const PartyView = Type.Object({
  id: Type.String(),
  side: Type.Union([Type.Literal('claimant'), Type.Literal('respondent')]),
  name: Type.String({ description: 'masked unless revealed: 张某某' }),
  kind: Type.Union([Type.Literal('person'), Type.Literal('organisation')]),
  gender: Nullable(Type.String()),
  age: Nullable(Type.Integer()),
  phone: Nullable(Type.String({ description: '138****5678' })),
  idNumber: Nullable(Type.String({ description: '4407**********1234' })),
  village: Nullable(Type.String()),
  people: Type.Integer({ description: 'how many people this entry stands for' }),
  willing: Nullable(Type.Boolean()),
});
export type PartyView = Static<typeof PartyView>;

export const TimelineItem = Type.Object({
  id: Type.String(),
  at: Type.String(),
  kind: Type.Union([
    Type.Literal('person'),
    Type.Literal('phone'),
    Type.Literal('mail'),
    Type.Literal('department'),
    Type.Literal('system'),
    Type.Literal('future'),
    Type.Literal('comment'),
  ]),
  who: Nullable(Type.String()),
  role: Nullable(Type.String()),
  text: Type.String(),
  detail: Nullable(Type.String()),
  attachments: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  until: Type.Optional(Type.String({ description: 'of my own comment: until when I may take it back' })),
});
export type TimelineItem = Static<typeof TimelineItem>;

export const AttachmentView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  size: Type.Integer(),
  type: Type.String(),
  at: Type.String(),
  by: Type.String(),
});
export type AttachmentView = Static<typeof AttachmentView>;

export const StageView = Type.Object({
  name: Stage,
  state: Type.Union([Type.Literal('done'), Type.Literal('now'), Type.Literal('ahead')]),
  at: Nullable(Type.String()),
  note: Nullable(Type.String()),
});

export const CaseTask = Type.Object({
  id: Type.String(),
  name: Type.String(),
  procedure: Type.String(),
  status: Type.Union([Type.Literal('open'), Type.Literal('completed'), Type.Literal('cancelled')]),
  who: Nullable(Type.String({ description: 'assignee, or the role that may take it' })),
  mine: Type.Boolean({ description: 'I may act on it' }),
  deadline: Nullable(Deadline),
  created: Type.String(),
  ended: Nullable(Type.String()),
});

/** GET /api/cases/:id */
export const CaseView = Type.Object({
  id: Type.String(),
  number: Type.String(),
  title: Type.String(),
  type: Type.String(),
  source: Type.String(),
  level: Nullable(Level),
  score: Nullable(Type.Integer()),
  stage: Type.String(),
  stages: Type.Array(StageView),
  status: Type.String(),
  closed: Type.Boolean(),
  outcome: Nullable(Type.String()),
  story: Type.String(),
  demand: Nullable(Type.String()),
  amount: Nullable(Type.Number({ description: 'yuan' })),
  people: Type.Integer(),
  facts: Facts,
  place: Type.String(),
  village: Nullable(Type.String()),
  paths: Type.Array(Type.String({ description: '调解 法律援助 …' })),
  litigation: Type.Boolean(),
  firstHandler: Type.String({ description: '首问责任人, fixed' }),
  mediator: Nullable(Type.String()),
  received: Type.String(),
  registered: Type.String(),
  deadline: Nullable(Deadline),
  parties: Type.Array(PartyView),
  tasks: Type.Array(CaseTask),
  orders: Type.Array(
    Type.Object({
      id: Type.String(),
      number: Nullable(Type.String()),
      department: Type.String(),
      kind: Type.String(),
      status: Type.String(),
      deadline: Nullable(Deadline),
    }),
  ),
  appointments: Type.Array(
    Type.Object({
      id: Type.String(),
      startsAt: Type.String(),
      endsAt: Type.String(),
      room: Type.String(),
      status: Type.String(),
    }),
  ),
  attachments: Type.Array(AttachmentView),
  linked: Type.Array(
    Type.Object({
      id: Type.String(),
      number: Type.String(),
      title: Type.String(),
      kind: Type.Union([Type.Literal('merged'), Type.Literal('linked')]),
    }),
  ),
  reports: Type.Integer({ description: 'further reports merged into this case' }),
  missing: Type.Array(Type.String({ description: 'what the volume still lacks' })),
  may: Type.Array(Type.String({ description: 'order · withdraw · upload · correct · comment · reveal · link' })),
});
export type CaseView = Static<typeof CaseView>;

/** GET /api/cases/:id/timeline */
export const Timeline = Type.Array(TimelineItem);

/** GET /api/cases/:id/diagram : one entry per procedure version the case stands or stood in, the lifecycle first. */
export const RunningDiagram = Type.Array(
  Type.Object({
    instance: Type.String(),
    procedure: Type.String({ description: 'key id@version' }),
    name: Type.String(),
    version: Type.Integer(),
    xml: Type.String(),
    elements: Type.Record(
      Type.String(),
      Type.Object({
        state: Type.Union([Type.Literal('done'), Type.Literal('now'), Type.Literal('late')]),
        note: Nullable(Type.String({ description: '13日 何某某 · 刘某某 · 今天到期' })),
        count: Type.Integer(),
      }),
    ),
    flows: Type.Array(Type.String({ description: 'flows that were taken' })),
    active: Type.Boolean(),
  }),
);
export type RunningDiagram = Static<typeof RunningDiagram>;

/** POST /api/cases/:id/parties/:party/reveal */
export const Reveal = Type.Object(
  { reason: Type.String({ minLength: 2, maxLength: 200 }) },
  { additionalProperties: false },
);
export const Revealed = Type.Object({
  name: Type.String(),
  phone: Nullable(Type.String()),
  idNumber: Nullable(Type.String()),
  address: Nullable(Type.String()),
});

/** POST /api/cases/:id/withdraw (撤回申请) */
export const Withdraw = Type.Object(
  { reason: Type.String({ minLength: 2, maxLength: 500 }) },
  { additionalProperties: false },
);

/** POST /api/cases/:id/links : merge closes this case into `of`; link leaves both open. */
export const CaseLink = Type.Object(
  { of: Type.String(), verb: Type.Union([Type.Literal('merge'), Type.Literal('link')]) },
  { additionalProperties: false },
);
