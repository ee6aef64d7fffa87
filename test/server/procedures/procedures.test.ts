import { afterAll, beforeAll, expect, test } from 'vitest';
import { deployShipped, shippedFiles } from '../../../server/procedures/shipped.ts';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { home } from '../../support/fixtures.ts';

let app: TestApp;
let admin: Client;
beforeAll(async () => {
  app = await buildTestApp({ procedures: false });
  await deployShipped(app.deps);
  admin = await app.as('admin');
});
afterAll(() => app.close());

interface File {
  path: string;
  text: string;
}
const draftOf = async (id: string) =>
  (
    await admin.get<{ files: File[]; rev: number; base: number; savedAt: string | null; savedBy: string | null }>(
      `/api/procedures/${id}/draft`,
    )
  ).body;
const edited = (files: File[], path: string, edit: (text: string) => string) =>
  files.map((file) => (file.path === path ? { ...file, text: edit(file.text) } : file));
const check = async (id: string, files: File[]) =>
  (await admin.post(`/api/procedures/${id}/check`, { files })).body.problems as {
    rule: string;
    file: string;
    message: string;
  }[];

test('the shipped procedures are there, each without a problem, and listed with what runs', async () => {
  const { body } = await admin.get('/api/procedures');
  expect(
    body.map(({ id, name, version, running, by, draft }: Record<string, unknown>) => [
      id,
      name,
      version,
      running,
      by,
      draft,
    ]),
  ).toEqual([
    ['case-lifecycle', '矛盾纠纷办理', 1, 0, '系统', null],
    ['dispatch-order', '基层发令', 1, 0, '系统', null],
    ['follow-up-visit', '回访', 1, 0, '系统', null],
    ['on-site-mediation', '就地调解', 1, 0, '系统', null],
    ['scheduled-mediation', '预约调解', 1, 0, '系统', null],
  ]);
  for (const { id } of body) expect([id, await check(id, shippedFiles(id))]).toEqual([id, []]);
});

