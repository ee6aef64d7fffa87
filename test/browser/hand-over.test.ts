import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainage, register } from '../support/cases.ts';
import { home } from '../support/fixtures.ts';
import { beginFor, inRow, step } from '../support/procedures.ts';
import { openStand, phone, type Stand } from '../support/stand.ts';
import { pick, submit, taskRow } from './desk.ts';
import { barriers, english, overflow } from './looks.ts';

let stand: Stand;
let caseId: string;
const title = '水沟堵塞纠纷';
const signer = 'assignee="=signer"';
const together =
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=signers" inputElement="signer" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
const opinion = inRow('opinion', '出具意见', [
  step('write', '起草意见', 'candidateGroups="mediator"'),
  step('check', '核对意见', 'candidateGroups="mediator"'),
  step('sign', '会签意见', signer, together),
]);

beforeAll(async () => {
  stand = await openStand({ now: '2026-11-23T09:00:00+08:00' });
  const [desk, ...signers] = await Promise.all(
    ['hemin', 'liuzhiqiang', 'huangli', 'chenguodong'].map((who) => stand.test.as(who)),
  );
  caseId = (await register(desk!, { ...drainage, title })).id;
  await beginFor(stand.test, opinion, 'opinion', caseId, { signers: signers.map(({ id }) => id) });
});
afterAll(() => stand?.close());

const open = async (page: Page, view: string, name: string) => {
  await page.goto(`/tasks?view=${view}`);
  await taskRow(page, name, title).click();
  await page.getByRole('heading', { level: 2, name: `${name}：${title}` }).waitFor();
};
const looks = async (page: Page) => {
  expect(await english(page)).toEqual([]);
  expect(await overflow(page)).toEqual([]);
  expect(await barriers(page)).toEqual([]);
};

test('a step goes to a colleague and comes back, is returned with its reason, and is signed by all', async () => {
  const liu = await stand.visit('liuzhiqiang');
  const huang = await stand.visit('huangli');
  await open(liu, 'unclaimed', '起草意见');
  await liu.getByRole('button', { name: '签收', exact: true }).click();
  await liu.getByRole('button', { name: '委托办理' }).click();
  const dialog = liu.getByRole('dialog');
  await pick(liu, dialog.getByRole('combobox', { name: '委托给' }), '黄丽');
  await dialog.getByLabel('请对方办什么').fill('请到现场量一下水沟的宽度。');
  await stand.picture(liu, 'hand-over-delegate');
  await dialog.getByRole('button', { name: '委托办理' }).click();
  await liu.getByRole('button', { name: '收回委托' }).waitFor();
  await liu.goto('/tasks?view=delegated');
  await taskRow(liu, '起草意见', title).getByText('已委托 黄丽').waitFor();
  await stand.picture(liu, 'hand-over-delegated');
  await looks(liu);

  await open(huang, 'mine', '起草意见');
  await huang.getByText('受 刘志强 委托').first().waitFor();
  await huang.getByLabel('给同事留言').fill('下午三点到现场。');
  await huang.getByRole('button', { name: '发表' }).click();
  await huang.getByText('下午三点到现场。', { exact: true }).waitFor();
  await stand.picture(huang, 'hand-over-asked');
  await looks(huang);
  await huang.getByRole('button', { name: '交回 刘志强' }).click();
  await huang.getByLabel('办理情况').fill('沟宽 40 厘米，堵了一半。');
  await stand.picture(huang, 'hand-over-resolve');
  await huang.getByRole('dialog').getByRole('button', { name: '交回' }).click();
  await huang.getByText('已交回 刘志强').waitFor();

  await open(liu, 'mine', '起草意见');
  await liu.getByText('黄丽 交回').waitFor();
  await submit(liu, '起草意见');
  await open(huang, 'unclaimed', '核对意见');
  await huang.getByRole('button', { name: '签收', exact: true }).click();
  await huang.getByRole('button', { name: '退回上一步' }).click();
  await huang.getByRole('dialog').getByLabel('原因').fill('请写清沟的长度。');
  await stand.picture(huang, 'hand-over-return');
  await huang.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click();
  await huang.getByText('已退回到“起草意见”').waitFor();

  await open(liu, 'unclaimed', '起草意见');
  await liu.getByText('黄丽 退回').waitFor();
  await liu.getByText('请写清沟的长度。').first().waitFor();
  await stand.picture(liu, 'hand-over-returned');
  await looks(liu);
  await submit(liu, '起草意见');
  await open(huang, 'unclaimed', '核对意见');
  await submit(huang, '核对意见');

  await open(liu, 'mine', '会签意见');
  await liu.getByText('3 人中已签 0 人').waitFor();
  await submit(liu, '会签意见');
  await open(huang, 'mine', '会签意见');
  await huang.getByRole('region', { name: '会签', exact: true }).getByText('刘志强（调解员）').waitFor();
  await taskRow(huang, '会签意见', title).getByText('已签 1/3').waitFor();
  await stand.picture(huang, 'hand-over-signers');
  await looks(huang);
  for (const page of [liu, huang]) await page.context().close();
});

test('while its procedure is suspended a step is shown and takes nothing', async () => {
  const small = await stand.visit('huangli', phone);
  const { rows } = await stand.test.deps.pool.query(
    "select instance_id from task where element_id = 'sign' and status = 'open' limit 1",
  );
  const actor = { kind: 'system', id: 'test' } as const;
  const ref = { town: home, instance: rows[0].instance_id as string };
  await stand.test.deps.engine.execute(ref, { type: 'suspend', reason: '等上级复核' }, { actor });
  await small.goto('/tasks?view=mine');
  await taskRow(small, '会签意见', title).getByText('已暂停').waitFor();
  await stand.picture(small, 'hand-over-suspended-list');
  await taskRow(small, '会签意见', title).click();
  await small.getByText('流程已暂停，恢复后才能办理').waitFor();
  await stand.picture(small, 'hand-over-suspended');
  await looks(small);
  expect(await small.getByRole('button', { name: '提交，打开下一件' }).count()).toBe(0);
  expect(stand.complaints).toEqual([]);
});
