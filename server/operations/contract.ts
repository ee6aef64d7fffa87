import { type Static, Type } from 'typebox';

const Nullable = <T extends import('typebox').TSchema>(t: T) => Type.Union([t, Type.Null()]);
const Key = Type.String({ maxLength: 80, description: 'key of a version: id@version' });
const Cursor = Type.Optional(Type.String({ maxLength: 400 }));
const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50 when not given' }));

/*
 * What administrators see of what runs (directors and auditors read). Cases appear by their number, steps by their name;
 * nobody's name but a colleague's, nothing that anybody typed. All times are ISO 8601 with +08:00, durations milliseconds.
 * What changes something is in change.contract.ts.
 */

export const IncidentCode = Type.Enum([
  'evaluation',
  'no-condition',
  'no-hands',
  'uncaught-error',
  'job-failed',
  'no-process',
  'call-depth',
  'activations',
  'variables',
  'loop',
  'bodies',
  'no-cancel',
]);
export const RunStatus = Type.Enum(['active', 'suspended', 'completed', 'terminated', 'cancelled']);
export type RunStatus = Static<typeof RunStatus>;

/** An element of a version as people know it. */
export const Step = Type.Object({
  element: Type.String(),
  name: Type.String({ description: 'of the element; its kind in words when it has none' }),
  procedure: Type.String({ description: 'key of the version it belongs to' }),
});
export type Step = Static<typeof Step>;

/** GET /api/operations/overview : every process that was published, by name. */
export const Overview = Type.Array(
  Type.Object({
    process: Type.String(),
    name: Type.String(),
    running: Type.Integer({ description: 'suspended ones included; a called version counts too' }),
    suspended: Type.Integer(),
    stuck: Type.Integer({ description: 'instances with an open incident' }),
    overdue: Type.Integer({ description: 'instances with an open task of this process past its due date' }),
    versions: Type.Array(
      Type.Object({
        key: Type.String(),
        version: Type.Integer(),
        running: Type.Integer(),
        tag: Nullable(Type.String()),
        active: Type.Boolean({ description: 'false: nothing begins with it' }),
      }),
      { description: 'newest first' },
    ),
  }),
);
export type Overview = Static<typeof Overview>;

/** GET /api/operations/versions/:key : what one can choose of a version: steps to filter by or to move to, and its facts. */
export const VersionView = Type.Object({
  key: Type.String(),
  process: Type.String(),
  version: Type.Integer(),
  name: Type.String(),
  xml: Type.String(),
  elements: Type.Array(
    Type.Object({
      element: Type.String(),
      name: Type.String(),
      kind: Type.String({ description: 'NodeKind of the engine' }),
      scope: Type.String({ description: 'element id of the process or sub-process that contains it' }),
      stands: Type.Boolean({ description: 'an instance can stand here' }),
      timer: Type.Boolean(),
    }),
  ),
  facts: Type.Array(
    Type.Object({
      name: Type.String(),
      title: Type.String(),
      type: Type.String({ description: 'text, number, boolean, date or id' }),
      options: Type.Optional(
        Type.Array(Type.Object({ value: Type.String(), title: Type.String() }), {
          description: 'the only values it can have, in words',
        }),
      ),
    }),
  ),
});
export type VersionView = Static<typeof VersionView>;

export const VariableTest = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    is: Type.Enum(['=', '!=', '<', '<=', '>', '>=', 'contains', 'present']),
    value: Type.Optional(Type.Union([Type.String({ maxLength: 500 }), Type.Number(), Type.Boolean(), Type.Null()])),
  },
  { additionalProperties: false },
);
export type VariableTest = Static<typeof VariableTest>;

/** What instances are chosen by; in an address the tests are JSON: `variables=[{"name":"amount","is":">","value":10000}]`. */
export const InstanceFilter = Type.Object(
  {
    process: Type.Optional(Type.String({ maxLength: 60 })),
    version: Type.Optional(Key),
    status: Type.Optional(RunStatus),
    element: Type.Optional(Type.String({ maxLength: 200 })),
    incident: Type.Optional(Type.Union([Type.Boolean(), IncidentCode])),
    number: Type.Optional(Type.String({ maxLength: 40, description: 'of the case' })),
    startedAfter: Type.Optional(Type.String({ maxLength: 40 })),
    startedBefore: Type.Optional(Type.String({ maxLength: 40 })),
    variables: Type.Optional(Type.Array(VariableTest, { maxItems: 10 })),
    oldest: Type.Optional(Type.Boolean({ description: 'oldest first' })),
  },
  { additionalProperties: false },
);
export type InstanceFilter = Static<typeof InstanceFilter>;

/** GET /api/operations/instances?… : the fields of `InstanceFilter` (`variables` as JSON), `cursor`, `limit`. */
export const InstanceQuery = Type.Object(
  {
    ...Type.Omit(InstanceFilter, ['variables', 'incident', 'oldest']).properties,
    incident: Type.Optional(Type.String({ maxLength: 40, description: 'true, false or a code' })),
    oldest: Type.Optional(Type.Enum(['true', 'false'])),
    variables: Type.Optional(Type.String({ maxLength: 4000, description: 'JSON of VariableTest[]' })),
    cursor: Cursor,
    limit: Limit,
  },
  { additionalProperties: false },
);
export type InstanceQuery = Static<typeof InstanceQuery>;