test('a draft is saved over the revision that was read, else the other is named', async () => {
  const first = await draftOf('follow-up-visit');
  expect(first).toMatchObject({ rev: 0, base: 1, savedAt: null, savedBy: null });
  expect((await admin.put('/api/procedures/follow-up-visit/draft', { files: first.files, rev: 0 })).body).toEqual({
    rev: 1,
    savedAt: '2026-11-23T09:00:00+08:00',
  });
  const stale = await admin.put('/api/procedures/follow-up-visit/draft', { files: first.files, rev: 0 });
  expect(stale).toMatchObject({
    status: 409,
    body: {
      code: 'draft-changed',
      detail: '周明在 11月23日 周一 09:00 保存了新的草稿',
      params: { by: '周明', rev: 1 },
    },
  });
  const both = await Promise.all(
    [1, 1].map((rev) => admin.put('/api/procedures/follow-up-visit/draft', { files: first.files, rev })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('publishing makes the next version of exactly that draft; the same again is nothing to publish', async () => {
  const path = '/api/procedures/follow-up-visit';
  const { files, rev } = await draftOf('follow-up-visit');
  expect((await admin.post(`${path}/publish`, { rev, note: '没有改动' })).body).toMatchObject({
    code: 'nothing-to-publish',
  });
  const changed = edited(files, 'procedure.bpmn', (text) => text.replace('name="回访"', 'name="电话回访"'));
  const saved = await admin.put(`${path}/draft`, { files: changed, rev });
  expect((await admin.post(`${path}/publish`, { rev, note: '旧的一稿' })).status).toBe(409);
  expect((await admin.post(`${path}/publish`, { rev: saved.body.rev, note: '改名为电话回访' })).body).toEqual({
    version: 2,
    key: 'follow-up-visit@2',
  });
  const late = await admin.put(`${path}/draft`, { files, rev: saved.body.rev });
  expect(late.body).toMatchObject({
    code: 'draft-gone',
    detail: '周明在 11月23日 周一 09:00 发布了第 2 版，草稿已不在',
  });
  const begunFromOld = await admin.put(`${path}/draft`, { files, rev: 0, base: 1 });
  expect([begunFromOld.status, begunFromOld.body.code]).toEqual([409, 'draft-gone']);
  expect(
    (await admin.get(path)).body.versions.map(({ version, note, by }: Record<string, unknown>) => [version, note, by]),
  ).toEqual([
    [2, '改名为电话回访', '周明'],
    [1, '系统自带', '系统'],
  ]);
});

test('a rollback brings an earlier version back as the newest', async () => {
  const path = '/api/procedures/follow-up-visit';
  expect((await admin.post(`${path}/rollback`, { version: 2, note: '试试' })).body.code).toBe('version-in-force');
  expect((await admin.post(`${path}/rollback`, { version: 1, note: '改回原名' })).body).toEqual({
    version: 3,
    key: 'follow-up-visit@3',
  });
  const [one, three] = [await admin.get(`${path}/versions/1`), await admin.get(`${path}/versions/3`)];
  expect(three.body).toEqual(one.body);
  expect((await admin.get(`${path}/versions/9`)).status).toBe(404);
});

test('of two publications from one version one wins; the other is told who was faster, and publishes over it knowingly', async () => {
  const path = '/api/procedures/on-site-mediation';
  const { files } = await draftOf('on-site-mediation');
  const renamed = (name: string) =>
    edited(files, 'procedure.bpmn', (text) => text.replace('name="就地调解"', `name="${name}"`));
  const draft = async (name: string, rev: number) =>
    (await admin.put(`${path}/draft`, { files: renamed(name), rev })).body.rev as number;
  const published = async () =>
    (await admin.get(path)).body.versions.map(({ version, note }: Record<string, unknown>) => [version, note]);
  await admin.post(`${path}/publish`, { rev: await draft('当场调解', 0), note: '改个名字' });
  const rev = await draft('现场调解', 0);
  expect((await admin.post(`${path}/rollback`, { version: 1, note: '改回原名', over: 1 })).body).toMatchObject({
    code: 'version-newer',
    detail: '周明在 11月23日 周一 09:00 发布了第 2 版，请看过这一版，再决定要不要退回',
    params: { by: '周明', version: 2, over: 1 },
  });

  // At once, each from version 2: the draft begun from it, and the rollback by one who saw it in force.
  const [drafted, back] = await Promise.all([
    admin.post(`${path}/publish`, { rev, note: '再改名字' }),
    admin.post(`${path}/rollback`, { version: 1, note: '改回原名', over: 2 }),
  ]);
  const [winner, loser, note] = drafted.status === 200 ? [drafted, back, '再改名字'] : [back, drafted, '改回原名'];
  expect(winner).toMatchObject({ status: 200, body: { version: 3 } });
  expect(loser).toMatchObject({
    status: 409,
    body: { code: 'version-newer', params: { by: '周明', version: 3, over: 2 } },
  });
  const three = [
    [3, note],
    [2, '改个名字'],
    [1, '系统自带'],
  ];
  expect(await published()).toEqual(three);

  // The loser goes on, first as if it had been told of an earlier version.
  const again = (over: number) =>
    loser === drafted
      ? admin.post(`${path}/publish`, { rev, note: '知道有第三版', over })
      : admin.post(`${path}/rollback`, { version: 1, note: '知道有第三版', over });
  expect((await again(2)).body.code).toBe('version-newer');
  expect((await again(3)).body).toEqual({ version: 4, key: 'on-site-mediation@4' });
  expect(await published()).toEqual([[4, '知道有第三版'], ...three]);
});

test('a draft begun before the system brought a newer version is kept, and told of it', async () => {
  const path = '/api/procedures/scheduled-mediation';
  const { files } = await draftOf('scheduled-mediation');
  const mine = edited(files, 'procedure.bpmn', (text) => text.replace('name="预约调解"', 'name="约时间调解"'));
  const { rev } = (await admin.put(`${path}/draft`, { files: mine, rev: 0 })).body;
  const theirs = edited(files, 'procedure.bpmn', (text) => text.replace('name="预约调解"', 'name="预约来调解"'));
  const system = { kind: 'system', id: 'shipped', name: '系统' } as const;
  await app.deps.engine.deploy(home, theirs, { by: system, note: '随系统升级更新' });
  expect(await admin.post(`${path}/publish`, { rev, note: '改个名字' })).toMatchObject({
    status: 409,
    body: {
      code: 'version-newer',
      detail: '系统在 11月23日 周一 09:00 发布了第 2 版，您的草稿没有包含它的改动',
      params: { by: '系统', at: '2026-11-23T09:00:00+08:00', version: 2, over: 1 },
    },
  });
  expect(await draftOf('scheduled-mediation')).toMatchObject({ rev, base: 1, files: mine });
  expect((await admin.post(`${path}/publish`, { rev, note: '改个名字', over: 2 })).body).toEqual({
    version: 3,
    key: 'scheduled-mediation@3',
  });
});

test('what is wrong stands in the way, with its file', async () => {
  const files = shippedFiles('dispatch-order');
  const rules = async (changed: File[]) =>
    (await check('dispatch-order', changed)).map(({ rule, file }) => `${rule} ${file}`);
  const one = (path: string, edit: (text: string) => string) => rules(edited(files, path, edit));
  expect(await one('mails/order.html.hbs', (text) => text.replace('{{reason}}', '{{{reason}}}'))).toEqual([
    'template mails/order.html.hbs',
  ]);
  expect(await one('mails/order.html.hbs', (text) => text.replace('{{reason}}', '{{partyName}}'))).toEqual([
    'template mails/order.html.hbs',
  ]);
  expect(await one('mails/order.sample.json', () => '[')).toEqual([
    'template mails/order.sample.json',
    'template mails/order.sample.json',
    'template mails/order.sample.json',
  ]);
  expect(await one('forms/order.json', () => '{')).toEqual(['form-file forms/order.json']);
  expect(
    await one('forms/order.json', (text) => text.replace('"bindings": {', '"bindings": {"order2": "nobody",')),
  ).toEqual(['form-file forms/order.json']);
  expect(await rules(files.filter(({ path }) => path !== 'mails/urge.text.hbs'))).toEqual([
    'template mails/urge.text.hbs',
    'template-missing mails/urge.text.hbs',
    'template-missing mails/urge.text.hbs',
  ]);
  expect(await rules([...files, { path: 'evil.ts', text: '' }])).toEqual(['file evil.ts']);
  expect(await one('procedure.bpmn', (text) => text.replaceAll('"dispatch-order"', '"other-order"'))).toContain(
    'process-id procedure.bpmn',
  );
  const unknown = await check(
    'dispatch-order',
    edited(files, 'procedure.bpmn', (text) => text.replace('type="order.issue"', 'type="order.explode"')),
  );
  expect(unknown.map(({ rule }) => rule)).toContain('job');

  const bad = edited(files, 'mails/order.html.hbs', (text) => text.replace('{{reason}}', '{{{reason}}}'));
  const saved = await admin.put('/api/procedures/dispatch-order/draft', { files: bad, rev: 0 });
  const refused = await admin.post('/api/procedures/dispatch-order/publish', { rev: saved.body.rev, note: '带病发布' });
  expect([refused.status, refused.body.code, refused.body.problems.length]).toEqual([422, 'procedure-problems', 1]);
  expect((await admin.delete('/api/procedures/dispatch-order/draft')).status).toBe(204);
  expect(await draftOf('dispatch-order')).toMatchObject({ rev: 0, base: 1 });
});

test('a new procedure begins as a small draft that can be published', async () => {
  expect((await admin.post('/api/procedures', { id: 'home-visit', name: '上门走访 <试>' })).body).toEqual({
    id: 'home-visit',
  });
  expect((await admin.post('/api/procedures', { id: 'home-visit', name: '再来一个' })).status).toBe(409);
  expect((await admin.post('/api/procedures', { id: 'dispatch-order', name: '占用' })).status).toBe(409);
  const { files, rev } = await draftOf('home-visit');
  expect(await check('home-visit', files)).toEqual([]);
  expect((await admin.post('/api/procedures/home-visit/publish', { rev, note: '第一版' })).body).toEqual({
    version: 1,
    key: 'home-visit@1',
  });
  const { body } = await admin.get('/api/catalogue');
  expect(body.processes).toContainEqual({ id: 'home-visit', name: '上门走访 <试>' });
});

test('files that have no place in a procedure cannot be saved', async () => {
  const { files } = await draftOf('on-site-mediation');
  const put = async (more: File[]) =>
    (await admin.put('/api/procedures/on-site-mediation/draft', { files: [...files, ...more], rev: 0 })).body.code;
  expect(await put([{ path: '../../etc/passwd', text: '' }])).toBe('file-path');
  expect(await put([{ path: 'procedure.bpmn', text: '' }])).toBe('file-twice');
});

test('what ships is deployed once, renewed when it changed, and never over a version of the town', async () => {
  const versions = async (process: string) => (await app.deps.engine.versions(home, process)).length;
  const before = [await versions('follow-up-visit'), await versions('case-lifecycle')];
  await deployShipped(app.deps);
  expect([await versions('follow-up-visit'), await versions('case-lifecycle')]).toEqual(before);

  // As if an earlier release had shipped other files: the town still stands on what was shipped, except for follow-up-visit.
  await app.deps.database.updateTable('procedure_shipped').set({ checksum: 'earlier' }).execute();
  await app.deps.database
    .updateTable('procedure_version')
    .set({ checksum: 'earlier' })
    .where('process_id', '=', 'case-lifecycle')
    .execute();
  await deployShipped(app.deps);
  expect([await versions('follow-up-visit'), await versions('case-lifecycle')]).toEqual([before[0], before[1]! + 1]);
  expect(app.log.join('')).toContain('the town has its own');
});

test('of servers that start at once one ships what changed', async () => {
  const versions = async () => (await app.deps.engine.versions(home, 'case-lifecycle')).map(({ version }) => version);
  const before = await versions();
  for (const table of ['procedure_shipped', 'procedure_version'] as const)
    await app.deps.database
      .updateTable(table)
      .set({ checksum: 'earlier' })
      .where('process_id', '=', 'case-lifecycle')
      .execute();
  await Promise.all([deployShipped(app.deps), deployShipped(app.deps), deployShipped(app.deps)]);
  expect((await versions()).sort()).toEqual([...before, Math.max(...before) + 1].sort());
});

test('only administrators write; other towns have their own', async () => {
  const director = await app.as('director');
  expect((await director.get('/api/procedures')).status).toBe(200);
  expect((await director.put('/api/procedures/dispatch-order/draft', { files: [], rev: 0 })).status).toBe(403);
  expect((await director.post('/api/procedures/dispatch-order/publish', { rev: 1, note: '越权' })).status).toBe(403);
  expect((await (await app.as('other-admin')).get('/api/procedures/home-visit')).status).toBe(404);
});

test('the catalogue says in Chinese what a step can do', async () => {
  const { body } = await admin.get('/api/catalogue');
  expect(body.actions.find(({ type }: { type: string }) => type === 'order.issue')).toEqual({
    type: 'order.issue',
    title: '发出交办单',
    help: '给交办单编号、起算签收和反馈时限，并把带链接的信函发给部门。',
    inputs: [{ name: 'order', title: '交办单', required: true }],
    outputs: [
      { name: 'number', title: '编号' },
      { name: 'signDue', title: '签收时限' },
      { name: 'resultDue', title: '反馈时限' },
    ],
  });
  expect(body.messages).toContainEqual({ name: 'order.signed', title: '部门已签收', key: '=order' });
  expect(body.roles).toContainEqual({ code: 'mediator', title: '调解员', people: 2 });
  const titles = [...body.actions, ...body.messages, ...body.bindings, ...body.roles].map(
    ({ title }: { title: string }) => title,
  );
  expect(titles.filter((title: string) => !/^\p{Script=Han}/u.test(title))).toEqual([]);
});
