import { afterAll, beforeAll, expect, test } from 'vitest';
import { actions } from '../../../server/catalogue/actions.ts';
import { afterDelivery } from '../../../server/mail/bounce.ts';
import { Mailer } from '../../../server/mail/mailer.ts';
import { smtpTransport } from '../../../server/mail/transport.ts';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { complete, register, wages } from '../../support/cases.ts';
import { home } from '../../support/fixtures.ts';
import {
  type IssuedOrder,
  issueOrder,
  lettersOf,
  newestLink,
  openPage,
  orderForm,
  sendForm,
} from '../../support/orders.ts';
import { startSmtp } from '../../support/smtp.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

const view = async ({ order }: IssuedOrder, who = 'director') =>
  (await (await app.as(who)).get(`/api/orders/${order}`)).body;
const at = async (moment: string) => {
  app.clock.set(moment);
  await app.drain();
};

test('an order that nobody signs climbs the ladder by itself', async () => {
  const issued = await issueOrder(app);
  expect(await view(issued)).toMatchObject({
    number: 'JB2026-0001',
    title: '请派员到场协调欠薪纠纷',
    status: 'issued',
    awaits: 'department-sign',
    awaited: '等 人社局签收',
    contact: '周文华 13800004101',
    approvedBy: '镇领导 王海涛',
    signDue: '2026-11-24T17:30:00+08:00',
    resultDue: '2026-11-26T17:30:00+08:00',
    deadline: { state: 'calm', sentence: '剩 1 个工作日', date: '11月24日 周二 17:30' },
    nextAct: '11月24日 周二 15:30 自动提醒',
    reason: `不在本级职能职责范围：${orderForm.reason}`,
  });
  await at('2026-11-24T15:30:00+08:00');
  await at('2026-11-25T17:30:00+08:00');
  await at('2026-11-27T17:30:00+08:00');
  await at('2026-12-01T17:30:00+08:00');
  const late = await view(issued);
  expect(
    late.ladder.map(({ name, state, at: when }: { name: string; state: string; at: string }) => [name, state, when]),
  ).toEqual([
    ['发出', 'done', '2026-11-23T09:00:00+08:00'],
    ['提醒', 'done', '2026-11-24T15:30:00+08:00'],
    ['催办', 'done', '2026-11-25T17:30:00+08:00'],
    ['督办', 'done', '2026-11-27T17:30:00+08:00'],
    ['通报', 'now', '2026-12-01T17:30:00+08:00'],
  ]);
  expect(late.deadline).toMatchObject({ state: 'late', sentence: '超 5 个工作日' });
  expect((await lettersOf(app, issued.order)).map(({ kind }) => kind)).toEqual([
    'circular',
    'supervise',
    'urge',
    'reminder',
    'order',
  ]);
  const notices = (await (await app.as('leader')).get('/api/notices')).body.items;
  expect(notices[0].text).toBe('通报：交办单 JB2026-0001（请派员到场协调欠薪纠纷），人社局尚未签收');
});

test('the board groups by who is awaited, the next limit first, and pages without gaps', async () => {
  const one = await issueOrder(app);
  const two = await issueOrder(app, { department: 'zhujian', urgent: true });
  await sendForm(app, one.path, 'sign', { name: '周文华', tail: '9023' });
  const director = await app.as('director');
  const { body } = await director.get('/api/orders');
  expect(
    body.items.map(({ awaits, department }: { awaits: string; department: string }) => [awaits, department]),
  ).toEqual([
    ['department-sign', '人社局'],
    ['department-sign', '住建局'],
    ['department-act', '人社局'],
  ]);
  expect(body.counts).toEqual({ open: 3, late: 1, closed: 0 });
  expect((await director.get('/api/orders?view=late')).body.items).toHaveLength(1);
  expect((await director.get('/api/orders?department=zhujian')).body.items.map(({ id }: { id: string }) => id)).toEqual(
    [two.order],
  );
  expect((await director.get('/api/orders?q=JB2026-0003')).body.items.map(({ id }: { id: string }) => id)).toEqual([
    two.order,
  ]);
  expect((await director.get('/api/orders?cursor=garbage')).body.items).toHaveLength(3);
  expect(body.items[1].contact).toMatch(/^梁伟强 138\*{4}\d{4}$/);
});

