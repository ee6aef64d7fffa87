import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { multipart, pdf } from '../../support/multipart.ts';
import { type IssuedOrder, issueOrder } from '../../support/orders.ts';

let app: TestApp;
let issued: IssuedOrder;
let desk: Client;
beforeAll(async () => {
  app = await buildTestApp();
  issued = await issueOrder(app);
  desk = await app.as('desk');
});
afterAll(() => app.close());

const view = async () => (await (await app.as('director')).get(`/api/orders/${issued.order}`)).body;
const scan = async (caseId = issued.caseId): Promise<string> => {
  const { payload, headers } = multipart([{ name: '回执.pdf', content: pdf }]);
  const answer = await app.inject<{ id: string }[]>({
    method: 'POST',
    url: `/api/cases/${caseId}/attachments`,
    headers: { ...desk.headers, ...headers },
    payload,
  });
  return answer.body[0]!.id;
};
const paper = (body: Record<string, unknown>) => desk.post(`/api/orders/${issued.order}/paper`, body);

test('a paper answer needs its scan, from this very case, and what the page would ask for', async () => {
  expect((await paper({ act: 'sign', name: '周文华', scans: [] })).status).toBe(400);
  const foreign = await paper({ act: 'sign', name: '周文华', scans: ['0190a000-0000-7000-8000-000000000001'] });
  expect([foreign.status, foreign.body.code, foreign.body.field]).toEqual([422, 'scan-unknown', '/scans']);
  const nameless = await paper({ act: 'sign', scans: [await scan()] });
  expect([nameless.status, nameless.body.fields]).toEqual([422, [{ path: '/name', message: '请填写真实姓名' }]]);
  expect((await view()).status).toBe('issued');
});

test('the department signs and reports on paper; one of us enters it and the procedure goes on', async () => {
  expect((await paper({ act: 'sign', name: '周文华', scans: [await scan()] })).status).toBe(204);
  await app.drain();
  expect(await view()).toMatchObject({ status: 'signed', signedBy: '周文华（纸质签名）' });
  const again = await paper({ act: 'sign', name: '周文华', scans: [await scan()] });
  expect(again.status).toBe(409);
  const report = { act: 'report', outcome: 'done', who: '周文华', when: '昨天下午', text: '厂方已付清两个月工资。' };
  expect((await paper({ ...report, scans: [await scan()] })).status).toBe(204);
  await app.drain();
  const shown = await view();
  expect(shown).toMatchObject({ status: 'reported', awaits: 'us' });
  expect(shown.attachments.map(({ name }: { name: string }) => name)).toEqual(['回执.pdf', '回执.pdf']);
  expect(shown.timeline[0]).toMatchObject({
    kind: 'department',
    who: '人社局',
    role: '纸质回执，何敏登记',
    text: '反馈办理结果：已到场办结',
    attachments: [{ name: '回执.pdf' }],
  });
});
