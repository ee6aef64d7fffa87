import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStand, phone, type Stand } from '../support/stand.ts';
import { cascade, choose, pick, submit, takeTask } from './desk.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand({ now: '2026-11-23T09:00:00+08:00' });
});
afterAll(() => stand?.close());

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
  expect(await board(mediator)).toEqual([]);
  await stand.picture(mediator, 'story-3-board-approving');

  await approve(await stand.visit('wanghaitao', phone));

  const mail = await stand.mail('renshe@kaiping.example');
  const link = checkLetter(mail.subject, mail.text, String(mail.html), mail.to);
  await mediator.goto('/orders');
  expect(await board(mediator)).toEqual([]);

  // What follows the links of mails opens it, twice, and signs nothing.
  for (const agent of ['Mozilla/5.0 SafeLinks', 'Mozilla/5.0 (Windows NT 10.0) Chrome/120']) {
    const answer = await fetch(link, { headers: { 'user-agent': agent } });
    expect(answer.status).toBe(200);
  }
  await mediator.reload();
  expect(await board(mediator)).toEqual([]);

  await department(link);
});

async function register(desk: Page): Promise<void> {
  await desk.getByLabel('姓名').fill('孙志远');
  await desk.getByLabel('手机').fill('13800003333');
  await desk.getByLabel('一共几人').fill('22');
  await cascade(desk, '类型', '劳动争议', '欠薪');
  await cascade(desk, '发生地', '示范二村');
  await desk.getByLabel('详细地点').fill('示范二村工业区 3 号');
  await desk.getByRole('textbox', { name: '对方', exact: true }).fill('示例五金厂');
  await desk.getByLabel('经过与诉求').fill('停产两个月，拖欠 22 名工人工资共 41.6 万元，工人多次到厂门口讨要未果，情绪激动。');
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
  await choose(leader, /^批准/);
  await leader.getByLabel('审批意见').fill('同意，请尽快到场。');
  await stand.picture(leader, 'story-3-approval');
  await submit(leader, '镇领导审批');
}

/** The rows of the board: under which heading, who is awaited, and the verb that we owe. */
async function board(page: Page): Promise<string[]> {
  await page.getByRole('table').waitFor();
  return (await page.locator('table.board tr').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

function checkLetter(subject: string | undefined, text: string | undefined, html: string, to: unknown): string {
  expect(subject).toBe('');
  expect(to).toBe('');
  for (const body of [subject, text, html]) expect(body).not.toMatch(/孙志远|13800003333/);
  const link = /http:\S+\/o\/[\w-]+/.exec(text ?? '')?.[0] ?? '';
  expect(html).toContain(link);
  return link;
}

async function department(link: string): Promise<void> {
  const page = await stand.open({ viewport: phone, javaScriptEnabled: false, isMobile: true, hasTouch: true });
  await page.goto(link);
  await stand.picture(page, 'story-3-sign');
}