test('an urgent order: two working hours to sign', async () => {
  const issued = await issueOrder(app, { urgent: true });
  expect(await view(issued)).toMatchObject({
    urgent: true,
    signDue: '2026-12-02T10:30:00+08:00',
    resultDue: '2026-12-02T10:30:00+08:00',
  });
});

test('guidance runs in calendar days', async () => {
  const issued = await issueOrder(app, { kind: 'guidance', resultDays: 15 });
  expect(await view(issued)).toMatchObject({
    kind: 'guidance',
    title: '请对欠薪纠纷给予业务指导',
    resultDue: '2026-12-16T17:30:00+08:00',
  });
});

test('what the leader refuses comes back, and goes out after it was mended', async () => {
  const { id } = await register(await app.as('desk'), wages);
  await app.drain();
  const mediator = await app.as('liuzhiqiang');
  const { body } = await mediator.post(`/api/cases/${id}/orders`);
  await mediator.post(`/api/tasks/${body.task}/complete`, { data: { order: orderForm } });
  // Everybody sees who is awaited, only the awaited get the way there.
  const waiting = async (who: string) => (await (await app.as(who)).get(`/api/cases/${id}`)).body.orders[0].id;
  const seen = async (who: string) => (await (await app.as(who)).get(`/api/orders/${await waiting(who)}`)).body;
  const [leader, other] = [await seen('leader'), await seen('liuzhiqiang')];
  const { data } = (await (await app.as('leader')).get(`/api/tasks/${leader.task}`)).body;
  expect(data.approval.asked.split('\n')).toEqual([
    '发给：市人力资源和社会保障局',
    '请部门：到场协调',
    '原因：不在本级职能职责范围',
    `事由：${orderForm.reason}`,
    `要求：${orderForm.request}`,
  ]);
  expect([leader.awaited, leader.task, other.awaited, other.task]).toEqual([
    '等 镇领导审批',
    expect.any(String),
    '等 镇领导审批',
    null,
  ]);
  await complete(await app.as('leader'), id, '镇领导审批', {
    approval: { approved: false, opinion: '写清要求' },
    refusal: 'revise',
  });
  const order = (await mediator.get(`/api/cases/${id}`)).body.orders[0].id;
  expect(await view({ caseId: id, order, path: '' })).toMatchObject({
    status: 'refused',
    number: null,
    awaited: '等 刘志强（调解员）填写发令单',
  });
  await complete(mediator, id, '填写发令单', { order: { ...orderForm, request: '派两名监察员到场，带工资台账。' } });
  await complete(await app.as('leader'), id, '镇领导审批', { approval: { approved: true } });
  await app.drain();
  expect(await view({ caseId: id, order, path: '' })).toMatchObject({
    status: 'issued',
    request: '派两名监察员到场，带工资台账。',
  });
});

test('an unknown department is refused at its field', async () => {
  const { id } = await register(await app.as('desk'), wages);
  await app.drain();
  const mediator = await app.as('liuzhiqiang');
  const { body } = await mediator.post(`/api/cases/${id}/orders`);
  const answer = await mediator.post(`/api/tasks/${body.task}/complete`, {
    data: { order: { ...orderForm, department: 'nobody' } },
  });
  expect([answer.status, answer.body.code, answer.body.field]).toEqual([
    422,
    'department-unknown',
    '/order/department',
  ]);
});

test('starting an order twice with one key is one order', async () => {
  const { id } = await register(await app.as('desk'), wages);
  await app.drain();
  const mediator = await app.as('liuzhiqiang');
  const key = { 'idempotency-key': 'the-same-key' };
  const [first, again] = [
    await mediator.post(`/api/cases/${id}/orders`, undefined, key),
    await mediator.post(`/api/cases/${id}/orders`, undefined, key),
  ];
  expect(again.body).toEqual(first.body);
});

