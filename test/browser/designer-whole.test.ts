import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InstanceRef } from '../../engine/model/door.ts';
import type { Variables } from '../../engine/model/variables.ts';
import type { TaskWait } from '../../engine/model/wait.ts';
import { waits } from '../../engine/pure.ts';
import { home } from '../support/fixtures.ts';
import { openStand, type Stand } from '../support/stand.ts';
import { texts } from './desk.ts';
import {
  append,
  byId,
  centre,
  connect,
  dragStep,
  middleOf,
  option,
  rename,
  replace,
  select,
  shape,
} from './drawing.ts';
import { barriers, english } from './looks.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand({ now: '2026-11-23T09:00:00+08:00' });
});
afterAll(() => stand?.close());

const problems = (admin: Page) => admin.getByRole('region', { name: '要改的地方' });

test('an administrator draws countersigning, a choice of several ways and what may come at any time, mends what a run shows, publishes, and it runs', async () => {
  const admin = await stand.visit('zhouming');
  await admin.getByRole('button', { name: '新建流程' }).click();
  await admin.getByLabel('名称').fill('联合处置');
  await admin.getByLabel('标识').fill('joint-handling');
  await admin.getByRole('button', { name: '新建并打开' }).click();
  await admin.getByText('没有要改的，可以发布').waitFor();

  await countersign(admin);
  const { split, join } = await severalWays(admin);
  await conditions(admin, split);
  await tryIt(admin);
  await mend(admin, join);
  await atAnyTime(admin);
  await publish(admin);
  await runs();
  expect(stand.complaints).toEqual([]);
});

/** 会签 by two roles: settings of the multi-instance step, in one undo. */
async function countersign(admin: Page): Promise<void> {
  await select(admin, shape(admin, '办理'));
  await option(admin, '办几遍', /^会签$/);
  await admin.getByRole('region', { name: '谁来办' }).getByText('名单里的人').waitFor();
  await admin.getByText('全部同意才算').waitFor();
  await stand.picture(admin, 'whole-1-countersign');
  await admin.getByRole('button', { name: '撤销' }).click();
  await admin.getByRole('region', { name: '谁来办' }).getByText('调解员', { exact: true }).first().waitFor();
  await admin.getByRole('button', { name: '重做' }).click();
  await admin.getByRole('region', { name: '办几遍' }).getByText('会签').first().waitFor();
}

/** An inclusive gateway on the line, two steps behind it, and a parallel gateway that gathers: not what was meant. */
async function severalWays(admin: Page): Promise<{ split: string; join: string }> {
  const split = await dragStep(admin, '可多选分支', middleOf(admin, 'handle--end'));
  await rename(admin, '还要做什么？');
  await append(admin, '办理步骤', '现场勘查');
  await who(admin);
  const join = await append(admin, '同时进行', '都办完');
  await select(admin, byId(admin, split));
  await append(admin, '办理步骤', '征求意见');
  await who(admin);
  await connect(admin, shape(admin, '征求意见'), byId(admin, join));
  await connect(admin, byId(admin, join), byId(admin, 'end'));
  await stand.picture(admin, 'whole-2-ways');
  return { split, join };
}

async function who(admin: Page): Promise<void> {
  await option(admin, '办理角色', /^调解员/);
  await admin.getByLabel('办理时限', { exact: true }).fill('2');
}

/** Of the ways out one is for all other cases, one has a condition, and the line that led to the end goes. */
async function conditions(admin: Page, split: string): Promise<void> {
  const ways = admin.getByRole('region', { name: '有哪几条路' });
  await select(admin, byId(admin, split));
  await ways.getByRole('button', { name: '结束' }).click();
  await admin.getByRole('button', { name: '删除这条线' }).click();
  await select(admin, byId(admin, split));
  await option(admin, '其他情况走哪条', '征求意见');
  await ways.getByRole('button', { name: '现场勘查' }).click();
  await admin.getByRole('button', { name: '＋ 写一个条件' }).click();
  await select(admin, byId(admin, split));
  await expect.poll(() => texts(ways.getByRole('listitem'))).toEqual(['现场勘查 等级不小于橙', '征求意见 其他情况']);
}

