import { openBody } from '../../server/mail/outbox.ts';
import { listMails } from '../../server/mail/queries.ts';
import type { TestApp } from './app.ts';
import { complete, register, wages } from './cases.ts';
import { home } from './fixtures.ts';

export const orderForm = {
  kind: 'on_site',
  department: 'renshe',
  cause: 'not_ours',
  reason: '示例五金厂停产，拖欠 22 名工人 9、10 两个月工资共 41.6 万元。',
  request: '派员到场，核对工资表，指导分期支付。',
  urgent: false,
};

export interface IssuedOrder {
  readonly caseId: string;
  readonly order: string;
  /** Path of the link in the department's letter. */
  readonly path: string;
}

/** An order that a mediator filled in and a leader approved; its letter waits in the outbox. */
export async function issueOrder(
  app: TestApp,
  form: Partial<typeof orderForm> & Record<string, unknown> = {},
): Promise<IssuedOrder> {
  const { id: caseId } = await register(await app.as('desk'), wages);
  await app.drain();
  const mediator = await app.as('liuzhiqiang');
  const started = await mediator.post(`/api/cases/${caseId}/orders`);
  if (started.status !== 200) throw new Error(`Expected the order to start but got ${started.text}`);
  await mediator.post(`/api/tasks/${started.body.task}/complete`, { data: { order: { ...orderForm, ...form } } });
  await complete(await app.as('leader'), caseId, '镇领导审批', { approval: { approved: true, opinion: '同意' } });
  await app.drain();
  const { body } = await mediator.get(`/api/cases/${caseId}`);
  const order = body.orders[0].id as string;
  return { caseId, order, path: await newestLink(app, order) };
}

/** Letters about an order, newest first, as their recipients have them. */
export async function lettersOf(app: TestApp, order: string) {
  const mails = await listMails(app.deps.database, home, { status: undefined, order, before: undefined, limit: 50 });
  return mails.map((mail) => ({
    kind: mail.kind,
    subject: mail.subject,
    to: mail.to_address,
    ...openBody(app.deps, mail),
  }));
}

/** Path of the link in the newest letter about an order. */
export async function newestLink(app: TestApp, order: string): Promise<string> {
  const [letter] = await lettersOf(app, order);
  const path = /http:\/\/localhost(\/o\/[\w-]+)/.exec(letter?.text ?? '')?.[1];
  if (!path) throw new Error(`Expected a link in the letter but got ${letter?.text}`);
  return path;
}

const browser = {
  'user-agent': 'Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 Chrome/80.0.3987.99 Mobile Safari/537.36',
};

/** The page behind a link as a browser gets it. */
export const openPage = (app: TestApp, path: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url: path, headers: { ...browser, ...headers } });

/** Sends one of the page's forms with the token of the page, as a browser that gives no referrer does. */
export async function sendForm(app: TestApp, path: string, act: string, fields: Record<string, string>, csrf?: string) {
  const token = csrf ?? /name="csrf" value="([^"]+)"/.exec((await openPage(app, path)).text)?.[1] ?? '';
  return app.inject({
    method: 'POST',
    url: `${path}/${act}`,
    headers: { ...browser, origin: 'null', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ csrf: token, ...fields }).toString(),
  });
}