test('every action of an order takes effect once a job', async () => {
  const issued = await issueOrder(app);
  const before = [await view(issued), await lettersOf(app, issued.order)];
  const { trx, town, now } = { trx: app.deps.database, town: home, now: app.clock.now() };
  const history = await app.deps.database
    .selectFrom('order_rung')
    .selectAll()
    .where('order_id', '=', issued.order)
    .execute();
  const procedure = (await app.deps.engine.latest(home, 'dispatch-order'))!.key;
  await trx.transaction().execute(async (inside) => {
    const context = { trx: inside, town, instance: '', businessKey: issued.caseId, state: undefined, now };
    const job = {
      kind: 'job' as const,
      id: 1,
      element: 'issue',
      headers: {},
      retries: 3,
      town,
      instance: '',
      businessKey: issued.caseId,
      attempt: 1,
      procedure,
    };
    const issue = actions.find(({ type }) => type === 'order.issue')!;
    const again = await issue.run(
      context,
      { ...job, type: issue.type, input: { order: issued.order }, key: history[0]!.job_key },
      app.deps,
    );
    expect(again).toEqual({ number: before[0].number, signDue: before[0].signDue, resultDue: before[0].resultDue });
    for (const type of ['order.accept-return', 'order.refuse-return', 'order.send-back', 'order.close']) {
      const action = actions.find((one) => one.type === type)!;
      // Not in the state for it: only what was done already may be asked again; the others change nothing or say so.
      await action
        .run(context, { ...job, type, input: { order: issued.order }, key: `${type}:again` }, app.deps)
        .catch((error: { status: number }) => expect(error.status).toBe(409));
    }
  });
  expect([await view(issued), await lettersOf(app, issued.order)]).toEqual(before);
});

test('a bounced letter shows on the order; another address gets a new link and the old one dies', async () => {
  const issued = await issueOrder(app);
  const smtp = await startSmtp();
  smtp.behave(...Array.from({ length: 40 }, () => ({ refuse: 'recipient', code: 550 }) as const));
  const mailer = new Mailer(app.deps, {
    transport: smtpTransport({ smtpUrl: smtp.url, publicUrl: 'http://localhost' }),
    settled: afterDelivery(app.deps),
  });
  await mailer.deliverDue();
  await smtp.close();
  expect(await view(issued)).toMatchObject({ bounced: true, status: 'issued' });
  const desk = await app.as('desk');
  expect((await desk.post(`/api/orders/${issued.order}/links`, { email: 'not an address' })).body).toMatchObject({
    code: 'mail-address',
    field: '/email',
  });
  expect(
    (await desk.post(`/api/orders/${issued.order}/links`, { email: 'bangongshi@kaiping.example', contact: '局办公室' }))
      .status,
  ).toBe(204);
  expect((await openPage(app, issued.path)).status).toBe(410);
  expect((await openPage(app, await newestLink(app, issued.order))).status).toBe(200);
  expect(await view(issued)).toMatchObject({
    bounced: false,
    links: [
      { to: '周文华 <renshe@kaiping.example>', revoked: true },
      { to: '局办公室 <bangongshi@kaiping.example>', revoked: false },
    ],
  });
});

test('another town sees nothing, the auditor sees no words', async () => {
  const issued = await issueOrder(app);
  const stranger = await app.as('other-director');
  expect((await stranger.get(`/api/orders/${issued.order}`)).status).toBe(404);
  expect((await stranger.get('/api/orders')).body.items).toEqual([]);
  const seen = await view(issued, 'auditor');
  expect(seen).toMatchObject({
    number: expect.stringMatching(/^JB2026-/),
    request: '（已隐去）',
    reason: '不在本级职能职责范围：（已隐去）',
  });
  expect(JSON.stringify(seen)).not.toContain(orderForm.reason);
});

test('a withdrawn case takes its order back from the department', async () => {
  const issued = await issueOrder(app);
  const desk = await app.as('desk');
  await desk.post(`/api/cases/${issued.caseId}/withdraw`, { reason: '双方已自行和解' });
  await app.drain();
  expect(await view(issued)).toMatchObject({ status: 'cancelled', awaits: 'nobody' });
  expect((await lettersOf(app, issued.order))[0]!.text).toContain('本单已撤销，不必再办理。');
  const gone = await openPage(app, issued.path);
  expect([gone.status, gone.text.includes('已撤销')]).toEqual([410, true]);
  // The order had been started beside the lifecycle: nothing of it is left to do.
  const { tasks } = (await desk.get(`/api/cases/${issued.caseId}`)).body;
  const open = tasks.filter(({ status }: { status: string }) => status === 'open');
  expect(open.map(({ name }: { name: string }) => name)).toEqual(['反馈当事人']);
  expect(
    await app.deps.database.selectFrom('subscription').selectAll().where('key', '=', issued.order).execute(),
  ).toEqual([]);
});
