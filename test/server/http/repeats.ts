import { placeHold } from '../../../server/mail/hold.queries.ts';
import { sendNotice } from '../../../server/notices/send.ts';
import type { Client, TestApp } from '../../support/app.ts';
import { complete, drainage, register, taskAt, wages } from '../../support/cases.ts';
import { home } from '../../support/fixtures.ts';
import { multipart, png } from '../../support/multipart.ts';
import { issueOrder, orderForm } from '../../support/orders.ts';

/** A request that succeeds, and another content for the same address. */
export interface Act {
  readonly who: Client;
  readonly url: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined: the address takes no content, so that nothing else can be sent to it. */
  readonly other?: unknown;
}

const story = '两户因水沟堵塞多次争吵，希望中心出面调解。';
let count = 0;
const newCase = async (app: TestApp) => {
  count += 1;
  const { id } = await register(await app.as('desk'), {
    ...drainage,
    title: `水沟堵塞之${count}`,
    place: `示范三村 ${count} 号`,
  });
  await app.drain();
  return id;
};
const newTask = async (app: TestApp) => {
  const caseId = await newCase(app);
  const who = await app.as('liuzhiqiang');
  return { caseId, who, task: await taskAt(who, caseId, '征求意愿') };
};
const delegated = async (app: TestApp) => {
  const { who: owner, task } = await newTask(app);
  await owner.post(`/api/tasks/${task}/claim`);
  const who = await app.as('huangli');
  await owner.post(`/api/tasks/${task}/delegate`, { user: who.id, reason: '请代为走访' });
  return { owner, who, task };
};
const parties = async (who: Client, caseId: string) =>
  (await who.get(`/api/cases/${caseId}`)).body.parties.map(({ id }: { id: string }) => id) as string[];
const draft = async (app: TestApp, process: string) => {
  const who = await app.as('admin');
  const { body } = await who.get(`/api/procedures/${process}/draft`);
  count += 1;
  const files = body.files.map((file: { path: string; text: string }) =>
    file.path.endsWith('.md') ? { ...file, text: `${file.text}\n第 ${count} 次修改\n` } : file,
  );
  return { who, rev: body.rev, files };
};
/** A form with a file; what surrounds the file is not the same twice. */
const upload = (content: Buffer) => multipart([{ name: 'a.png', content }]);

