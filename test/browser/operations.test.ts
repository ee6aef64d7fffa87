import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SourceFile } from '../../server/procedures/contract.ts';
import { complete, drainage, register } from '../support/cases.ts';
import { openStand, phone, type Stand } from '../support/stand.ts';
import { barriers, english, overflow } from './looks.ts';

let stand: Stand;
let caseId: string;
beforeAll(async () => {
  stand = await openStand({ now: '2026-11-23T09:00:00+08:00' });
  caseId = (await register(await stand.test.as('desk'), drainage)).id;
  await stand.test.drain();
  const { parties } = (await (await stand.test.as('liuzhiqiang')).get(`/api/cases/${caseId}`)).body;
  await work('征求意愿', {
    willingness: { parties: parties.map(({ id }: { id: string }) => ({ party: id, willing: true })) },
  });
});
afterAll(() => stand?.close());

/** The mediator completes the open task of the case, once the step has opened. */
async function work(step: string, data: Record<string, unknown>): Promise<void> {
  const mediator = await stand.test.as('liuzhiqiang');
  await vi.waitFor(() => complete(mediator, caseId, step, data), { timeout: 10_000 });
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
  expect(stand.complaints).toEqual([]);
});

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
  expect(await admin.getByRole('region', { name: '试算结果' }).locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(/^CC2026-0001\s+“就地调解”：/),
  ]);
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
  await admin.getByRole('navigation', { name: '运行' }).getByRole('link', { name: '卡住的' }).click();
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

async function replay(admin: Page): Promise<void> {
  await admin.getByRole('navigation', { name: '运行' }).getByRole('link', { name: '在办件' }).click();
  await admin.getByRole('link', { name: 'CC2026-0001' }).click();
  await admin.getByText(/停在 .*登记口头协议/).waitFor();
  await admin.getByText(/现在 · 共走了 \d+ 步/).waitFor();
  await seen(admin, 'operations-instance');
}

/** Keeps a picture; what everybody can see is Chinese, and nobody is shut out. */
async function seen(page: Page, name: string): Promise<void> {
  await page.locator('.skeleton').first().waitFor({ state: 'hidden' });
  await stand.picture(page, name);
  expect({ english: await english(page), barriers: await barriers(page), overflow: await overflow(page) }).toEqual({
    english: [],
    barriers: [],
    overflow: [],
  });
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: new RegExp(`^${option}$`) })
    .click();
}

test('the pages on a phone', async () => {
  const admin = await stand.visit('zhouming', phone);
  for (const [path, words] of [
    ['', '各版在办'],
    ['/instances', 'CC2026-0001'],
    ['/stuck', '没有卡住的'],
    ['/bulks', '新版都上门调解'],
    ['/statistics', '中位用时'],
    ['/webhooks', '还没有接收系统'],
  ] as const) {
    await admin.goto(`/designer/op${path}`);
    await admin.getByText(words).first().waitFor();
    await seen(admin, `operations-phone${path.replace('/', '-')}`);
  }
});