export const InstanceItem = Type.Object({
  id: Type.String(),
  number: Nullable(Type.String({ description: 'CC2026-0398; null when it belongs to no case' })),
  process: Type.String(),
  name: Type.String({ description: 'of the process' }),
  version: Type.Integer(),
  status: RunStatus,
  started: Type.String(),
  ended: Nullable(Type.String()),
  rev: Type.Integer(),
  stands: Type.Array(Step),
  incidents: Type.Integer(),
});
export type InstanceItem = Static<typeof InstanceItem>;
export const InstanceList = Type.Object({ items: Type.Array(InstanceItem), next: Nullable(Type.String()) });
export type InstanceList = Static<typeof InstanceList>;

/** A fact of an instance. What the catalogue does not know stays hidden: `value` null and `hidden` true. */
export const Fact = Type.Object({
  name: Type.String(),
  title: Type.String({ description: 'the name itself when it has no title' }),
  value: Type.Unknown(),
  hidden: Type.Boolean(),
});
export type Fact = Static<typeof Fact>;

/** Something that stands in an instance. `token` is what `modify` names. */
export const Token = Type.Intersect([
  Step,
  Type.Object({
    token: Type.Integer(),
    scope: Type.Integer(),
    kind: Type.String(),
    stuck: Type.Boolean(),
    inside: Nullable(
      Type.Integer({ description: 'the scope that hangs on it: what runs inside a sub-process, loop or call' }),
    ),
  }),
]);
export type Token = Static<typeof Token>;

/** A process, sub-process, loop or called process under way, with its facts. The root comes first. */
export const Scope = Type.Intersect([
  Step,
  Type.Object({
    scope: Type.Integer(),
    parent: Nullable(Type.Integer()),
    loop: Nullable(Type.Object({ begun: Type.Integer(), completed: Type.Integer(), total: Nullable(Type.Integer()) })),
    facts: Type.Array(Fact),
  }),
]);
export type Scope = Static<typeof Scope>;

export const IncidentItem = Type.Intersect([
  Step,
  Type.Object({
    instance: Type.String(),
    number: Nullable(Type.String()),
    incident: Type.Integer(),
    code: IncidentCode,
    cause: Type.String({ description: 'one sentence: why it stands' }),
    remedy: Type.String({ description: 'one sentence: what to do' }),
    facts: Type.Array(Type.String(), { description: 'known facts that the step reads, to be looked at first' }),
    raised: Type.String(),
    resolved: Nullable(Type.String()),
  }),
]);
export type IncidentItem = Static<typeof IncidentItem>;

/** What an instance waits for. */
export const OpenWait = Type.Intersect([
  Step,
  Type.Object({
    kind: Type.Enum(['task', 'job', 'timer', 'message', 'signal', 'condition']),
    text: Type.String({ description: '等调解员办理 · 到 2026-11-25 17:30 · 等消息“部门签收”' }),
    due: Nullable(Type.String()),
  }),
]);
export type OpenWait = Static<typeof OpenWait>;

/** GET /api/operations/instances/:id */
export const InstanceView = Type.Intersect([
  InstanceItem,
  Type.Object({
    key: Type.String(),
    case: Nullable(Type.String({ description: 'id of the case' })),
    scopes: Type.Array(Scope),
    tokens: Type.Array(Token),
    incidentList: Type.Array(IncidentItem, { description: 'open ones' }),
    waits: Type.Array(OpenWait),
    may: Type.Array(Type.Enum(['suspend', 'resume', 'cancel', 'modify', 'variables', 'retry', 'skip', 'migrate']), {
      description: 'what I may do now',
    }),
  }),
]);
export type InstanceView = Static<typeof InstanceView>;

/** GET /api/operations/instances/:id/history?cursor=&limit= : one entry a command, oldest first. */
export const HistoryList = Type.Object({
  items: Type.Array(
    Type.Object({
      rev: Type.Integer(),
      at: Type.String(),
      who: Type.String({ description: 'colleague, 部门 or 系统' }),
      what: Type.String({ description: 'the command in words' }),
      lines: Type.Array(
        Type.Object({ text: Type.String(), element: Nullable(Type.String()), procedure: Nullable(Type.String()) }),
        { description: 'what happened by it' },
      ),
    }),
  ),
  next: Nullable(Type.String()),
});
export type HistoryList = Static<typeof HistoryList>;

/** The diagram of one version with where the instance stands or stood in it. */
export const MarkedDiagram = Type.Object({
  procedure: Type.String(),
  name: Type.String(),
  version: Type.Integer(),
  xml: Type.String(),
  elements: Type.Record(
    Type.String(),
    Type.Object({
      state: Type.Enum(['done', 'now', 'late', 'stuck']),
      note: Nullable(Type.String()),
      count: Type.Integer({ description: 'how often it was entered' }),
    }),
  ),
  flows: Type.Array(Type.String({ description: 'flows that were taken' })),
  active: Type.Boolean(),
});
export type MarkedDiagram = Static<typeof MarkedDiagram>;

