import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SourceFile } from '../../server/procedures/contract.ts';
import { claim, deployProbe, finish, startProbe } from '../server/operations/probe.ts';
import { openReceiver, signature } from '../server/webhooks/receiver.ts';
import { complete, drainage, register, wages } from '../support/cases.ts';
import { openStand, phone, type Stand } from '../support/stand.ts';
import { texts } from './desk.ts';
import { barriers, english, overflow } from './looks.ts';

let stand: Stand;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
let caseId: string;
beforeAll(async () => {
  receiver = await openReceiver();
  stand = await openStand({ now: '2026-11-23T09:00:00+08:00', settings: { webhookAllow: [receiver.origin] } });
  const desk = await stand.test.as('desk');
  caseId = (await register(desk, drainage)).id;
  await register(desk, wages);
  await stand.test.drain();
  const { parties } = (await (await stand.test.as('liuzhiqiang')).get(`/api/cases/${caseId}`)).body;
  await work('征求意愿', {
    willingness: { parties: parties.map(({ id }: { id: string }) => ({ party: id, willing: true })) },
  });
});
afterAll(async () => {
  await stand?.close();
  await receiver?.close();
});

/** The mediator completes the open task of the case, once the step has opened. */
async function work(step: string, data: Record<string, unknown>): Promise<void> {
  const mediator = await stand.test.as('liuzhiqiang');
  await vi.waitFor(() => complete(mediator, caseId, step, data), { timeout: 60_000 });
  await stand.test.drain();
}

/** The second version: the step has another name and id, and of “书面还是口头” only 口头 has a way that matches. */
async function publishSecond(): Promise<void> {
  const admin = await stand.test.as('admin');
  const { files, base } = (await admin.get('/api/procedures/on-site-mediation/draft')).body;
  const changed = files.map((file: SourceFile) =>
    file.path.endsWith('.bpmn') ? { ...file, text: second(file.text) } : file,
  );
  const saved = await admin.put('/api/procedures/on-site-mediation/draft', { files: changed, rev: 0, base });
  const note = '调解都上门做';
  const published = await admin.post('/api/procedures/on-site-mediation/publish', { rev: saved.body.rev, note });
  expect([published.status, published.body]).toEqual([200, { version: 2, key: 'on-site-mediation@2' }]);
}

const second = (text: string): string =>
  text
    .replace('id="mediate" name="就地调解"', 'id="mediate" name="上门调解"')
    .replaceAll('"mediate"', '"visit"')
    .replace(' default="is-written--write-agreement"', '')
    .replace(
      /(<bpmn:sequenceFlow id="is-written--write-agreement"[^>]*?) ?\/>/,
      '$1><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=agreementKind = "paper"</bpmn:conditionExpression></bpmn:sequenceFlow>',
    );

test('a new version, a running case taken over by an edited plan, what is stuck mended, and its run replayed', async () => {
  await publishSecond();
  const admin = await stand.visit('zhouming');
  await migrate(admin);
  await work('上门调解', {
    record: {
      result: 'agreed',
      place: '示范三村村委会',
      process: '双方到现场看过水沟，同意共同出资。',
      present: ['赵小明', '钱大力'],
    },
    agreementKind: 'written',
  });
  await mend(admin);
  await replay(admin);
  await tagAndSuspend(admin);
  expect(stand.complaints).toEqual([]);
});

/** The new version gets a tag, and nothing begins with the old one any more. */
async function tagAndSuspend(admin: Page): Promise<void> {
  await admin.goto('/designer/on-site-mediation/versions');
  const [newest, first] = [admin.getByRole('row', { name: /v2/ }), admin.getByRole('row', { name: /v1/ })];
  await newest.getByRole('button', { name: '标签' }).click();
  await admin.getByRole('dialog').getByLabel('标签').fill('试点');
  await admin.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await newest.getByText('试点').waitFor();
  await first.getByRole('button', { name: '停用' }).click();
  await admin.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await first.getByText('已停用').waitFor();
  await seen(admin, 'operations-versions');
  const rows = [
    '现行 v2 试点 调解都上门做 周明 11月23日 09:00 1 件 看图 标签 停用',
    'v1 已停用 系统自带 系统 11月23日 09:00 0 件 看图 标签 启用 退回到这版',
  ];
  await expect.poll(() => texts(admin.locator('tbody tr').filter({ hasText: /件/ }))).toEqual(rows);
}

