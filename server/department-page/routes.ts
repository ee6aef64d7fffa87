import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App, ServerDeps } from '../deps.ts';
import { insertOpening } from '../orders/links.queries.ts';
import { describe } from '../platform/http/errors.ts';
import { Problem } from '../platform/problem.ts';
import { askExtension, forward, giveBack, report, sign } from './acts.ts';
import { readForm, type Sent } from './body.ts';
import { type OpenLink, openLink } from './open.ts';
import { outcomesOf } from './outcomes.ts';
import { isAside, type Shown, showGone, showOrder, showTrouble } from './page.ts';
import { isScanner } from './scanner.ts';
import { type Checked, checkExtension, checkForward, checkReport, checkReturn, checkSign } from './typed.ts';
import { stylesheet, stylesheetPath, type View } from './views.ts';

interface Act {
  readonly view: View;
  /** Checks the form and, when it is right, answers what carries it out. */
  readonly prepare: (open: OpenLink, sent: Sent) => Checked<(deps: ServerDeps) => Promise<void>>;
  readonly done: string;
}

const carry = <T>(
  checked: Checked<T>,
  run: (deps: ServerDeps, value: T) => Promise<void>,
): Checked<(deps: ServerDeps) => Promise<void>> =>
  checked.wrong ? checked : { value: (deps) => run(deps, checked.value) };

const acts: Readonly<Record<string, Act>> = {
  sign: {
    view: 'sign',
    done: 'signed',
    prepare: (open, { fields }) => carry(checkSign(fields), (deps, value) => sign(deps, open, value)),
  },
  return: {
    view: 'return',
    done: 'returned',
    prepare: (open, { fields }) => carry(checkReturn(fields), (deps, value) => giveBack(deps, open, value)),
  },
  extend: {
    view: 'extend',
    done: 'asked',
    prepare: (open, { fields }) => carry(checkExtension(fields), (deps, value) => askExtension(deps, open, value)),
  },
  report: {
    view: 'report',
    done: 'reported',
    prepare: (open, { fields, files, refused }) => {
      const checked = checkReport(
        fields,
        outcomesOf(open.order.kind).map(({ code }) => code),
      );
      if (refused !== undefined) return { wrong: { ...checked.wrong, files: refused } };
      return carry(checked, (deps, value) => report(deps, open, value, files));
    },
  },
  forward: {
    view: 'forward',
    done: 'forwarded',
    prepare: (open, { fields }) =>
      carry(checkForward(fields, open.department.email.split('@')[1]!), (deps, value) => forward(deps, open, value)),
  },
};

/** What is said after an act, on the page that follows it. */
const done: Readonly<Record<string, string>> = {
  signed: '签收成功。办理后请在本页反馈结果。',
  returned: '退单申请已提交。',
  asked: '延期申请已提交，裁定前仍按原时限。',
  reported: '反馈已提交，谢谢。',
  forwarded: '已转给同事，对方会收到一封邮件。',
};

const security =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const perMinute = 60;

/**
 * The department's page behind the link of a mail: no account, no script. GET shows and changes nothing, POST acts.
 * The token is in the path only; it is never logged, never sent on (no-referrer) and never kept (no-store).
 */
export async function departmentPage(app: App, deps: ServerDeps): Promise<void> {
  await app.register(async (page) => {
    page.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 64 * 1024 },
      (_request, body, next) => next(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    page.setErrorHandler(async (error: Error, request, reply) => {
      const { status, code, detail } = describe(error);
      if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'department page failed');
      return send(reply, showTrouble(status, code === 'internal' ? '系统出错，请稍后再试。' : `${detail}。`));
    });
    const open = { public: true as const, formToken: true as const, rateLimit: { max: perMinute, timeWindow: 60_000 } };
    const schema = { hide: true };

    page.get(stylesheetPath, { schema, config: { public: true } }, async (_request, reply) =>
      reply
        .type('text/css; charset=utf-8')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(stylesheet),
    );
    page.get<{ Params: { token: string }; Querystring: { do?: string; done?: string } }>(
      '/o/:token',
      { schema, config: open },
      async (request, reply) => {
        const { token } = request.params;
        const found = await openLink(deps, token);
        if (!found || 'gone' in found) return send(reply, await showGone(deps, found));
        // The minute is enough to know, and keeps a page that is reloaded from filling the table.
        if (!isScanner(request))
          await insertOpening(
            deps.database,
            found.town,
            found.link.link_id,
            new Date(Math.floor(deps.clock.now().getTime() / 60_000) * 60_000),
          );
        const { do: aside, done: after } = request.query;
        const notice = after !== undefined && Object.hasOwn(done, after) ? done[after] : undefined;
        return send(
          reply,
          await showOrder(deps, found, token, {
            view: isAside(aside) ? aside : undefined,
            ...(notice ? { notice } : {}),
          }),
        );
      },
    );
    for (const [name, act] of Object.entries(acts)) {
      page.post<{ Params: { token: string } }>(
        `/o/:token/${name}`,
        { schema, config: open, ...(name === 'report' ? { bodyLimit: 210 * 1024 * 1024 } : {}) },
        async (request, reply) => carryOut(deps, act, request, reply),
      );
    }
  });
}

async function carryOut(
  deps: ServerDeps,
  act: Act,
  request: FastifyRequest<{ Params: { token: string } }>,
  reply: FastifyReply,
) {
  const { token } = request.params;
  const found = await openLink(deps, token);
  if (!found || 'gone' in found) return send(reply, await showGone(deps, found));
  const sent = await readForm(deps, request, found.link.link_id);
  const prepared = act.prepare(found, sent);
  if (prepared.wrong)
    return send(
      reply,
      await showOrder(deps, found, token, { view: act.view, typed: sent.fields, wrong: prepared.wrong }),
    );
  try {
    await prepared.value(deps);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 409) throw error;
    // Somebody was faster, or it was sent twice: the page shows how the order stands now.
    const now = await openLink(deps, token);
    const shown =
      !now || 'gone' in now
        ? await showGone(deps, now)
        : await showOrder(deps, now, token, { notice: `${error.message}。` });
    return send(reply, { ...shown, status: 409 });
  }
  return secure(reply).redirect(`/o/${token}?done=${act.done}`, 303);
}

const secure = (reply: FastifyReply) =>
  reply
    .header('content-security-policy', security)
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex, nofollow');

const send = (reply: FastifyReply, { status, html }: Shown) =>
  secure(reply).status(status).type('text/html; charset=utf-8').send(html);
