import type { ParsedMail } from 'mailparser';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStand, phone, type Stand } from '../support/stand.ts';
import { cascade, choose, pick, submit, takeTask } from './desk.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand({ now: '2026-11-23T09:00:00+08:00' });
});
afterAll(() => stand?.close());

/** A phone of the department's, not a program that follows links. */
const android = 'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/80.0.3987.99 Mobile Safari/537.36';
const title = '孙某某等 22 人与示例五金厂欠薪纠纷';

test('case 3: an order to 人社局 is approved, mailed, signed without an account, answered with a file and verified', async () => {
  const desk = await stand.visit('hemin');
  await register(desk);

  const director = await stand.visit('chenguodong');
  await takeTask(director, 'unclaimed', '研判分流', title);
  await stand.picture(director, 'story-3-triage');
  await submit(director, '研判分流');

  const mediator = await stand.visit('liuzhiqiang');
  await fillOrder(mediator);
  await mediator.goto('/orders');
  await expect.poll(() => board(mediator)).toEqual(['等本中心', '等 镇领导审批', '看交办单']);
  await stand.picture(mediator, 'story-3-board-approving');

  await approve(await stand.visit('wanghaitao', phone));
  const link = checkLetter(await stand.mail('renshe@kaiping.example'));
  await mediator.reload();
  await expect.poll(() => board(mediator)).toEqual(['等部门签收', '等 人社局签收', '看交办单']);
  await stand.picture(mediator, 'story-3-board-sign');

  // Whatever follows the links of mails opens it and signs nothing.
  for (const agent of ['Mozilla/5.0 SafeLinks', 'curl/8.5', '']) {
    for (const method of ['GET', 'HEAD'])
      expect((await fetch(link, { method, headers: { 'user-agent': agent } })).status).toBe(200);
  }
  await mediator.reload();
  await expect.poll(() => board(mediator)).toEqual(['等部门签收', '等 人社局签收', '看交办单']);
  await mediator.getByRole('link', { name: '请派员到场协调欠薪纠纷' }).click();
  await mediator.getByText('还没有打开过').waitFor();
  await stand.picture(mediator, 'story-3-order-issued');
  const order = new URL(mediator.url()).pathname;

  const department = await stand.open({
    viewport: phone,
    javaScriptEnabled: false,
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
    userAgent: android,
  });
  await sign(department, link);
  await mediator.getByText('周文华（手机后四位 9023）').first().waitFor();
  await mediator.goto('/orders');
  await expect.poll(() => board(mediator)).toEqual(['等部门办理', '等 人社局反馈结果', '看交办单']);
  await stand.picture(mediator, 'story-3-board-act');

  await report(department);
  await mediator.reload();
  await expect.poll(() => board(mediator)).toEqual(['等本中心', '等 调解员或中心主任核对结果', '核对']);
  await stand.picture(mediator, 'story-3-board-us');
  await mediator.goto(order);
  await stand.picture(mediator, 'story-3-order-reported');
  await verify(mediator);

  await mediator.goto(order);
  await mediator.getByRole('banner').getByText('已销单').first().waitFor();
  await stand.picture(mediator, 'story-3-order-verified');
  await mediator.goto('/orders?view=closed');
  await expect.poll(() => board(mediator)).toEqual(['已了结', '已销单', '看交办单']);
  await department.goto(link);
  await department.getByText('已核对销单').waitFor();
  await stand.picture(department, 'story-3-gone');
  // Only the dead link, which says so.
  expect(stand.complaints).toEqual([expect.stringMatching(/410 \(Gone\)/)]);
});

async function register(desk: Page): Promise<void> {
  await desk.getByLabel('姓名').fill('孙志远');
  await desk.getByLabel('手机').fill('13800003333');
  await desk.getByLabel('一共几人').fill('22');
  await cascade(desk, '类型', '劳动争议', '欠薪');
  await cascade(desk, '发生地', '示范二村');
  await desk.getByLabel('详细地点').fill('示范二村工业区 3 号');
  await desk.getByRole('textbox', { name: '对方', exact: true }).fill('示例五金厂');
  await desk
    .getByLabel('经过与诉求')
    .fill('停产两个月，拖欠 22 名工人工资共 41.6 万元，工人多次到厂门口讨要未果，情绪激动。');
  await desk.getByLabel('涉及金额').fill('416000');
  await desk.getByLabel('需部门到场').check();
  await desk.getByLabel('集体访、越级访或舆情').check();
  await desk.getByLabel('涉征地、欠薪群体、军人、民族宗教、死亡').check();
  await desk.getByRole('region', { name: '等级评分' }).getByText('橙', { exact: true }).first().waitFor();
  await stand.picture(desk, 'story-3-register');
  await desk.getByRole('button', { name: '登记', exact: true }).click();
  await desk.getByText('已登记，案号 CC2026-0001').waitFor();
}

