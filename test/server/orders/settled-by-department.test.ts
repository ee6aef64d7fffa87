import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { complete, register, taskAt, wages } from '../../support/cases.ts';
import { newestLink, orderForm, sendForm } from '../../support/orders.ts';

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

test('a department settles the matter: whoever verified it is the handler and may not make the follow-up visit', async () => {
  const { id } = await register(await app.as('desk'), wages);
  const act = async (who: string, name: string, data: Record<string, unknown>) => {
    await complete(await app.as(who), id, name, data);
    await app.drain();
  };
  const send = async (act: string, fields: Record<string, string>) => {
    const { body } = await (await app.as('director')).get(`/api/cases/${id}`);
    const answer = await sendForm(app, await newestLink(app, body.orders[0].id), act, fields);
    expect(answer.status).toBe(303);
    await app.drain();
  };
  await app.drain();
  await act('director', '研判分流', { route: 'order', grading: { level: 3 } });
  await act('director', '填写发令单', { order: orderForm });
  await act('leader', '镇领导审批', { approval: { approved: true, opinion: '同意' } });
  await send('sign', { name: '周文华', tail: '9023' });
  await send('report', { outcome: 'done', who: '周文华', when: '今天 9:00', text: '厂方已当场付清两个月工资。' });
  await act('director', '核对结果', { verification: { accepted: true, reason: '属实' }, next: 'finish' });
  const { body: settled } = await (await app.as('director')).get(`/api/cases/${id}`);
  expect(settled.status).toContain('反馈当事人');
  const feedback = settled.tasks.find((one: { status: string }) => one.status === 'open');
  const who = ['director', 'desk', 'liuzhiqiang'];
  for (const one of who) {
    const answer = await (await app.as(one)).post(`/api/tasks/${feedback.id}/complete`, {
      data: { note: { text: '已电话告知申请人办理结果。' } },
    });
    if (answer.status === 200) break;
  }
  await app.drain();
  app.clock.advance('P8D');
  await app.drain();
  const visit = await taskAt(await app.as('director'), id, '回访');
  const data = {
    followup: { channel: 'phone', performed: 'none', satisfaction: 'satisfied', note: '工人表示已收到工资。' },
  };
  const handler = await (await app.as('director')).post(`/api/tasks/${visit}/complete`, { data });
  expect([handler.status, handler.body.code]).toEqual([403, 'task-not-yours']);
  await act('desk', '回访', data);
  const { body: visited } = await (await app.as('director')).get(`/api/cases/${id}`);
  expect(visited.status).toContain('归档');
});
