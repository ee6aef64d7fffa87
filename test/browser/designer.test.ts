import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CaseNew } from '../../server/intake/contract.ts';
import { drainage, register } from '../support/cases.ts';
import { home } from '../support/fixtures.ts';
import { openStand, type Stand } from '../support/stand.ts';
import { choose, submit, takeTask, texts } from './desk.ts';
import { byId, dragStep, middleOf, rename, select } from './drawing.ts';
import { english } from './looks.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand({ now: '2026-11-23T09:00:00+08:00' });
});
afterAll(() => stand?.close());

const running = '赵某某等 2 人与钱某某等 3 人排水纠纷';
const passage = [
  { side: 'claimant', kind: 'person', name: '冯大勇' },
  { side: 'respondent', kind: 'person', name: '陈小勇' },
] satisfies CaseNew['parties'];
const later = '冯某某与陈某某通道纠纷';

test('an administrator inserts a step and publishes: a new case takes it, the running case does not', async () => {
  const desk = await stand.test.as('desk');
  await register(desk, drainage);

  const admin = await stand.visit('zhouming');
  await admin.getByRole('link', { name: '就地调解', exact: true }).click();
  await admin.getByText('没有要改的，可以发布').waitFor();
  await stand.picture(admin, 'story-4-editor');
  await insertStep(admin);
  await describeStep(admin);
  await publish(admin);
  await register(desk, {
    ...drainage,
    type: 'neighbour.passage',
    place: '示范四村 3 号旁',
    story: '堆放杂物占了通道，车进不去。',
    parties: passage,
  });
  await stand.test.drain();
  await versions(admin, [
    '现行 v2 按 11 月综治委会议，调解前先到现场看一看。 周明 11月23日 09:00 1 件 看图 标签 停用',
    'v1 系统自带 系统 11月23日 09:00 1 件 看图 标签 停用 迁到新版 退回到这版',
  ]);

  const mediator = await stand.visit('liuzhiqiang');
  expect([await willing(mediator, running), await willing(mediator, later)]).toEqual(['就地调解', '现场勘查']);
  await stand.picture(mediator, 'story-4-new-step');
  await submit(mediator, '现场勘查');
  await mediator.getByRole('heading', { level: 2, name: `就地调解：${later}` }).waitFor();
  expect(stand.complaints).toEqual([]);
});