async function migrate(admin: Page): Promise<void> {
  await admin.getByRole('link', { name: '运行', exact: true }).click();
  const row = admin.getByRole('row', { name: /就地调解/ });
  await row.getByText('v1 · 1 件').waitFor();
  await seen(admin, 'operations-overview');
  await row.getByRole('button', { name: '迁到新版' }).click();
  await admin.getByText('迁这一版在办的全部 1 件').waitFor();
  const step = admin.getByRole('combobox', { name: '“就地调解”迁到' });
  await step.waitFor();
  await admin.getByRole('button', { name: '试算' }).click();
  await admin.getByText('能迁 0 件，不能迁 1 件').waitFor();
  await seen(admin, 'operations-migration-refused');
  const tried = admin.getByRole('region', { name: '试算结果' }).locator('tbody tr');
  await expect.poll(() => texts(tried)).toEqual([expect.stringMatching(/^CC2026-0001 “就地调解”：/)]);
  await choose(admin, '“就地调解”迁到', '上门调解');
  await admin.getByRole('button', { name: '试算' }).click();
  await admin.getByText('能迁 1 件，不能迁 0 件').waitFor();
  await seen(admin, 'operations-migration');
  await admin.getByRole('button', { name: '开始迁移 1 件' }).click();
  await admin.getByRole('dialog').getByLabel('为什么迁').fill('新版都上门调解');
  await seen(admin, 'operations-migration-reason');
  await admin.getByRole('dialog').getByRole('button', { name: '开始迁移' }).click();
  await admin.getByText('共 1 件，办成 1 件').waitFor();
  await seen(admin, 'operations-migrated');
}

