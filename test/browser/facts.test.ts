import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainage, register } from '../support/cases.ts';
import { openStand, phone, type Stand } from '../support/stand.ts';
import { barriers, english, overflow } from './looks.ts';

let stand: Stand;
let caseId: string;
beforeAll(async () => {
  stand = await openStand({ now: '2026-11-23T09:00:00+08:00' });
  caseId = (await register(await stand.test.as('hemin'), drainage)).id;
});
afterAll(() => stand?.close());

test('what is known of a case is corrected with a reason, a colleague reads it in the timeline and answers', async () => {
  const page = await stand.visit('liuzhiqiang');
  await page.goto(`/cases/${caseId}`);
  await page.getByRole('button', { name: '更正', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('涉及人数').fill('8');
  await dialog.getByLabel('有扬言、暴力或自伤').check();
  await dialog.getByLabel('更正的依据').fill('走访核实，又有三户受影响。');
  await stand.picture(page, 'facts-correct');
  expect(await english(page)).toEqual([]);
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: '更正', exact: true }).click();
  await page.getByText('已更正').waitFor();
  await page.getByText('更正事实：涉及人数由 5 改为 8，有暴力情形改为“是”').waitFor();
  await stand.picture(page, 'facts-corrected');

  const small = await stand.visit('huangli', phone);
  await small.goto(`/cases/${caseId}?tab=timeline`);
  await small.getByText('走访核实，又有三户受影响。').waitFor();
  await small.getByLabel('给同事留言').fill('我明天再去一次。');
  await small.getByRole('button', { name: '发表' }).click();
  await small.getByText('我明天再去一次。', { exact: true }).locator('visible=true').last().waitFor();
  await small.getByRole('button', { name: '撤回', exact: true }).waitFor();
  await stand.picture(small, 'facts-comment');
  expect(await overflow(small)).toEqual([]);
  await small.getByRole('button', { name: '撤回', exact: true }).click();
  await small.getByRole('dialog').getByRole('button', { name: '撤回', exact: true }).click();
  await small.getByText('留言，已撤回').waitFor();
  expect(stand.complaints).toEqual([]);
});
