import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStand, type Stand } from '../support/stand.ts';
import { cascade, choose, chooseDay, names, stages, submit, submitButton, takeTask, timeline } from './desk.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand({ now: '2026-11-23T09:00:00+08:00' });
});
afterAll(() => stand?.close());

const title = '赵某某等 2 人与钱某某排水纠纷';

test('case 1: a grid report is mediated on the spot, agreed by word of mouth, followed up after 7 days and archived', async () => {
  const desk = await stand.visit('hemin');
  await register(desk);
  const file = new URL(desk.url()).pathname;

  const mediator = await stand.visit('liuzhiqiang');
  await takeTask(mediator, 'unclaimed', '征求意愿', title);
  for (const name of ['赵', '钱'])
    await choose(mediator.getByRole('radiogroup', { name: new RegExp(`^${name}.*是否愿意调解`) }), '愿意调解');
  await stand.picture(mediator, 'story-1-willingness');
  await submit(mediator, '征求意愿');
  await record(mediator);
  await agree(mediator);
  // His list was empty; the next step comes by itself when the paper is made.
  await mediator.getByRole('heading', { level: 2, name: `反馈当事人：${title}` }).waitFor();
  await mediator.getByLabel('什么时候、用什么方式、告诉了什么').fill('电话告知双方：口头协议已登记，一周后回访。');
  await submit(mediator, '反馈当事人');
  await desk.goto(file);
  await desk.getByText('等 12月1日 周二 回访').waitFor();
  await stand.picture(desk, 'story-1-waiting');

  // Everybody goes home; sessions do not last a week.
  for (const page of [desk, mediator]) await page.context().close();
  await stand.moveTo('2026-12-01T09:00:00+08:00');
  await followUp();
  await archive(file);
});

/** Not for the hand that handled the case: the follow-up is nowhere in his lists, and its page shows it for reading only. */
async function followUp(): Promise<void> {
  const mediator = await stand.visit('liuzhiqiang');
  const other = await stand.visit('huangli');
  await takeTask(other, 'unclaimed', '回访', title);
  const task = new URL(other.url()).pathname;
  await mediator.goto('/tasks?view=unclaimed');
  await mediator.getByText('没有待签收的任务').waitFor();
  await mediator.goto(task);
  await mediator.getByText('您只能查看').waitFor();
  expect(await submitButton(mediator).count()).toBe(0);
  await stand.picture(mediator, 'story-1-refused');
  await choose(other, '电话');
  await choose(other, '已履行');
  await choose(other, /^满意/);
  await other.getByLabel('回访情况').fill('双方都说水沟清了，斜坡也做了。');
  await stand.picture(other, 'story-1-follow-up');
  await submit(other, '回访');
}

async function archive(file: string): Promise<void> {
  const desk = await stand.visit('hemin');
  await takeTask(desk, 'unclaimed', '归档', title);
  await stand.picture(desk, 'story-1-archive');
  for (const paper of [
    '卷宗封面',
    '卷内目录',
    '受理登记表或申请书',
    '当事人权利义务告知书',
    '调解记录',
    '调解协议书或口头协议登记表',
    '回访记录',
    '封底',
  ])
    await desk.getByLabel(paper).check();
  await submit(desk, '归档');
  await desk.goto(file);
  await desk.getByText('已办结：达成协议').waitFor();
  const done = ['发现', '研判', '流转', '处置', '反馈'].map((stage) => `${stage} 11月23日`);
  await expect.poll(() => stages(desk)).toEqual(done);
  await stand.picture(desk, 'story-1-closed');
  await desk.getByRole('tab', { name: /^时间线/ }).click();
  await expect
    .poll(() => timeline(desk))
    .toEqual([
      '结案：达成协议',
      '何敏（首问责任人）归档：卷内 8 种文书',
      '黄丽（调解员）回访：满意，协议已履行',
      '到时：到回访日',
      '进入“回访”',
      '安排2026年12月1日回访',
      '刘志强（调解员）反馈当事人：说明',
      '出具《人民调解口头协议登记表 （2026）苍城人调字第1号》',
      '刘志强（调解员）登记口头协议 （2026）苍城人调字第1号，自今天起生效',
      '刘志强（调解员）调解：达成协议',
      '刘志强（调解员）征求意愿：各方愿意调解',
      '出具《当事人权利义务告知书》',
      '进入“就地调解”',
      '研判定级：蓝（0 分）',
      '何敏（首问责任人）网格上报登记，编号 CC2026-0001',
    ]);
  await stand.picture(desk, 'story-1-timeline');
  await desk.getByRole('tab', { name: '流程图' }).click();
  // The way that was taken is drawn as done, in every procedure.
  await desk.getByRole('region', { name: '流程图' }).getByText('1日 何敏').waitFor();
  await stand.picture(desk, 'story-1-diagram');
  expect(stand.complaints).toEqual([]);
}

/** Source, typing, and then two clicks: both are willing; register. */
async function register(desk: Page): Promise<void> {
  await choose(desk, '网格上报');
  await desk.getByLabel('姓名').fill('赵小明');
  await desk.getByLabel('手机').fill('13800001111');
  await desk.getByLabel('一共几人').fill('2');
  await cascade(desk, '类型', '邻里', '排水');
  await cascade(desk, '发生地', '示范三村');
  await desk.getByLabel('详细地点').fill('示范三村 12 号与 14 号之间');
  await desk.getByRole('textbox', { name: '对方', exact: true }).fill('钱大力');
  await desk.getByLabel('经过与诉求').fill('两户改建时抬高了路面，下大雨时雨水倒灌进邻居家厨房。');
  await choose(desk, '双方愿意调解');
  await desk.getByText('没有加分项').waitFor();
  await stand.picture(desk, 'story-1-register');
  await desk.getByRole('button', { name: '登记', exact: true }).click();
  await desk.getByText('已登记，案号 CC2026-0001').waitFor();
  await desk.getByRole('list', { name: '五个阶段' }).waitFor();
}

async function record(mediator: Page): Promise<void> {
  await mediator.getByRole('heading', { name: /^就地调解/ }).waitFor();
  await choose(mediator, /^达成协议/);
  await choose(mediator, /^口头协议/);
  await mediator.getByLabel('在哪里谈的').fill('示范三村村委会');
  await names(mediator, '到场人员', '赵小明', '钱大力', '网格员');
  await mediator.getByLabel('调解经过').fill('到现场看了水沟和路面，双方同意一起清沟，把路面做成斜坡引水。');
  await stand.picture(mediator, 'story-1-record');
  await submit(mediator, '就地调解');
}

async function agree(mediator: Page): Promise<void> {
  await mediator.getByRole('heading', { name: /^登记口头协议/ }).waitFor();
  await mediator.getByLabel('主要事实和争议事项').fill('两户改建抬高路面，雨水倒灌邻家厨房。');
  await mediator.getByLabel('协议内容').fill('双方一起清理水沟，钱大力把门前路面做成斜坡。');
  await mediator.getByLabel('怎么履行').fill('双方自行履行');
  await chooseDay(mediator, '什么时候履行完', '2026年11月24日');
  await stand.picture(mediator, 'story-1-agreement');
  await submit(mediator, '登记口头协议');
}
