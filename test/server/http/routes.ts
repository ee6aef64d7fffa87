import { drainage } from '../../support/cases.ts';
import { home } from '../../support/fixtures.ts';

/** Ids of one thing of each kind that lives in the home town. */
export interface Things {
  readonly case: string;
  readonly party: string;
  readonly task: string;
  readonly attachment: string;
  readonly order: string;
  readonly appointment: string;
  readonly mail: string;
  readonly document: string;
  readonly notice: string;
}

/** What a route promises: written here by hand, so that a change of rights in the code shows. */
export interface Promise {
  /** Initials: desk, mediator, leader (L), director (D), admin, auditor (U). */
  readonly roles: string;
  readonly path?: (things: Things) => string;
  readonly body?: unknown;
  /** To a person of another town: `list` is their own (empty of ours), `own` an object of the same name of theirs; else 404. */
  readonly elsewhere?: 'list' | 'own';
}

const all = 'd m D L a U';
const workers = 'd m D L';
const readers = 'd m D L U';
const tasks = 'd m D L a';
const designers = 'a D U';
const version = encodeURIComponent('dispatch-order@1');
const days = `version=${version}&from=2026-11-01&to=2026-11-30`;
/** The instance of a case's lifecycle has the id of the case. */
const running = (at: Things, path: string) => `/api/operations/instances/${at.case}${path}`;
/** Of nothing in any town. */
const nowhere = '0190a000-0000-7000-8000-000000000001';
const files = { files: [{ path: 'procedure.bpmn', text: '<x/>' }] };