/** The condition with sample facts, evaluated by the server. */
async function tryIt(admin: Page): Promise<void> {
  await admin.getByRole('region', { name: '有哪几条路' }).getByRole('button', { name: '现场勘查' }).click();
  await admin.getByRole('button', { name: '试一试：条件公式' }).click();
  const dialog = admin.getByRole('dialog', { name: '试一试：条件公式' });
  const outcome = async (level: string, expected: string) => {
    await dialog.getByRole('combobox', { name: '等级' }).fill(level);
    await dialog.getByRole('combobox', { name: '等级' }).press('Tab');
    await dialog.getByRole('button', { name: '算一算' }).click();
    await dialog.getByText(`结果：${expected}`, { exact: true }).waitFor();
  };
  await outcome('4', '是');
  await outcome('2', '否');
  await stand.picture(admin, 'whole-3-try');
  await dialog.getByLabel('公式', { exact: true }).fill('=level >=');
  await dialog.getByRole('button', { name: '算一算' }).click();
  await dialog.locator('.od-try-bad').waitFor();
  expect((await english(admin)).filter((text) => !text.startsWith('='))).toEqual([]);
  await stand.picture(admin, 'whole-3-try-wrong');
  await dialog.getByRole('button', { name: '关闭' }).last().click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The join waits for a way that nobody takes: the run is walked on the drawing; another kind of gateway mends it. */
async function mend(admin: Page, join: string): Promise<void> {
  await problems(admin).getByText('“都办完”等不齐').first().waitFor();
  await problems(admin).getByRole('button', { name: '看怎么走到的' }).first().click();
  const run = admin.getByRole('region', { name: '怎么走到的' });
  await run.getByText('走到“都办完”', { exact: false }).first().waitFor();
  await admin.clock.runFor(20_000);
  await admin.locator('.djs-shape.od-run-end').waitFor({ state: 'attached' });
  const told = [
    '1 从“开始”',
    '2 到“办理”',
    '3 走到“还要做什么？”',
    expect.stringMatching(/^4 到“(现场勘查|征求意见)”$/),
    '5 走到“都办完”',
  ];
  await expect.poll(() => texts(run.getByRole('listitem'))).toEqual(told);
  await run.getByText('走到“都办完”后，', { exact: false }).waitFor();
  await stand.picture(admin, 'whole-4-run');
  expect(await english(admin)).toEqual([]);
  expect(await barriers(admin)).toEqual([]);
  await select(admin, byId(admin, join));
  await replace(admin, '可多选分支');
  await problems(admin).getByText('等不齐').first().waitFor({ state: 'hidden' });
  await run.waitFor({ state: 'hidden' });
  await stand.picture(admin, 'whole-5-mended');
}

/** An event sub-process beside the flow: a withdrawal ends the handling. */
async function atAnyTime(admin: Page): Promise<void> {
  const below = async () => {
    const { x, y } = await centre(shape(admin, '办理'));
    return { x, y: y + 260 };
  };
  const shapes = admin.locator('.djs-shape');
  const before = await shapes.count();
  await dragStep(admin, '随时可能发生的事', below);
  await admin.getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => shapes.count()).toBe(before);
  const group = await dragStep(admin, '随时可能发生的事', below);
  await rename(admin, '当事人撤回');
  const start = admin.locator('.djs-shape[data-element-id^="Event_"]').first();
  await select(admin, start);
  await option(admin, '消息', '撤回');
  // A key that is changed makes another message; the one that nothing points to any more goes.
  for (const key of ['=other', '=case']) {
    await admin.getByRole('textbox', { name: '关联键' }).fill(key);
    await admin.getByRole('textbox', { name: '关联键' }).press('Enter');
  }
  await stand.picture(admin, 'whole-6-event');
  await append(admin, '结束', '按撤回办结');
  await byId(admin, group).waitFor();
  await problems(admin)
    .getByText(/处不能发布/)
    .waitFor({ state: 'hidden' });
}

async function publish(admin: Page): Promise<void> {
  await admin.getByText(/草稿已保存/).waitFor();
  await admin.getByRole('button', { name: '发布…' }).click();
  const dialog = admin.getByRole('dialog', { name: '发布“联合处置”第 1 版' });
  await dialog.getByLabel('改了什么，为什么').fill('重大事项由中心主任和镇领导会签。');
  await stand.picture(admin, 'whole-7-publish');
  await dialog.getByRole('button', { name: '发布第 1 版' }).click();
  await admin.getByText('第 1 版已发布，新登记的从现在起走这一版').waitFor();
}

/** Both sign; a case of level 4 goes one way and is over; of two cases the one that is withdrawn ends at once. */
async function runs(): Promise<void> {
  const { engine } = stand.test.deps;
  const files = await engine.files(home, 'joint-handling@1');
  expect(files?.flatMap(({ text }) => text.match(/<bpmn:message .*?name="[^"]*"/g) ?? [])).toEqual([
    expect.stringContaining('name="citizen.withdrew"'),
  ]);
  const by = { kind: 'user', id: 'test' } as const;
  const begin = async (business: string) => {
    const variables = { case: business, level: 4 };
    const { instance } = await engine.start(home, { process: 'joint-handling', variables }, { actor: by });
    return { town: home, instance };
  };
  const waiting = async (ref: InstanceRef) => {
    const view = await engine.instance(ref);
    const procedure = await engine.procedure(home, view!.procedure);
    const tasks = waits(view!.state, { procedure: () => procedure } as never).filter(({ kind }) => kind === 'task');
    return tasks as readonly TaskWait[];
  };
  const complete = async (ref: InstanceRef, variables: Variables) => {
    const [task] = await waiting(ref);
    await engine.execute(ref, { type: 'task.complete', task: task!.id, user: 'test', variables }, { actor: by });
  };
  const whole = await begin('0190a000-0000-7000-8000-00000000000a');
  expect((await waiting(whole)).map(({ name, candidateGroups }) => [name, ...candidateGroups])).toEqual([
    ['办理', 'director'],
    ['办理', 'leader'],
  ]);
  await complete(whole, { approved: true });
  await complete(whole, { approved: true });
  expect((await waiting(whole)).map(({ name }) => name)).toEqual(['现场勘查']);
  await complete(whole, {});
  expect((await engine.instance(whole))?.status).toBe('completed');
}