/** GET /api/operations/instances/:id/diagram : its own version first, then those it called or migrated from. */
export const MarkedDiagrams = Type.Array(MarkedDiagram);

/** GET /api/operations/instances/:id/replay?rev= : the instance as it was after this command (1 … rev of the instance). */
export const Moment = Type.Object({
  rev: Type.Integer(),
  of: Type.Integer({ description: 'newest rev' }),
  at: Type.String(),
  what: Type.String(),
  status: RunStatus,
  tokens: Type.Array(Token),
  scopes: Type.Array(Scope),
  diagrams: MarkedDiagrams,
});
export type Moment = Static<typeof Moment>;

/** GET /api/operations/incidents?process=&version=&element=&code=&resolved=true&cursor=&limit= , newest first. */
export const IncidentQuery = Type.Object(
  {
    process: Type.Optional(Type.String({ maxLength: 60 })),
    version: Type.Optional(Key),
    element: Type.Optional(Type.String({ maxLength: 200 })),
    code: Type.Optional(IncidentCode),
    resolved: Type.Optional(Type.Enum(['true', 'false'])),
    cursor: Cursor,
    limit: Limit,
  },
  { additionalProperties: false },
);
export type IncidentQuery = Static<typeof IncidentQuery>;
export const IncidentList = Type.Object({ items: Type.Array(IncidentItem), next: Nullable(Type.String()) });
export type IncidentList = Static<typeof IncidentList>;

/** GET /api/operations/incidents/causes : open incidents of the same cause at the same step, most first; retried in bulk. */
export const CauseList = Type.Array(
  Type.Intersect([
    Step,
    Type.Object({
      code: IncidentCode,
      cause: Type.String(),
      remedy: Type.String(),
      count: Type.Integer(),
      oldest: Type.String(),
    }),
  ]),
);
export type CauseList = Static<typeof CauseList>;

/** GET /api/operations/tasks?… : tasks of everybody, those of the newest instance first. Days begin in Shanghai. */
export const TaskQuery = Type.Object(
  {
    process: Type.Optional(Type.String({ maxLength: 60 })),
    version: Type.Optional(Key),
    element: Type.Optional(Type.String({ maxLength: 200 })),
    status: Type.Optional(Type.Enum(['open', 'completed', 'cancelled'])),
    overdue: Type.Optional(
      Type.Enum(['true'], { description: 'open ones past their due date, whatever `status` says' }),
    ),
    unclaimed: Type.Optional(Type.Enum(['true'], { description: 'nobody has it, whatever `assignee` says' })),
    assignee: Type.Optional(Type.String({ maxLength: 80, description: 'id of the colleague who has it, or did it' })),
    group: Type.Optional(Type.String({ maxLength: 60, description: 'role that may take it' })),
    createdBefore: Type.Optional(Type.String({ maxLength: 40, description: 'a moment or a day' })),
    dueBefore: Type.Optional(Type.String({ maxLength: 40, description: 'a moment or a day' })),
    variables: Type.Optional(Type.String({ maxLength: 4000, description: 'JSON of VariableTest[]' })),
    cursor: Cursor,
    limit: Limit,
  },
  { additionalProperties: false },
);
export type TaskQuery = Static<typeof TaskQuery>;
export const TaskList = Type.Object({
  items: Type.Array(
    Type.Intersect([
      Step,
      Type.Object({
        instance: Type.String(),
        task: Type.Integer(),
        number: Nullable(Type.String()),
        status: Type.Enum(['open', 'completed', 'cancelled']),
        who: Nullable(Type.String({ description: 'colleague who has it, or did it' })),
        suspended: Type.Boolean(),
        created: Type.String(),
        due: Nullable(Type.String()),
        late: Type.Boolean(),
        ended: Nullable(Type.String()),
      }),
    ]),
  ),
  next: Nullable(Type.String()),
});
export type TaskList = Static<typeof TaskList>;

/** GET /api/operations/statistics?version=&from=YYYY-MM-DD&to=YYYY-MM-DD (both days included); `…/statistics.csv` is the same as a file. */
export const StatisticsQuery = Type.Object(
  {
    version: Key,
    from: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    to: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  },
  { additionalProperties: false },
);
export type StatisticsQuery = Static<typeof StatisticsQuery>;
export const Statistics = Type.Array(
  Type.Intersect([
    Step,
    Type.Object({
      kind: Type.String(),
      entered: Type.Integer(),
      open: Type.Integer(),
      completed: Type.Integer(),
      interrupted: Type.Integer(),
      median: Nullable(Type.Number({ description: 'ms' })),
      p90: Nullable(Type.Number({ description: 'ms' })),
      overdue: Type.Integer(),
      incidents: Type.Integer(),
    }),
  ]),
);
export type Statistics = Static<typeof Statistics>;
