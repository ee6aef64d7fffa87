import { type Static, Type } from 'typebox';
import { Deadline } from '../calendar/contract.ts';
import { AttachmentView, TimelineItem } from '../cases/contract.ts';

const Nullable = <T extends import('typebox').TSchema>(t: T) => Type.Union([t, Type.Null()]);

export const OrderStatus = Type.Enum([
  'drafting',
  'approving',
  'refused',
  'issued',
  'signed',
  'returning',
  'returned',
  'reported',
  'verified',
  'cancelled',
]);

export const Rung = Type.Object({
  name: Type.String({ description: '发出 提醒 催办 督办 通报' }),
  state: Type.Union([Type.Literal('done'), Type.Literal('now'), Type.Literal('ahead')]),
  at: Nullable(Type.String()),
});

export const OrderItem = Type.Object({
  id: Type.String(),
  number: Nullable(Type.String({ description: 'JB2026-0031, given when it is issued' })),
  title: Type.String(),
  caseId: Type.String(),
  caseNumber: Type.String(),
  level: Nullable(Type.Integer()),
  department: Type.String(),
  kind: Type.Union([Type.Literal('on_site'), Type.Literal('guidance')], { description: '到场协调解决 · 业务指导' }),
  urgent: Type.Boolean(),
  status: OrderStatus,
  awaits: Type.Union([
    Type.Literal('department-sign'),
    Type.Literal('department-act'),
    Type.Literal('us'),
    Type.Literal('nobody'),
  ]),
  awaited: Type.String({ description: '等 陈某某 裁定退单' }),
  contact: Type.String(),
  bounced: Type.Boolean(),
  issued: Nullable(Type.String()),
  deadline: Nullable(Deadline),
  ladder: Type.Array(Rung),
  nextAct: Nullable(Type.String({ description: 'the next automatic act and its time' })),
  task: Nullable(Type.String({ description: 'id of our task that is due, when it is ours' })),
});
export type OrderItem = Static<typeof OrderItem>;

/** GET /api/orders?view=open|late|closed&department=&q=&cursor= */
export const OrderList = Type.Object({
  items: Type.Array(OrderItem),
  next: Nullable(Type.String()),
  counts: Type.Record(Type.String(), Type.Integer(), { description: 'counted to 100, which means more than 99' }),
});
export type OrderList = Static<typeof OrderList>;

/** GET /api/orders/:id */
export const OrderView = Type.Intersect([
  OrderItem,
  Type.Object({
    reason: Type.String({ description: '不在本级职能职责范围 · 需协调解决, with words' }),
    request: Type.String(),
    approvedBy: Nullable(Type.String()),
    approvedAt: Nullable(Type.String()),
    signedBy: Nullable(Type.String()),
    signedAt: Nullable(Type.String()),
    signDue: Nullable(Type.String()),
    resultDue: Nullable(Type.String()),
    result: Nullable(Type.String()),
    returns: Type.Array(Type.Object({ at: Type.String(), reason: Type.String(), ruling: Nullable(Type.String()) })),
    extensions: Type.Array(
      Type.Object({ at: Type.String(), reason: Type.String(), days: Type.Integer(), ruling: Nullable(Type.String()) }),
    ),
    attachments: Type.Array(AttachmentView),
    mails: Type.Array(
      Type.Object({ id: Type.String(), subject: Type.String(), status: Type.String(), at: Type.String() }),
    ),
    timeline: Type.Array(TimelineItem),
    opened: Type.Array(Type.String({ description: 'times the link was opened; opened is not signed' })),
    links: Type.Array(
      Type.Object({ id: Type.String(), to: Type.String(), created: Type.String(), revoked: Type.Boolean() }),
    ),
  }),
]);
export type OrderView = Static<typeof OrderView>;

/** POST /api/cases/:id/orders : starts the dispatch procedure; answers the first task. */
export const OrderStarted = Type.Object({ task: Type.String() });
/** POST /api/orders/:id/links : revokes the present link and mails a new one, to another address when given. */
export const Readdress = Type.Object(
  { email: Type.Optional(Type.String({ maxLength: 200 })), contact: Type.Optional(Type.String({ maxLength: 60 })) },
  { additionalProperties: false },
);

/**
 * POST /api/orders/:id/paper : registers what the department answered on paper (线下闭环). `scans` are attachments of the
 * case, at least one; the rest is what the department's page asks for the same act, without the phone.
 */
export const PaperReply = Type.Object(
  {
    act: Type.Enum(['sign', 'return', 'extend', 'report']),
    scans: Type.Array(Type.String({ maxLength: 64 }), { minItems: 1, maxItems: 10 }),
    name: Type.Optional(Type.String({ maxLength: 60 })),
    reason: Type.Optional(Type.String({ maxLength: 2000 })),
    days: Type.Optional(Type.Integer()),
    outcome: Type.Optional(Type.String({ maxLength: 20 })),
    who: Type.Optional(Type.String({ maxLength: 60 })),
    when: Type.Optional(Type.String({ maxLength: 60 })),
    text: Type.Optional(Type.String({ maxLength: 4000 })),
  },
  { additionalProperties: false },
);
export type PaperReply = Static<typeof PaperReply>;