async function fillOrder(mediator: Page): Promise<void> {
  await takeTask(mediator, 'unclaimed', '填写发令单', title);
  await choose(mediator, /^到场协调解决/);
  await pick(mediator, mediator.getByRole('combobox', { name: '发给哪个部门' }), '欠薪');
  await choose(mediator, /^不在本级职责范围/);
  await mediator.getByLabel('事由').fill('工厂停产，拖欠 22 名工人两个月工资共 41.6 万元，查处欠薪属贵局职责。');
  await mediator.getByLabel('具体要求').fill('派员到场，核对工资表，指导分期支付。');
  await stand.picture(mediator, 'story-3-order');
  await submit(mediator, '填写发令单');
}

async function approve(leader: Page): Promise<void> {
  await leader.getByText('1 件等您批示').waitFor();
  await stand.picture(leader, 'story-3-leading');
  await leader.getByRole('link', { name: '批示' }).click();
  const order = leader.getByLabel('报批的发令单');
  await expect.poll(() => order.inputValue()).toContain('发给：市人力资源和社会保障局');
  await choose(leader, /^批准/);
  await leader.getByLabel('审批意见').fill('同意，请尽快到场。');
  await stand.picture(leader, 'story-3-approval');
  await submit(leader, '镇领导审批');
}

/** The one order of the board: its group, who is awaited, and the verb beside it. */
async function board(page: Page): Promise<(string | null)[]> {
  const row = page.locator('table.board tr.link');
  const [group, awaited, verb] = [
    page.locator('tr.group b'),
    row.locator('td:nth-child(2) p').first(),
    row.locator('.verb'),
  ];
  await row.waitFor();
  return Promise.all([group, awaited, verb].map((part) => part.textContent()));
}

/** The letter reads like one; it goes to one address and names no party. Answers its link. */
function checkLetter({ subject, text = '', html, to, from }: ParsedMail): string {
  const link = /http:\S+\/o\/[\w-]+/.exec(text)?.[0] ?? '';
  const addresses = [to].flat().flatMap((one) => one?.value.map(({ address }) => address));
  expect({ subject, addresses, from: from?.text }).toEqual({
    subject: '【交办单】JB2026-0001 请于11月24日（周二）17:30前签收：请派员到场协调欠薪纠纷',
    addresses: ['renshe@kaiping.example'],
    from: expect.stringContaining('苍城镇综治中心'),
  });
  expect(text).toContain('核对工资表，指导分期支付');
  for (const body of [subject, text, html]) expect(body).not.toMatch(/孙志远|孙某|13800003333|五金厂/);
  expect(html).toContain(`href="${link}"`);
  return link;
}

async function sign(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await stand.picture(page, 'story-3-sign');
  await page.getByRole('button', { name: '签收' }).click();
  await page.getByLabel('签收人').fill('周文华');
  await page.getByLabel('手机后四位').fill('9023');
  await page.getByRole('button', { name: '签收' }).click();
  await page.getByText('签收成功。').waitFor();
  await stand.picture(page, 'story-3-signed');
}

async function report(page: Page): Promise<void> {
  await page.getByLabel('已到场办结').check();
  await page.getByLabel('到场人').fill('周文华、李明');
  await page.getByLabel('到场时间').fill('今天 10:00');
  await page.getByLabel('办理情况').fill('已到场核对工资表，厂方先付一个月工资，其余分两期付清。');
  await page
    .getByLabel('照片、文件')
    .setInputFiles({ name: '支付承诺书.txt', mimeType: 'text/plain', buffer: Buffer.from('第一期已付。') });
  await stand.picture(page, 'story-3-report');
  await page.getByRole('button', { name: '提交反馈' }).click();
  await page.getByText('反馈已提交，谢谢。').waitFor();
  await stand.picture(page, 'story-3-reported');
}

async function verify(mediator: Page): Promise<void> {
  await mediator.getByText('支付承诺书.txt').first().waitFor();
  await mediator.getByRole('button', { name: '去办理' }).click();
  await choose(mediator, /^属实/);
  await choose(mediator, /^事情已经解决/);
  await mediator.getByLabel('核对情况').fill('电话问了工人代表，钱已到账。');
  await stand.picture(mediator, 'story-3-verification');
  await submit(mediator, '核对结果');
}