test('whoever publishes after somebody else is told who was faster, and publishes over it knowingly', async () => {
  const admin = await stand.visit('zhouming');
  await admin.getByRole('link', { name: '回访', exact: true }).click();
  await admin.getByText('没有要改的，可以发布').waitFor();
  await select(admin, byId(admin, 'visit'));
  await rename(admin, '电话回访');
  await admin.getByText(/草稿已保存/).waitFor();

  const { engine } = stand.test.deps;
  const files = (await engine.files(home, 'follow-up-visit@1'))!.map(({ path, text }) => ({
    path,
    text: text.replace('id="visit" name="回访"', 'id="visit" name="上门回访"'),
  }));
  const other = { kind: 'user', id: 'li-qiang', name: '李强' } as const;
  await engine.deploy(home, files, { by: other, note: '改为上门' });

  await admin.getByRole('button', { name: '发布…' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('改了什么，为什么').fill('改为电话回访，省得当事人等。');
  await dialog.getByRole('button', { name: '发布第 2 版' }).click();
  await dialog.getByText('李强在 11月23日 周一 09:00 发布了第 2 版，您的草稿没有包含它的改动').waitFor();
  await dialog.getByRole('heading', { name: '与第 2 版的差别' }).waitFor();
  await dialog.getByRole('button', { name: '放弃我的草稿' }).waitFor();
  await stand.picture(admin, 'story-4-overtaken');
  expect(await english(admin)).toEqual([]);
  await dialog.getByRole('button', { name: '仍按我的草稿发布第 3 版' }).click();
  await admin.getByText('第 3 版已发布，新登记的从现在起走这一版').waitFor();
  const published = (await engine.versions(home, 'follow-up-visit')).map(({ version, note }) => `${version} ${note}`);
  expect(published.sort()).toEqual(['1 系统自带', '2 改为上门', '3 改为电话回访，省得当事人等。']);
  // The browser writes the one refusal down.
  expect(stand.complaints.splice(0)).toEqual([expect.stringMatching(/409 .*\/publish\)$/)]);
});

/** Drags 办理步骤 from the list on to the line before 就地调解. */
async function insertStep(admin: Page): Promise<void> {
  await dragStep(admin, '办理步骤', middleOf(admin, 'is-willing--mediate'));
  await admin.getByText(/处不能发布/).waitFor();
  await stand.picture(admin, 'story-4-inserted');
}

/** Answers the questions of the panel: what it is called, 谁来办, 多久, 表单. */
async function describeStep(admin: Page): Promise<void> {
  await admin.getByLabel('名称', { exact: true }).fill('现场勘查');
  await admin.getByLabel('名称', { exact: true }).press('Enter');
  await admin.getByRole('combobox', { name: '办理角色' }).click();
  await admin
    .locator('.ant-select-item-option')
    .filter({ hasText: /^调解员/ })
    .click();
  await admin.keyboard.press('Escape');
  await admin.getByLabel('办理时限', { exact: true }).fill('2');
  await admin.getByText(/例：今天收到/).waitFor();
  await admin.getByRole('region', { name: '表单' }).getByText('只点“完成”', { exact: true }).waitFor();
  // A step without a form is worth a reminder and no more.
  const problems = admin.getByRole('region', { name: '要改的地方' });
  await problems.getByText(/处不能发布/).waitFor({ state: 'hidden' });
  await expect
    .poll(() => texts(problems.getByRole('listitem')))
    .toEqual([expect.stringContaining('“现场勘查”没有表单')]);
  expect(await english(admin)).toEqual([]);
  await stand.picture(admin, 'story-4-described');
}

async function publish(admin: Page): Promise<void> {
  await admin.getByText(/草稿已保存/).waitFor();
  await admin.getByRole('button', { name: '发布…' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('改了什么，为什么').fill('按 11 月综治委会议，调解前先到现场看一看。');
  // One step came in, one line leads elsewhere, one is new: how the file is written is no difference.
  await expect.poll(() => texts(dialog.locator('.od-diff + b'))).toEqual(['愿意', '现场勘查', '走法']);
  await stand.picture(admin, 'story-4-publish');
  await dialog.getByRole('button', { name: '发布第 2 版' }).click();
  await admin.getByText('第 2 版已发布，新登记的从现在起走这一版').waitFor();
  await admin.getByText('现行 v2 · 在办 1 件').waitFor();
}

/** The versions with their running cases, as their page lists them. */
async function versions(admin: Page, expected: readonly string[]): Promise<void> {
  await admin.getByRole('button', { name: '版本史' }).click();
  await admin.getByRole('row', { name: /现行 v2.* 1 件/ }).waitFor();
  await stand.picture(admin, 'story-4-versions');
  await expect.poll(() => texts(admin.locator('tbody tr').filter({ hasText: /件/ }))).toEqual(expected);
}

/** The same answer of both sides for a case, and the step that follows. */
async function willing(mediator: Page, title: string): Promise<string> {
  await takeTask(mediator, 'unclaimed', '征求意愿', title);
  for (const group of await mediator.getByRole('radiogroup', { name: /是否愿意调解/ }).all())
    await choose(group, '愿意调解');
  await submit(mediator, '征求意愿');
  const next = mediator.getByRole('heading', { level: 2, name: title });
  await next.filter({ hasNotText: '征求意愿' }).waitFor();
  return ((await next.textContent()) ?? '').split('：')[0]!;
}