async function mend(admin: Page): Promise<void> {
  await tab(admin, '卡住的').click();
  await admin.getByRole('button', { name: '重试', exact: true }).waitFor();
  await seen(admin, 'operations-stuck');
  await admin.getByRole('button', { name: '改事实再试…' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('button', { name: '先改一项' }).waitFor();
  await choose(admin, '协议形式', '口头协议');
  await seen(admin, 'operations-mend');
  await dialog.getByRole('button', { name: '改 1 项并重试' }).click();
  await admin.getByText('没有卡住的').first().waitFor();
}

/** Back to the moment before the migration, and by playing on to the end: the mark of where it stands goes along. */
async function replay(admin: Page): Promise<void> {
  await tab(admin, '在办件').click();
  await admin.getByRole('link', { name: 'CC2026-0001' }).click();
  await admin.getByText(/停在 .*登记口头协议/).waitFor();
  await admin.getByText(/现在 · 共走了 \d+ 步/).waitFor();
  await seen(admin, 'operations-instance');
  const of = Number(/共走了 (\d+) 步/.exec((await admin.locator('.opmoment').textContent()) ?? '')?.[1]);
  const slider = admin.getByRole('slider', { name: '回放到第几步' });
  const drawing = admin.getByRole('region', { name: '停在哪一步' });
  await drawing.getByText('就地调解 v2', { exact: true }).click();
  await standsAt(drawing, 'record-oral');
  // The command before the mediation was done is the migration; the one before that left it in the first version.
  await slider.press('Home');
  await admin.getByText(`第 1 步，共 ${of} 步`).waitFor();
  const entries = admin.getByRole('region', { name: '经过' }).locator('li > div > p:first-child');
  await entries.filter({ hasText: '迁移' }).first().waitFor();
  const migrated = (await entries.allInnerTexts()).findIndex((text) => text.includes('迁移')) + 1;
  expect(migrated).toBeGreaterThan(1);
  for (let rev = 1; rev < migrated; rev++) await admin.getByRole('button', { name: '下一步' }).click();
  await admin.getByText(`第 ${migrated} 步，共 ${of} 步`).waitFor();
  await standsAt(drawing, 'visit');
  await seen(admin, 'operations-replay');
  await admin.getByRole('button', { name: '上一步' }).click();
  await drawing.getByText('就地调解 v1', { exact: true }).click();
  await standsAt(drawing, 'mediate');
  await admin.getByRole('button', { name: '从头回放' }).click();
  await admin.getByText(`第 ${of} 步，共 ${of} 步`).waitFor();
  await admin.getByRole('button', { name: '回到现在' }).click();
  await admin.getByText(`现在 · 共走了 ${of} 步`).waitFor();
}

/** The ring of who stands there is on this element. */
const standsAt = (drawing: Locator, element: string): Promise<void> =>
  drawing.locator(`.djs-overlays[data-container-id="${element}"] .token`).waitFor();

test('several at once, one moved to another step, and what the steps took', async () => {
  const admin = await stand.visit('zhouming');
  await admin.goto('/designer/op/instances');
  await admin.getByRole('checkbox', { name: '全部选中' }).click();
  await admin.getByText('已选 2 件').waitFor();
  await seen(admin, 'operations-chosen');
  await admin.getByRole('button', { name: '暂停', exact: true }).click();
  await reason(admin, '国庆值守，全部暂停', '暂停 2 件');
  await admin.getByText('共 2 件，办成 2 件').waitFor();
  await seen(admin, 'operations-bulk');
  await turnTo(admin, '在办件');
  await admin.getByRole('tab', { name: '暂停的' }).click();
  await admin.getByRole('link', { name: 'CC2026-0002' }).click();
  await admin.getByRole('button', { name: '恢复…' }).click();
  await reason(admin, '工人在等答复', '恢复');
  await admin.getByRole('button', { name: '暂停…' }).waitFor();
  await move(admin);
  await turnTo(admin, '统计');
  await admin.getByRole('region', { name: '各步数字' }).waitFor();
  await seen(admin, 'operations-statistics');
  await admin.getByRole('button', { name: '研判分流' }).click();
  await admin.getByText(/研判分流：走了 \d+ 次/).waitFor();
  expect(stand.complaints).toEqual([]);
});

async function move(admin: Page): Promise<void> {
  await admin.getByRole('button', { name: '移到别的步骤…' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('radio', { name: '研判分流' }).click();
  await choose(admin, '去哪一步', '告知其他途径');
  await dialog.getByText('从“告知其他途径”重新开始办').waitFor();
  await dialog.locator('[data-element-id] .djs-visual').first().waitFor();
  await seen(admin, 'operations-move');
  await reason(admin, '双方已自行起诉', '移过去');
  await admin.getByText(/停在 .*告知其他途径/).waitFor();
}

test('another system is told: its secret is seen once, what is sent is signed by it', async () => {
  const admin = await stand.visit('zhouming');
  await admin.goto('/designer/op/webhooks');
  await admin.getByText('还没有接收系统').waitFor();
  await admin.getByRole('button', { name: '新增接收系统' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('系统名称').fill('市综治信息平台');
  await dialog.getByLabel('接收地址').fill('https://127.0.0.1/hook');
  await dialog.getByRole('checkbox').first().click();
  await dialog.getByRole('button', { name: '新增，取密钥' }).click();
  await dialog.getByText('这个地址指向内部网络，不能登记').waitFor();
  await seen(admin, 'operations-webhook-refused');
  stand.complaints.length = 0;
  await dialog.getByLabel('接收地址').fill(`${receiver.origin}/hook`);
  await dialog.getByRole('button', { name: '新增，取密钥' }).click();
  await admin.getByText('签名密钥，只显示这一次').waitFor();
  const secret = (await admin.getByRole('dialog').locator('code').textContent()) ?? '';
  await seen(admin, 'operations-webhook-secret');
  await admin.getByRole('button', { name: '已经记好' }).click();
  await admin.getByRole('link', { name: '市综治信息平台' }).click();
  await admin.getByRole('button', { name: '试送一条' }).click();
  const outcome = admin.getByRole('region', { name: '记录', exact: true }).getByText('已送到', { exact: true });
  await outcome.waitFor();
  await seen(admin, 'operations-webhook');
  const [got] = receiver.take();
  expect(got!.headers['webhook-signature']).toBe(signature(secret, got!));
  await admin.getByRole('button', { name: '重送' }).click();
  await vi.waitFor(
    () => expect(receiver.take().map(({ headers }) => headers['webhook-id'])).toEqual([got!.headers['webhook-id']]),
    { timeout: 60_000 },
  );
  expect(stand.complaints).toEqual([]);
});

test('the pages on a phone', async () => {
  const admin = await stand.visit('zhouming', phone);
  for (const [path, words] of [
    ['', '各版在办'],
    ['/instances', 'CC2026-0002'],
    ['/tasks', 'CC2026-0002'],
    ['/stuck', '没有卡住的'],
    ['/migration', '先选流程'],
    ['/bulks', '新版都上门调解'],
    ['/statistics', '中位用时'],
    ['/webhooks', '市综治信息平台'],
  ] as const) {
    await admin.goto(`/designer/op${path}`);
    await admin.getByText(words).first().waitFor();
    await seen(admin, `operations-phone${path.replace('/', '-')}`);
  }
  await admin.goto('/designer/op/instances');
  await admin.getByRole('link', { name: 'CC2026-0002' }).click();
  await admin.getByText('在等什么').waitFor();
  await seen(admin, 'operations-phone-instance');
});

test('who only looks sees no act', async () => {
  const auditor = await stand.visit('wujing');
  await auditor.goto('/designer/op/instances');
  await auditor.getByRole('link', { name: 'CC2026-0002' }).waitFor();
  expect(await auditor.getByRole('checkbox').count()).toBe(0);
  await auditor.getByRole('link', { name: 'CC2026-0002' }).click();
  await auditor.getByText('在等什么').waitFor();
  expect(await auditor.getByRole('button', { name: /…$/ }).count()).toBe(0);
  await seen(auditor, 'operations-auditor');
});

test('what is overdue leads from its figure to its list', async () => {
  await stand.moveTo('2026-12-01T09:00:00+08:00');
  const director = await stand.visit('chenguodong');
  await director.getByRole('link', { name: '运行' }).click();
  const row = director.getByRole('row', { name: /矛盾纠纷办理/ });
  await row.locator('a.danger').click();
  await director.getByRole('tab', { name: '超期的', selected: true }).waitFor();
  await director.getByRole('row', { name: /CC2026-0002 告知其他途径 .*超期/ }).waitFor();
  await seen(director, 'operations-overdue');
  await choose(director, '期限', '今天内到期');
  await choose(director, '开始时间', '开始满 30 天');
  await director.getByText('没有符合条件的记录').waitFor();
  await choose(director, '开始时间', '开始满 7 天');
  await director.getByRole('link', { name: 'CC2026-0002' }).click();
  await director.getByText(/停在 .*告知其他途径/).waitFor();
});

test('tasks are searched by procedure, step, who has them and facts; the address keeps the search', async () => {
  await deployProbe(stand.test, 1);
  const { id } = await stand.test.as('liuzhiqiang');
  const instances: string[] = [];
  for (let amount = 1; amount <= 52; amount++) instances.push(await startProbe(stand.test, { amount }));
  for (const instance of instances.slice(0, 2)) await claim(stand.test, instance, 'check', id);
  await finish(stand.test, instances[0]!, 'check', id);
  const auditor = await stand.visit('wujing');
  await auditor.route('**/api/operations/tasks?**', (route) => route.abort());
  await auditor.goto('/designer/op/tasks');
  await auditor.getByText('网络断开').waitFor();
  await auditor.unroute('**/api/operations/tasks?**');
  await auditor.getByRole('button', { name: '现在重试' }).click();
  const rows = auditor.getByRole('region', { name: '清单', exact: true }).locator('tbody tr');
  await choose(auditor, '流程', '材料核对');
  // The list before the choice stands until the new one comes.
  const listed = async () => [await rows.count(), await rows.filter({ hasNotText: '材料核对' }).count()];
  await expect.poll(listed).toEqual([50, 0]);
  await auditor.getByRole('button', { name: '再看更多' }).click();
  await expect.poll(listed).toEqual([51, 0]);
  await choose(auditor, '哪一步', '核对材料');
  await choose(auditor, '可办的角色', '调解员');
  await choose(auditor, '谁办', '刘志强');
  const own = new RegExp(`^无案号 ${instances[1]!.slice(-6)} 核对材料 刘志强 待办 — 材料核对 v1 今天 9:00$`);
  await auditor.getByRole('row', { name: own }).waitFor();
  await expect.poll(() => rows.count()).toBe(1);
  await seen(auditor, 'operations-tasks');
  await auditor.reload();
  await auditor.getByRole('row', { name: own }).waitFor();
  const kept = { process: 'probe', element: 'check', role: 'mediator', who: id };
  await expect.poll(() => Object.fromEntries(new URL(auditor.url()).searchParams)).toEqual(kept);
  await auditor.getByRole('button', { name: '按事实筛选…' }).click();
  await choose(auditor, '事实', '涉及金额（元）');
  await choose(auditor, '怎么比', '大于');
  await auditor.getByLabel('比什么').fill('50');
  await auditor.getByRole('button', { name: '加上' }).click();
  await auditor.getByText('没有符合条件的记录').waitFor();
  await seen(auditor, 'operations-tasks-none');
  await choose(auditor, '谁办', '还没有人签收');
  await expect.poll(() => rows.count()).toBe(2);
  await choose(auditor, '期限', '30 天内到期');
  await auditor.getByRole('button', { name: '清除筛选' }).click();
  await auditor.getByRole('tab', { name: '办完的' }).click();
  await auditor.getByRole('row', { name: new RegExp(`${instances[0]!.slice(-6)} .* 刘志强 已办完`) }).waitFor();
  await seen(auditor, 'operations-tasks-done');
});

/** Keeps a picture; what everybody can see is Chinese, and nobody is shut out. */
async function seen(page: Page, name: string): Promise<void> {
  for (const passing of ['.skeleton', '.ant-btn-loading'])
    await page.locator(passing).first().waitFor({ state: 'hidden' });
  await stand.picture(page, name);
  expect({ english: await english(page), barriers: await barriers(page), overflow: await overflow(page) }).toEqual({
    english: [],
    barriers: [],
    overflow: [],
  });
}

/** The link to a page of 运行, which stands on each of them. */
const tab = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: '运行' }).getByRole('link', { name });

/** To a page of 运行 from the page of one thing. */
async function turnTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '运行' }).click();
  await tab(page, name).click();
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: new RegExp(`^${option}$`) })
    .click();
}

/** Writes the reason and confirms. */
async function reason(page: Page, words: string, act: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^为什么/).fill(words);
  await dialog.getByRole('button', { name: act, exact: true }).click();
}