/** Every route of the interface but those of the platform. One that is not here fails the matrix. */
export const promises: Readonly<Record<string, Promise>> = {
  'GET /api/session': { roles: all, elsewhere: 'own' },
  'DELETE /api/session': { roles: all, elsewhere: 'own' },
  'POST /api/session/password': { roles: all, elsewhere: 'own', body: { current: 'wrong', next: 'wrong' } },
  'GET /api/people': { roles: all, elsewhere: 'list' },
  'GET /api/intake/options': { roles: workers, elsewhere: 'own' },
  'POST /api/intake/duplicates': {
    roles: workers,
    elsewhere: 'list',
    body: { names: ['赵小明'], phones: ['13800001111'] },
  },
  'POST /api/intake/score': { roles: workers, elsewhere: 'own', body: { type: 'labour.wages', facts: { people: 3 } } },
  'POST /api/cases': { roles: workers, elsewhere: 'own', body: { ...drainage, village: `${home}203` } },
  'GET /api/cases': { roles: readers, elsewhere: 'list' },
  'GET /api/cases/{id}': { roles: readers, path: (at) => `/api/cases/${at.case}` },
  'GET /api/cases/{id}/timeline': { roles: readers, path: (at) => `/api/cases/${at.case}/timeline` },
  'GET /api/cases/{id}/diagram': { roles: readers, path: (at) => `/api/cases/${at.case}/diagram` },
  'GET /api/cases/{id}/documents': { roles: readers, path: (at) => `/api/cases/${at.case}/documents` },
  'POST /api/cases/{id}/parties/{party}/reveal': {
    roles: workers,
    path: (at) => `/api/cases/${at.case}/parties/${at.party}/reveal`,
    body: { reason: '电话通知到场' },
  },
  'POST /api/cases/{id}/withdraw': {
    roles: 'd m D',
    path: (at) => `/api/cases/${at.case}/withdraw`,
    body: { reason: '双方已和解' },
  },
  'POST /api/cases/{id}/links': {
    roles: workers,
    path: (at) => `/api/cases/${at.case}/links`,
    body: { of: '0190a000-0000-7000-8000-000000000001', verb: 'link' },
  },
  'PUT /api/cases/{id}/facts': {
    roles: 'd m D',
    path: (at) => `/api/cases/${at.case}/facts`,
    body: { facts: { people: 7 }, reason: '走访核实' },
  },
  'POST /api/cases/{id}/comments': {
    roles: workers,
    path: (at) => `/api/cases/${at.case}/comments`,
    body: { text: '下午三点以后有空' },
  },
  'DELETE /api/comments/{id}': { roles: workers, path: () => '/api/comments/0190a000-0000-7000-8000-000000000001' },
  'POST /api/cases/{id}/attachments': { roles: workers, path: (at) => `/api/cases/${at.case}/attachments` },
  'POST /api/cases/{id}/orders': { roles: 'm D', path: (at) => `/api/cases/${at.case}/orders` },
  'GET /api/attachments/{id}': { roles: readers, path: (at) => `/api/attachments/${at.attachment}` },
  'GET /api/calendar/due': { roles: all, path: () => '/api/calendar/due?count=3&unit=workdays', elsewhere: 'own' },
  'GET /api/tasks': { roles: tasks, path: () => '/api/tasks?view=unclaimed', elsewhere: 'list' },
  'GET /api/tasks/{id}': { roles: tasks, path: (at) => `/api/tasks/${at.task}` },
  'POST /api/tasks/{id}/claim': { roles: tasks, path: (at) => `/api/tasks/${at.task}/claim` },
  'POST /api/tasks/{id}/release': { roles: tasks, path: (at) => `/api/tasks/${at.task}/release` },
  'POST /api/tasks/{id}/transfer': {
    roles: tasks,
    path: (at) => `/api/tasks/${at.task}/transfer`,
    body: { user: 'x', reason: '明天外出' },
  },
  'POST /api/tasks/{id}/delegate': {
    roles: tasks,
    path: (at) => `/api/tasks/${at.task}/delegate`,
    body: { user: 'x', reason: '请代为走访' },
  },
  'POST /api/tasks/{id}/resolve': {
    roles: tasks,
    path: (at) => `/api/tasks/${at.task}/resolve`,
    body: { note: '已走访' },
  },
  'POST /api/tasks/{id}/recall': { roles: tasks, path: (at) => `/api/tasks/${at.task}/recall` },
  'POST /api/tasks/{id}/return': {
    roles: tasks,
    path: (at) => `/api/tasks/${at.task}/return`,
    body: { to: 'x', reason: '金额写错' },
  },
  'POST /api/tasks/{id}/names': { roles: tasks, path: (at) => `/api/tasks/${at.task}/names` },
  'POST /api/tasks/{id}/complete': { roles: tasks, path: (at) => `/api/tasks/${at.task}/complete`, body: { data: {} } },
  'PUT /api/tasks/{id}/draft': { roles: tasks, path: (at) => `/api/tasks/${at.task}/draft`, body: { data: {} } },
  'GET /api/appointments': { roles: readers, elsewhere: 'list' },
  'POST /api/appointments/{id}/move': {
    roles: 'd m D',
    path: (at) => `/api/appointments/${at.appointment}/move`,
    body: {
      startsAt: '2026-12-01T09:00:00+08:00',
      endsAt: '2026-12-01T10:00:00+08:00',
      room: '第二调解室',
      reason: '当事人有事',
    },
  },
  'GET /api/orders': { roles: readers, elsewhere: 'list' },
  'GET /api/orders/{id}': { roles: readers, path: (at) => `/api/orders/${at.order}` },
  'POST /api/orders/{id}/links': { roles: 'd m D', path: (at) => `/api/orders/${at.order}/links`, body: {} },
  'POST /api/orders/{id}/paper': {
    roles: 'd m D',
    path: (at) => `/api/orders/${at.order}/paper`,
    body: { act: 'sign', name: '周文华', scans: ['0190a000-0000-7000-8000-000000000001'] },
  },
  'GET /api/departments': { roles: tasks, elsewhere: 'list' },
  'GET /api/documents/{id}': { roles: workers, path: (at) => `/api/documents/${at.document}` },
  'GET /api/mails': { roles: workers, elsewhere: 'list' },
  'GET /api/mails/{id}': { roles: workers, path: (at) => `/api/mails/${at.mail}` },
  'GET /api/mails/{id}/html': { roles: workers, path: (at) => `/api/mails/${at.mail}/html` },
  'GET /api/mails/hold': { roles: tasks, path: () => '/api/mails/hold', elsewhere: 'own' },
  'POST /api/mails/hold/release': {
    roles: 'a',
    path: () => '/api/mails/hold/release',
    elsewhere: 'own',
    body: { mails: 'send' },
  },
  'GET /api/notices': { roles: all, elsewhere: 'list' },
  'POST /api/notices/{id}/read': { roles: all, path: (at) => `/api/notices/${at.notice}/read` },
  'GET /api/catalogue': { roles: designers, elsewhere: 'own' },
  'GET /api/procedures': { roles: designers, elsewhere: 'own' },
  'POST /api/procedures': { roles: 'a', elsewhere: 'own', body: { id: 'dispatch-order', name: '已有的流程' } },
  'POST /api/procedures/trial': { roles: 'a', elsewhere: 'own', body: { formula: '=1 + 1', variables: {} } },
  'GET /api/procedures/{id}': { roles: designers, path: () => '/api/procedures/dispatch-order', elsewhere: 'own' },
  'GET /api/procedures/{id}/versions/{version}': {
    roles: designers,
    path: () => '/api/procedures/dispatch-order/versions/1',
    elsewhere: 'own',
  },
  'GET /api/procedures/{id}/draft': {
    roles: 'a',
    path: () => '/api/procedures/dispatch-order/draft',
    elsewhere: 'own',
  },
  'PUT /api/procedures/{id}/draft': {
    roles: 'a',
    path: () => '/api/procedures/dispatch-order/draft',
    elsewhere: 'own',
    body: { ...files, rev: 99 },
  },
  'DELETE /api/procedures/{id}/draft': {
    roles: 'a',
    path: () => '/api/procedures/dispatch-order/draft?rev=99',
    elsewhere: 'own',
  },
  'POST /api/procedures/{id}/check': {
    roles: 'a',
    path: () => '/api/procedures/dispatch-order/check',
    elsewhere: 'own',
    body: files,
  },
  'POST /api/procedures/{id}/publish': {
    roles: 'a',
    path: () => '/api/procedures/dispatch-order/publish',
    elsewhere: 'own',
    body: { rev: 99, note: '试试看' },
  },
  'POST /api/procedures/{id}/rollback': {
    roles: 'a',
    path: () => '/api/procedures/dispatch-order/rollback',
    elsewhere: 'own',
    body: { version: 99, note: '试试看' },
  },
  'PUT /api/procedures/{id}/versions/{version}/tag': {
    roles: 'a',
    path: () => '/api/procedures/dispatch-order/versions/1/tag',
    elsewhere: 'own',
    body: { tag: '试用' },
  },
  'POST /api/procedures/{id}/versions/{version}/suspend': {
    roles: 'a',
    path: () => '/api/procedures/follow-up-visit/versions/1/suspend',
    elsewhere: 'own',
  },
  'POST /api/procedures/{id}/versions/{version}/resume': {
    roles: 'a',
    path: () => '/api/procedures/follow-up-visit/versions/1/resume',
    elsewhere: 'own',
  },
  'GET /api/operations/overview': { roles: designers, elsewhere: 'list' },
  'GET /api/operations/versions/{key}': {
    roles: designers,
    path: () => `/api/operations/versions/${version}`,
    elsewhere: 'own',
  },
  'GET /api/operations/instances': { roles: designers, elsewhere: 'list' },
  'GET /api/operations/instances/{id}': { roles: designers, path: (at) => running(at, '') },
  'GET /api/operations/instances/{id}/history': { roles: designers, path: (at) => running(at, '/history') },
  'GET /api/operations/instances/{id}/diagram': { roles: designers, path: (at) => running(at, '/diagram') },
  'GET /api/operations/instances/{id}/replay': { roles: designers, path: (at) => running(at, '/replay?rev=1') },
  'GET /api/operations/incidents': { roles: designers, elsewhere: 'list' },
  'GET /api/operations/incidents/causes': { roles: designers, elsewhere: 'list' },
  'GET /api/operations/tasks': { roles: designers, elsewhere: 'list' },
  'GET /api/operations/migration': {
    roles: designers,
    path: () => `/api/operations/migration?from=${version}&to=${version}`,
    elsewhere: 'own',
  },
  'GET /api/operations/bulks': { roles: designers, elsewhere: 'list' },
  'GET /api/operations/bulks/{id}': { roles: designers, path: () => `/api/operations/bulks/${nowhere}` },
  'GET /api/operations/bulks/{id}/failures': {
    roles: designers,
    path: () => `/api/operations/bulks/${nowhere}/failures`,
  },
  'GET /api/operations/statistics': {
    roles: designers,
    path: () => `/api/operations/statistics?${days}`,
    elsewhere: 'own',
  },
  'GET /api/operations/statistics.csv': {
    roles: designers,
    path: () => `/api/operations/statistics.csv?${days}`,
    elsewhere: 'own',
  },
  'GET /api/operations/export': {
    roles: designers,
    path: () => '/api/operations/export?format=csv',
    elsewhere: 'list',
  },
  'POST /api/operations/instances/{id}/suspend': {
    roles: 'a',
    path: (at) => running(at, '/suspend'),
    body: { reason: '等上级答复' },
  },
  'POST /api/operations/instances/{id}/resume': {
    roles: 'a',
    path: (at) => running(at, '/resume'),
    body: { reason: '已有答复' },
  },
  'POST /api/operations/instances/{id}/modify': {
    roles: 'a',
    path: (at) => running(at, '/modify'),
    body: { reason: '走错一步', changes: [{ do: 'cancel', token: 9999 }] },
  },
  'POST /api/operations/instances/{id}/variables': {
    roles: 'a',
    path: (at) => running(at, '/variables'),
    body: { variables: { people: 6 } },
  },
  'POST /api/operations/instances/{id}/incidents/{incident}/retry': {
    roles: 'a',
    path: (at) => running(at, '/incidents/9999/retry'),
    body: {},
  },
  'POST /api/operations/instances/{id}/incidents/{incident}/skip': {
    roles: 'a',
    path: (at) => running(at, '/incidents/9999/skip'),
    body: { reason: '已另行办妥' },
  },
  'POST /api/operations/instances/{id}/cancel': {
    roles: 'a',
    path: (at) => running(at, '/cancel'),
    body: { reason: '重复登记' },
  },
  'POST /api/operations/migration/try': {
    roles: 'a',
    elsewhere: 'own',
    body: {
      plan: { from: 'dispatch-order@1', to: 'dispatch-order@1', elements: {} },
      choice: { query: { process: 'dispatch-order' } },
    },
  },
  'POST /api/operations/bulks': {
    roles: 'a',
    elsewhere: 'own',
    body: { kind: 'suspend', reason: '等一等', choice: { query: { process: 'none' } } },
  },
  'POST /api/operations/bulks/{id}/stop': { roles: 'a', path: () => `/api/operations/bulks/${nowhere}/stop` },
  'GET /api/webhooks': { roles: 'a U', elsewhere: 'list' },
  'POST /api/webhooks': {
    roles: 'a',
    elsewhere: 'own',
    body: { name: '政务平台', url: 'https://127.0.0.1/', kinds: ['case.registered'] },
  },
  'PUT /api/webhooks/{id}': {
    roles: 'a',
    path: () => `/api/webhooks/${nowhere}`,
    body: { name: '政务平台', url: 'https://127.0.0.1/', kinds: ['case.registered'], active: true },
  },
  'DELETE /api/webhooks/{id}': { roles: 'a', path: () => `/api/webhooks/${nowhere}` },
  'POST /api/webhooks/{id}/rotate': { roles: 'a', path: () => `/api/webhooks/${nowhere}/rotate`, body: { hours: 24 } },
  'POST /api/webhooks/{id}/test': { roles: 'a', path: () => `/api/webhooks/${nowhere}/test` },
  'GET /api/webhooks/{id}/deliveries': { roles: 'a U', path: () => `/api/webhooks/${nowhere}/deliveries` },
  'POST /api/webhooks/{id}/deliveries/{delivery}/redeliver': {
    roles: 'a',
    path: () => `/api/webhooks/${nowhere}/deliveries/${nowhere}/redeliver`,
  },
  'GET /api/audit': { roles: 'U', elsewhere: 'list' },
  'GET /api/audit/verify': { roles: 'U', elsewhere: 'own' },
};

/** A stream does not end by itself and has a test of its own; the front door is for everybody. */
export const apart: Readonly<Record<string, string>> = {
  'GET /api/live': all,
  'POST /api/session': 'everybody',
  'GET /api/front-door': 'everybody',
};
