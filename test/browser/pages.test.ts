import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { complete, drainage, register, wages } from '../support/cases.ts';
import { orderForm } from '../support/orders.ts';
import { desktop, openStand, phone, type Stand } from '../support/stand.ts';
import { barriers, english, overflow } from './looks.ts';

let stand: Stand;
let ids: Readonly<Record<'drainage' | 'wages' | 'order' | 'meeting' | 'closed' | 'task', string>>;
beforeAll(async () => {
  stand = await openStand({ now: '2026-11-23T09:00:00+08:00' });
  ids = await furnish();
});
afterAll(() => stand?.close());

/** A town at work: a case on the spot, one with an order that a department is to sign, one with an appointment. */
async function furnish() {
  const { test } = stand;
  const [desk, mediator, director, leader] = await Promise.all(
    ['hemin', 'liuzhiqiang', 'chenguodong', 'wanghaitao'].map((who) => test.as(who)),
  );
  const one = await register(desk!, drainage);
  const two = await register(desk!, wages);
  const three = await register(desk!, {
    ...drainage,
    type: 'housing.boundary',
    title: '祖屋滴水线界址纠纷',
    place: '示范五村 8 号祖屋',
    story: '兄弟二人与堂叔因祖屋滴水线的界址争执多年，翻建时再起冲突。',
    parties: [
      { side: 'claimant', kind: 'person', name: '李小平', phone: '13800005555' },
      { side: 'respondent', kind: 'person', name: '周大海' },
    ],
    facts: { people: 4, policeReports: 2, failedMediations: 1, vulnerable: true },
    needsDepartment: true,
  });
  await test.drain();
  // The workers of the stand carry jobs at their own pace: a step may open a moment later.
  const done: typeof complete = (...step) => vi.waitFor(() => complete(...step), { timeout: 60_000 });
  const { score } = (await director!.get(`/api/cases/${two.id}`)).body;
  await done(director!, two.id, '研判分流', { route: 'order', grading: { level: score >= 60 ? 4 : 3 } });
  await done(mediator!, two.id, '填写发令单', { order: orderForm });
  await done(leader!, two.id, '镇领导审批', { approval: { approved: true, opinion: '同意' } });
  const { level } = (await director!.get(`/api/cases/${three.id}`)).body;
  await done(director!, three.id, '研判分流', { route: 'scheduled', grading: { level } });
  await done(mediator!, three.id, '约定时间地点', {
    appointment: {
      startsAt: '2026-11-25T09:00:00+08:00',
      endsAt: '2026-11-25T11:00:00+08:00',
      room: '第一调解室',
      departments: ['ziran', 'sifa'],
      persons: ['双方当事人', '法律顾问'],
    },
  });
  await test.drain();
  const order = (await mediator!.get(`/api/cases/${two.id}`)).body.orders[0].id;
  const task = (await mediator!.get('/api/tasks?view=unclaimed')).body.items[0].id;
  return { drainage: one.id, wages: two.id, order, meeting: three.id, closed: one.id, task };
}

