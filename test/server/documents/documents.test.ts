import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { complete, drainage, register } from '../../support/cases.ts';

let app: TestApp;
let caseId: string;
let document: string;
beforeAll(async () => {
  app = await buildTestApp();
  caseId = (await register(await app.as('desk'), drainage)).id;
  await app.drain();
  const mediator = await app.as('liuzhiqiang');
  const { parties } = (await mediator.get(`/api/cases/${caseId}`)).body;
  await complete(mediator, caseId, '征求意愿', {
    willingness: { parties: parties.map(({ id }: { id: string }) => ({ party: id, willing: true })) },
  });
  await complete(mediator, caseId, '就地调解', {
    record: {
      result: 'agreed',
      place: '示范三村村委会',
      process: '双方到现场看过水沟，同意共同出资。',
      present: ['赵小明', '钱大力'],
    },
    agreementKind: 'written',
  });
});
afterAll(() => app.close());

const agreement = {
  kind: 'written',
  facts: '排水纠纷<script>alert(1)</script>',
  content: '钱大力支付赵小明修缮费。',
  mode: '银行转账',
  performBy: '2026-12-10',
  amount: 12005.6,
};
const write = async (value: Record<string, unknown>) => {
  const mediator = await app.as('liuzhiqiang');
  const { body } = await mediator.get(`/api/cases/${caseId}`);
  const task = body.tasks.find(({ status }: { status: string }) => status === 'open');
  return mediator.post(`/api/tasks/${task.id}/complete`, { data: { agreement: { ...agreement, ...value } } });
};

test('a written agreement needs the signatures of both sides', async () => {
  expect((await write({ confirm: ['claimant'] })).body).toMatchObject({
    status: 422,
    code: 'signature-missing',
    field: '/agreement/confirm',
  });
});

test('it may not be due before today', async () => {
  expect((await write({ confirm: ['claimant', 'respondent'], performBy: '2026-11-22' })).body).toMatchObject({
    code: 'perform-by-past',
    field: '/agreement/performBy',
  });
});

test('the agreement takes effect and its paper is in the volume, with names in clear and nothing that runs', async () => {
  expect((await write({ confirm: ['claimant', 'respondent'] })).status).toBe(200);
  await app.drain();
  const row = await app.deps.database
    .selectFrom('agreement')
    .selectAll()
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    number: '（2026）苍城人调字第1号',
    status: 'effective',
    signed_sides: ['claimant', 'respondent'],
    amount: '12005.60',
  });

  const mediator = await app.as('liuzhiqiang');
  const list = (await mediator.get(`/api/cases/${caseId}/documents`)).body;
  expect(list.map(({ title }: { title: string }) => title)).toEqual([
    '当事人权利义务告知书',
    '人民调解协议书 （2026）苍城人调字第1号',
  ]);
  document = list[1].id;
  const { status, text, headers } = await mediator.get(`/api/documents/${document}`);
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    200,
    'text/html; charset=utf-8',
    'private, no-store',
  ]);
  expect(headers['content-security-policy']).toMatch(/^sandbox allow-modals; default-src 'none'/);
  for (const words of [
    '（2026）苍城人调字第1号',
    '赵小明',
    '钱大力',
    '12005.60',
    '壹万贰仟零伍元陆角整',
    '2026年12月10日',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('<script');
});

test('opening it is logged; the auditor and other towns do not open it', async () => {
  const auditor = await app.as('auditor');
  const { items } = (await auditor.get('/api/audit')).body;
  expect(items.filter(({ action }: { action: string }) => action === 'document.read')).toHaveLength(1);
  expect((await auditor.get(`/api/documents/${document}`)).status).toBe(403);
  expect((await (await app.as('other-mediator')).get(`/api/documents/${document}`)).status).toBe(404);
  expect((await (await app.as('other-mediator')).get(`/api/cases/${caseId}/documents`)).status).toBe(404);
});

test('what was written is sealed in the database', async () => {
  const stored = await app.deps.database.selectFrom('document').selectAll().execute();
  expect(stored.every(({ body_enc }) => !body_enc.includes('赵小明'))).toBe(true);
});

test('the follow-up is planned 7 days after the agreement is to be performed, and not for its mediator', async () => {
  await complete(await app.as('liuzhiqiang'), caseId, '反馈当事人', { note: { text: '电话告知双方协议已生效。' } });
  await app.drain();
  const planned = await app.deps.database.selectFrom('followup').selectAll().execute();
  expect(planned.map(({ due_at }) => due_at.toISOString())).toEqual(['2026-12-17T00:30:00.000Z']);
  app.clock.set('2026-12-17T08:30:00+08:00');
  await app.drain();
  const visit = { followup: { channel: 'phone', satisfaction: 'unsatisfied', performed: 'no', note: '钱还没有付。' } };
  await expect(complete(await app.as('liuzhiqiang'), caseId, '回访', visit)).rejects.toThrow('403');
  await complete(await app.as('huangli'), caseId, '回访', visit);
  const after = await app.deps.database.selectFrom('agreement').select('status').executeTakeFirstOrThrow();
  expect(after.status).toBe('breached');
});