/** How each route that changes something is sent with success. One that is missing here fails the test. */
export const acts: Readonly<Record<string, (app: TestApp) => Promise<Act>>> = {
  'POST /api/session/password': async (app) => ({
    who: await app.as('huangli'),
    url: '/api/session/password',
    body: { current: 'Onedoor-2026', next: 'Another-2026-secret' },
    other: { current: 'Another-2026-secret', next: 'Third-2026-secret' },
  }),
  'POST /api/cases': async (app) => ({
    who: await app.as('desk'),
    url: '/api/cases',
    body: { ...drainage, story },
    other: { ...drainage, story: `${story}还有别的` },
  }),
  'POST /api/cases/{id}/parties/{party}/reveal': async (app) => {
    const [who, caseId] = [await app.as('mediator'), await newCase(app)];
    const [party] = await parties(who, caseId);
    return {
      who,
      url: `/api/cases/${caseId}/parties/${party}/reveal`,
      body: { reason: '电话通知到场' },
      other: { reason: '送达文书' },
    };
  },
  'POST /api/cases/{id}/withdraw': async (app) => ({
    who: await app.as('desk'),
    url: `/api/cases/${await newCase(app)}/withdraw`,
    body: { reason: '双方已和解' },
    other: { reason: '不想再提' },
  }),
  'POST /api/cases/{id}/links': async (app) => {
    const [one, two, three] = [await newCase(app), await newCase(app), await newCase(app)];
    return {
      who: await app.as('mediator'),
      url: `/api/cases/${one}/links`,
      body: { of: two, verb: 'link' },
      other: { of: three, verb: 'link' },
    };
  },
  'POST /api/cases/{id}/attachments': async (app) => {
    const { payload, headers } = upload(png);
    const other = upload(Buffer.concat([png, Buffer.from('more')]));
    return {
      who: await app.as('desk'),
      url: `/api/cases/${await newCase(app)}/attachments`,
      body: payload,
      headers,
      other: other.payload,
    };
  },
  'PUT /api/cases/{id}/facts': async (app) => ({
    who: await app.as('mediator'),
    url: `/api/cases/${await newCase(app)}/facts`,
    body: { facts: { people: 7 }, reason: '走访核实' },
    other: { facts: { people: 8 }, reason: '走访核实' },
  }),
  'POST /api/cases/{id}/comments': async (app) => ({
    who: await app.as('mediator'),
    url: `/api/cases/${await newCase(app)}/comments`,
    body: { text: '下午三点以后有空' },
    other: { text: '上午有空' },
  }),
  'DELETE /api/comments/{id}': async (app) => {
    const who = await app.as('mediator');
    const { body } = await who.post(`/api/cases/${await newCase(app)}/comments`, { text: '写错了' });
    return { who, url: `/api/comments/${body.id}` };
  },
  'POST /api/cases/{id}/orders': async (app) => {
    const { id } = await register(await app.as('desk'), wages);
    await app.drain();
    return { who: await app.as('liuzhiqiang'), url: `/api/cases/${id}/orders` };
  },
  'POST /api/orders/{id}/links': async (app) => ({
    who: await app.as('liuzhiqiang'),
    url: `/api/orders/${(await issueOrder(app)).order}/links`,
    body: { email: 'renshe@example.test' },
    other: { email: 'other@example.test' },
  }),
  'POST /api/orders/{id}/paper': async (app) => {
    const { caseId, order } = await issueOrder(app, orderForm);
    const who = await app.as('desk');
    const { payload, headers } = upload(png);
    const { body } = await app.inject<{ id: string }[]>({
      ...{ method: 'POST', url: `/api/cases/${caseId}/attachments`, payload },
      headers: { ...who.headers, ...headers },
    });
    const reply = { act: 'sign', name: '周文华', scans: [body[0]!.id] };
    return { who, url: `/api/orders/${order}/paper`, body: reply, other: { ...reply, name: '周武' } };
  },
  'POST /api/tasks/{id}/claim': async (app) => {
    const { who, task } = await newTask(app);
    return { who, url: `/api/tasks/${task}/claim` };
  },
  'POST /api/tasks/{id}/release': async (app) => {
    const { who, task } = await newTask(app);
    await who.post(`/api/tasks/${task}/claim`);
    return { who, url: `/api/tasks/${task}/release` };
  },
  'POST /api/tasks/{id}/transfer': async (app) => {
    const { who, task } = await newTask(app);
    await who.post(`/api/tasks/${task}/claim`);
    const { id } = await app.as('huangli');
    return {
      who,
      url: `/api/tasks/${task}/transfer`,
      body: { user: id, reason: '明天外出' },
      other: { user: id, reason: '后天外出' },
    };
  },
  'POST /api/tasks/{id}/delegate': async (app) => {
    const { who, task } = await newTask(app);
    await who.post(`/api/tasks/${task}/claim`);
    const { id } = await app.as('huangli');
    return {
      who,
      url: `/api/tasks/${task}/delegate`,
      body: { user: id, reason: '请代为走访' },
      other: { user: id, reason: '请代为送达' },
    };
  },
  'POST /api/tasks/{id}/resolve': async (app) => {
    const { who, task } = await delegated(app);
    return { who, url: `/api/tasks/${task}/resolve`, body: { note: '已走访' }, other: { note: '没有找到人' } };
  },
  'POST /api/tasks/{id}/recall': async (app) => {
    const { task, owner } = await delegated(app);
    return { who: owner, url: `/api/tasks/${task}/recall` };
  },
  'POST /api/tasks/{id}/return': async (app) => {
    const { who, task, caseId } = await newTask(app);
    const ids = await parties(who, caseId);
    const willingness = { parties: ids.map((party) => ({ party, willing: true })) };
    await who.post(`/api/tasks/${task}/complete`, { data: { willingness } });
    const next = await taskAt(who, caseId, '就地调解');
    await who.post(`/api/tasks/${next}/claim`);
    return {
      who,
      url: `/api/tasks/${next}/return`,
      body: { to: 'ask-willingness', reason: '对方改变了主意' },
      other: { to: 'ask-willingness', reason: '再问一次' },
    };
  },
  'POST /api/tasks/{id}/complete': async (app) => {
    const { who, task, caseId } = await newTask(app);
    const answers = (willing: boolean) =>
      parties(who, caseId).then((ids) => ({
        data: { willingness: { parties: ids.map((party) => ({ party, willing })) } },
      }));
    return { who, url: `/api/tasks/${task}/complete`, body: await answers(true), other: await answers(false) };
  },
  'POST /api/tasks/{id}/names': async (app) => {
    const { who, task } = await newTask(app);
    return { who, url: `/api/tasks/${task}/names` };
  },
  'PUT /api/tasks/{id}/draft': async (app) => {
    const { who, task } = await newTask(app);
    return { who, url: `/api/tasks/${task}/draft`, body: { data: { note: '一' } }, other: { data: { note: '二' } } };
  },
  'POST /api/appointments/{id}/move': async (app) => {
    const [desk, director] = [await app.as('desk'), await app.as('director')];
    const { id } = await register(desk, { ...wages, facts: { people: 2 } });
    await app.drain();
    await complete(director, id, '研判分流', { route: 'scheduled', grading: { level: 1 } });
    await app.drain();
    const times = (day: number, room: string) => ({
      startsAt: `2026-12-0${day}T09:00:00+08:00`,
      endsAt: `2026-12-0${day}T10:00:00+08:00`,
      room,
    });
    await complete(await app.as('liuzhiqiang'), id, '约定时间地点', {
      appointment: { ...times(2, '第一调解室'), departments: ['renshe'], persons: ['双方当事人'] },
    });
    await app.drain();
    const [meeting] = (await desk.get(`/api/cases/${id}`)).body.appointments;
    return {
      who: desk,
      url: `/api/appointments/${meeting.id}/move`,
      body: { ...times(3, '第二调解室'), reason: '当事人有事' },
      other: { ...times(4, '第二调解室'), reason: '当事人有事' },
    };
  },
  'POST /api/mails/hold/release': async (app) => {
    const hold = { town_id: home, since: app.clock.now(), reason: 'restore' as const, as_of: null };
    await app.deps.database.transaction().execute((trx) => placeHold(trx, hold));
    return {
      who: await app.as('admin'),
      url: '/api/mails/hold/release',
      body: { mails: 'send' },
      other: { mails: 'drop' },
    };
  },
  'POST /api/notices/{id}/read': async (app) => {
    count += 1;
    await app.deps.database
      .transaction()
      .execute((trx) =>
        sendNotice(trx, home, { to: 'director', text: '有一件事', cause: `repeat ${count}` }, app.clock.now()),
      );
    const who = await app.as('director');
    const { body } = await who.get('/api/notices');
    return { who, url: `/api/notices/${body.items[0].id}/read` };
  },
  'POST /api/procedures': async (app) => ({
    who: await app.as('admin'),
    url: '/api/procedures',
    body: { id: 'once-only', name: '只建一次' },
    other: { id: 'once-more', name: '再建一次' },
  }),
  'PUT /api/procedures/{id}/draft': async (app) => {
    const { who, rev, files } = await draft(app, 'dispatch-order');
    return {
      who,
      url: '/api/procedures/dispatch-order/draft',
      body: { files, rev },
      other: { files, rev: rev + 1 },
    };
  },
  'DELETE /api/procedures/{id}/draft': async (app) => {
    const { who, rev, files } = await draft(app, 'dispatch-order');
    await who.put('/api/procedures/dispatch-order/draft', { files, rev });
    return { who, url: '/api/procedures/dispatch-order/draft' };
  },
  'POST /api/procedures/{id}/publish': async (app) => {
    const { who, rev, files } = await draft(app, 'follow-up-visit');
    await who.put('/api/procedures/follow-up-visit/draft', { files, rev });
    return {
      who,
      url: '/api/procedures/follow-up-visit/publish',
      body: { rev: rev + 1, note: '补充说明' },
      other: { rev: rev + 1, note: '另一句说明' },
    };
  },
  'POST /api/procedures/{id}/rollback': async (app) => {
    const { who, rev, files } = await draft(app, 'on-site-mediation');
    const url = '/api/procedures/on-site-mediation';
    await who.put(`${url}/draft`, { files, rev });
    await who.post(`${url}/publish`, { rev: rev + 1, note: '补充说明' });
    return { who, url: `${url}/rollback`, body: { version: 1, note: '改回去' }, other: { version: 2, note: '再改' } };
  },
};

/** Routes for which there is nothing to keep, each with its reason. */
export const exempt: Readonly<Record<string, string>> = {
  'POST /api/session': '登录: nobody is known yet, and every attempt counts against guessing',
  'DELETE /api/session': '退出: it ends the session by which a repetition would be known; again it is 401',
  'POST /api/intake/duplicates': 'computes: looks for similar cases and keeps nothing',
  'POST /api/intake/score': 'computes: the score of facts that are not registered yet',
  'POST /api/operations/migration/try': 'computes: what a plan would do to the chosen instances; nothing is stored',
  'POST /api/procedures/trial': 'computes: tries an expression and keeps nothing',
  'POST /api/procedures/{id}/check': 'computes: what is wrong with files that are not saved',
};