/** What is looked at: who, under which name, where, and by what one sees that it is there. */
const pages: readonly (readonly [who: string, name: string, path: () => string, seen: string | RegExp])[] = [
  ['hemin', 'intake', () => '/register', '怎么来的'],
  ['hemin', 'receipt', () => `/cases/${ids.wages}/receipt`, /CC2026-0002/],
  ['liuzhiqiang', 'inbox', () => '/tasks?view=unclaimed', '待签收'],
  ['liuzhiqiang', 'task', () => `/tasks/${ids.task}?view=unclaimed`, '提交，打开下一件'],
  ['liuzhiqiang', 'inbox-empty', () => '/tasks?view=mine&q=没有这样的事', /没有/],
  ['liuzhiqiang', 'cases', () => '/cases', '五金厂拖欠 22 名工人两个月工资'],
  ['liuzhiqiang', 'case', () => `/cases/${ids.wages}`, '概况'],
  ['liuzhiqiang', 'case-tasks', () => `/cases/${ids.wages}?tab=tasks`, '填写发令单'],
  ['liuzhiqiang', 'case-files', () => `/cases/${ids.drainage}?tab=files`, '材料'],
  ['liuzhiqiang', 'case-diagram', () => `/cases/${ids.wages}?tab=diagram`, '现行第 1 版'],
  ['liuzhiqiang', 'case-timeline', () => `/cases/${ids.wages}?tab=timeline`, '时间线'],
  ['chenguodong', 'orders', () => '/orders', '等部门签收'],
  ['chenguodong', 'order', () => `/orders/${ids.order}`, '交办内容'],
  ['chenguodong', 'order-paper', () => `/orders/${ids.order}/paper`, /JB2026-0001/],
  ['chenguodong', 'appointments', () => '/appointments', '第一调解室'],
  ['chenguodong', 'mails', () => '/mails', /交办单/],
  ['chenguodong', 'people', () => '/people', '市人力资源和社会保障局'],
  ['wanghaitao', 'leading', () => '/leading', /件在办/],
  ['wanghaitao', 'missing', () => '/nowhere', '没有这个页面'],
  ['zhouming', 'procedures', () => '/designer/', '就地调解'],
  ['zhouming', 'designer', () => '/designer/case-lifecycle', /没有要改的，可以发布|请在电脑上修改流程/],
  ['zhouming', 'versions', () => '/designer/case-lifecycle/versions', '现行 v1'],
  ['wujing', 'audit', () => '/audit', '审计日志'],
  ['wujing', 'auditor-case', () => `/cases/${ids.wages}`, '概况'],
];

describe.each([
  ['at the desk', desktop],
  ['on a phone', phone],
])('%s', (_where, size) => {
  test('the login page', async () => {
    const page = await stand.open({ viewport: size });
    await page.goto('/');
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    await look(page, 'login');
    await page.getByLabel('账号').fill('hemin');
    await page.getByLabel('密码').first().fill('wrong');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await stand.picture(page, 'page-login-refused');
    await page.context().close();
    stand.complaints.length = 0;
  });

  for (const who of new Set(pages.map(([one]) => one))) {
    test(`the pages of ${who}`, async () => {
      const page = await stand.visit(who, size);
      const found: Record<string, unknown> = {};
      for (const [one, name, path, seen] of pages) {
        if (one !== who) continue;
        stand.complaints.length = 0;
        await page.goto(path());
        await page.getByText(seen).filter({ visible: true }).first().waitFor();
        // A wide inbox opens its first task by itself.
        if (name === 'inbox' && size === desktop) await page.getByText('提交，打开下一件').waitFor();
        const wrong = await look(page, name);
        if (wrong) found[name] = wrong;
      }
      await page.context().close();
      expect(found).toEqual({});
    });
  }
});

test('the page of a department, on a phone and at a desk', async () => {
  const link = /http:\S+\/o\/[\w-]+/.exec((await stand.mail('renshe@kaiping.example')).text ?? '')?.[0] ?? '';
  const found: Record<string, unknown> = {};
  for (const viewport of [phone, desktop]) {
    // Only axe needs the scripts; the page has none.
    const page = await stand.open({ viewport });
    for (const [name, query] of [
      ['sign', ''],
      ['return', '?do=return'],
      ['extend', '?do=extend'],
      ['forward', '?do=forward'],
      ['dead', 'x'],
    ] as const) {
      stand.complaints.length = 0;
      await page.goto(link + query);
      const wrong = await look(page, `department-${name}`);
      if (wrong && name !== 'dead') found[`${name} ${viewport.width}`] = wrong;
    }
    await page.context().close();
  }
  expect(found).toEqual({});
});

/** Keeps a picture and answers what is wrong with the page, if anything is. */
async function look(page: Page, name: string): Promise<unknown> {
  await page.locator('.skeleton').first().waitFor({ state: 'hidden' });
  await stand.picture(page, `page-${name}`);
  const wrong = {
    english: await english(page),
    overflow: await overflow(page),
    barriers: await barriers(page),
    complaints: [...stand.complaints],
  };
  return Object.values(wrong).some((found) => found.length > 0) ? wrong : undefined;
}
