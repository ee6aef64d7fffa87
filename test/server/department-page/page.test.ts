import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../support/app.ts';
import { complete } from '../../support/cases.ts';
import { home } from '../../support/fixtures.ts';
import { type IssuedOrder, issueOrder, lettersOf, newestLink, openPage, sendForm } from '../../support/orders.ts';

let app: TestApp;
let issued: IssuedOrder;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  issued = await issueOrder(app);
});

const signer = { name: '周文华', tail: '9023' };
const view = async () => (await (await app.as('director')).get(`/api/orders/${issued.order}`)).body;
const task = async (who: string, name: string, data: Record<string, unknown>) => {
  await complete(await app.as(who), issued.caseId, name, data);
  await app.drain();
};

describe('the link', () => {
  test('opens the order: deadline first, no party is named, nothing runs', async () => {
    const { status, text, headers } = await openPage(app, issued.path);
    expect(status).toBe(200);
    expect(text).toContain('请在明天 17:30 前签收');
    expect(text).toContain('请派员到场协调欠薪纠纷');
    expect(text).toContain('打开不等于签收');
    expect(text).not.toMatch(/孙志远|13800003333|<script|javascript:|style="|\son\w+=/);
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    });
  });

  test('its style sheet is there, and asks for nothing that Chromium 80 lacks', async () => {
    const href = /rel="stylesheet" href="([^"]+)"/.exec((await openPage(app, issued.path)).text)![1]!;
    const { status, text, headers } = await app.inject({ method: 'GET', url: href });
    expect([status, headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
    expect(text).not.toMatch(/:has\(|color-mix|:is\(|:where\(|aspect-ratio|inset:|@import|url\(/);
    // A gap in a flex box came with Chromium 84; in a grid it is written with its old names.
    expect(text).not.toMatch(/(?<![-\w])(row-|column-)?gap:/);
  });

  test('is 256 bits, and only its hash is stored', async () => {
    const [, secret] = /^\/o\/[0-9a-z]+-([\w-]{43})$/.exec(issued.path)!;
    expect(Buffer.from(secret!, 'base64url')).toHaveLength(32);
    const rows = await app.deps.database
      .selectFrom('order_link')
      .selectAll()
      .where('order_id', '=', issued.order)
      .execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]!.token_hash).toHaveLength(32);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('is never in the log', async () => {
    await openPage(app, issued.path);
    await sendForm(app, issued.path, 'sign', { name: '周' });
    expect(app.log.join('')).not.toContain(issued.path.slice(3));
  });

  test.each([
    '/o/x',
    '/o/7aebz4-short',
    `/o/${home.toString(36)}-${'A'.repeat(43)}`,
    `/o/1-${'A'.repeat(43)}`,
    '/o/%2e%2e%2fetc',
  ])('%s is nobody’s: 404 on a page for people', async (path) => {
    const { status, text } = await openPage(app, path);
    expect([status, text.includes('没有找到这张交办单')]).toEqual([404, true]);
  });

  test('twenty scanners change nothing, not even the list of openings', async () => {
    const before = [await view(), await app.deps.database.selectFrom('instance').selectAll().execute()];
    const agents = [
      'Microsoft Office Outlook',
      'Mozilla/5.0 (compatible; SafeLinks)',
      'Barracuda',
      'curl/8',
      'Googlebot/2.1',
      'Mozilla/5.0 HeadlessChrome/140',
      '',
    ];
    for (let index = 0; index < 20; index++) {
      const method = (['GET', 'HEAD', 'OPTIONS'] as const)[index % 3]!;
      await app.inject({ method, url: issued.path, headers: { 'user-agent': agents[index % agents.length]! } });
    }
    for (const aside of ['return', 'extend', 'forward', 'report', 'sign'])
      await app.inject({ method: 'GET', url: `${issued.path}?do=${aside}`, headers: { 'user-agent': 'curl/8' } });
    expect([await view(), await app.deps.database.selectFrom('instance').selectAll().execute()]).toEqual(before);
    expect(before[0]).toMatchObject({ status: 'issued', opened: [] });
  });

  test('a person who opens it is seen to have opened it, and it is still not signed', async () => {
    await openPage(app, issued.path);
    await openPage(app, issued.path);
    expect(await view()).toMatchObject({ status: 'issued', signedAt: null, opened: ['2026-11-23T09:00:00+08:00'] });
  });
});

describe('forms', () => {
  test('without the token of the page, or with another link’s, nothing happens', async () => {
    for (const csrf of ['x', 'A'.repeat(43)]) {
      expect((await sendForm(app, issued.path, 'sign', signer, csrf)).status).toBe(403);
    }
    const other = await issueOrder(app);
    const foreign = /name="csrf" value="([^"]+)"/.exec((await openPage(app, other.path)).text)![1]!;
    expect((await sendForm(app, issued.path, 'sign', signer, foreign)).status).toBe(403);
    expect((await view()).status).toBe('issued');
  });

  test('a page of another site cannot send them', async () => {
    const csrf = /name="csrf" value="([^"]+)"/.exec((await openPage(app, issued.path)).text)![1]!;
    const { status } = await app.inject({
      method: 'POST',
      url: `${issued.path}/sign`,
      headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csrf, ...signer }).toString(),
    });
    expect([status, (await view()).status]).toEqual([403, 'issued']);
  });

  test('signing needs a name and four digits; what was typed stays', async () => {
    const { status, text } = await sendForm(app, issued.path, 'sign', { name: '周文华<b>', tail: '12' });
    expect(status).toBe(422);
    expect(text).toContain('请填写真实姓名');
    expect(text).toContain('请填写 4 位数字');
    expect(text).toContain('value="周文华&lt;b&gt;"');
    expect((await view()).status).toBe('issued');
  });

  test('a department signs, and the page then asks for the result', async () => {
    const { status, headers } = await sendForm(app, issued.path, 'sign', signer);
    expect([status, headers.location]).toEqual([303, `${issued.path}?done=signed`]);
    expect(await view()).toMatchObject({
      status: 'signed',
      awaits: 'department-act',
      awaited: '等 人社局反馈结果',
      signedBy: '周文华（手机后四位 9023）',
    });
    const { text } = await openPage(app, `${issued.path}?done=signed`);
    expect(text).toContain('签收成功');
    expect(text).toContain('周文华 11月23日 09:00 已签收');
    expect(text).toContain('enctype="multipart/form-data"');
  });

  test('signing twice is one signature: the second sees how it stands', async () => {
    const csrf = /name="csrf" value="([^"]+)"/.exec((await openPage(app, issued.path)).text)![1]!;
    const answers = await Promise.all([
      sendForm(app, issued.path, 'sign', signer, csrf),
      sendForm(app, issued.path, 'sign', { ...signer, name: '李四' }, csrf),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const { timeline } = await view();
    expect(timeline.filter(({ text }: { text: string }) => text === '签收交办单')).toHaveLength(1);
  });
});

/** A multipart form as a browser writes it. */
function multipart(
  parts: readonly { readonly name: string; readonly value: string | Buffer; readonly file?: string }[],
) {
  const boundary = '----onedoor';
  const body = parts.flatMap(({ name, value, file }) => [
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\nContent-Type: application/octet-stream`}\r\n\r\n`,
    value,
    '\r\n',
  ]);
  return {
    payload: Buffer.concat([...body, `--${boundary}--\r\n`].map((part) => Buffer.from(part))),
    type: `multipart/form-data; boundary=${boundary}`,
  };
}
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function sendReport(parts: Parameters<typeof multipart>[0], csrf?: string) {
  const token = csrf ?? /name="csrf" value="([^"]+)"/.exec((await openPage(app, issued.path)).text)?.[1] ?? '';
  const { payload, type } = multipart([{ name: 'csrf', value: token }, ...parts]);
  return app.inject({
    method: 'POST',
    url: `${issued.path}/report`,
    headers: { origin: 'null', 'content-type': type },
    payload,
  });
}
const report = [
  { name: 'outcome', value: 'done' },
  { name: 'who', value: '周文华' },
  { name: 'when', value: '今天 9:00' },
  { name: 'text', value: '已核对工资表，厂方同意分两期支付。' },
];

describe('the result', () => {
  beforeEach(async () => {
    await sendForm(app, issued.path, 'sign', signer);
  });

  test('is reported with a photo, checked by us, and the order is closed', async () => {
    const { status, headers } = await sendReport([...report, { name: 'files', value: png, file: '现场.png' }]);
    expect([status, headers.location]).toEqual([303, `${issued.path}?done=reported`]);
    await app.drain();
    expect(await view()).toMatchObject({
      status: 'reported',
      awaits: 'us',
      awaited: '等 刘志强（调解员）核对结果',
      result: '已到场办结。周文华，今天 9:00。已核对工资表，厂方同意分两期支付。',
      attachments: [{ name: '现场.png', type: 'image/png' }],
    });
    expect((await openPage(app, issued.path)).text).toContain('已反馈，等本中心核对');

    await task('liuzhiqiang', '核对结果', { verification: { accepted: true, reason: '属实' }, next: 'finish' });
    expect(await view()).toMatchObject({
      status: 'verified',
      awaits: 'nobody',
      awaited: '已销单',
      links: [{ revoked: true }, { revoked: true }],
    });
    const closed = (await (await app.as('director')).get('/api/orders?view=closed')).body.items;
    expect(closed.map(({ id, awaited }: { id: string; awaited: string }) => [id, awaited])).toContainEqual([
      issued.order,
      '已销单',
    ]);
    const gone = await openPage(app, issued.path);
    expect([gone.status, gone.text.includes('已核对销单，感谢贵单位办理')]).toEqual([410, true]);
    expect((await sendForm(app, issued.path, 'sign', signer, 'x')).status).toBe(410);
    expect((await lettersOf(app, issued.order)).map(({ kind }) => kind)).toEqual(['verified', 'order']);
  });

  test('without words or with a file of a wrong kind is not taken, and what was typed stays', async () => {
    const { status, text } = await sendReport([
      ...report.slice(0, 3),
      { name: 'text', value: '办' },
      { name: 'files', value: Buffer.from('MZ\u0000'), file: '现场.exe' },
    ]);
    expect(status).toBe(422);
    expect(text).toContain('请写明办理情况');
    expect(text).toContain('只能上传 PDF');
    expect(text).toContain('value="周文华"');
    expect(await view()).toMatchObject({ status: 'signed', attachments: [] });
  });

  test('with a file before the token stores nothing', async () => {
    const { payload, type } = multipart([{ name: 'files', value: png, file: 'a.png' }, ...report]);
    const { status } = await app.inject({
      method: 'POST',
      url: `${issued.path}/report`,
      headers: { origin: 'null', 'content-type': type },
      payload,
    });
    expect([status, (await view()).status]).toEqual([403, 'signed']);
  });

  test('an empty file input is no file', async () => {
    expect((await sendReport([...report, { name: 'files', value: '', file: '' }])).status).toBe(303);
    expect(await view()).toMatchObject({ status: 'reported', attachments: [] });
  });

  test('that does not hold goes back to the department with the reason and a new limit', async () => {
    await sendReport(report);
    await app.drain();
    await task('liuzhiqiang', '核对结果', { verification: { accepted: false, reason: '两期金额与工人说的不符' } });
    expect(await view()).toMatchObject({ status: 'signed', resultDue: '2026-11-26T17:30:00+08:00' });
    const [letter] = await lettersOf(app, issued.order);
    expect(letter).toMatchObject({ kind: 'ruling', to: 'renshe@kaiping.example' });
    expect(letter!.text).toContain('反馈未通过核对，请补办后再反馈。两期金额与工人说的不符');
    expect((await openPage(app, await newestLink(app, issued.order))).status).toBe(200);
  });

  test('more time is asked for, granted, and the limit moves', async () => {
    const asked = await sendForm(app, `${issued.path}`, 'extend', {
      ...signer,
      days: '3',
      reason: '工资表需要重新核对',
    });
    expect([asked.status, asked.headers.location]).toEqual([303, `${issued.path}?done=asked`]);
    await app.drain();
    expect(await view()).toMatchObject({ status: 'signed', awaited: '等 人社局反馈结果，等 中心主任裁定延期' });
    await task('director', '裁定延期', { ruling: { accept: true, reason: '情况属实' } });
    expect(await view()).toMatchObject({
      resultDue: '2026-12-01T17:30:00+08:00',
      extensions: [{ days: 3, reason: '工资表需要重新核对', ruling: '同意：情况属实' }],
    });
    expect((await lettersOf(app, issued.order))[0]!.text).toContain('同意延期 3 个工作日。情况属实');
  });
});

describe('an order that is not theirs', () => {
  const back = { ...signer, reason: '工资支付由工信部门牵头，不属于我局职责' };

  test('needs reasons', async () => {
    const { status, text } = await sendForm(app, issued.path, 'return', { ...signer, reason: '不管' });
    expect([status, text.includes('请写明依据，至少 10 个字')]).toEqual([422, true]);
  });

  test('is returned, refused, returned again: then the leader rules', async () => {
    expect((await sendForm(app, issued.path, 'return', back)).status).toBe(303);
    await app.drain();
    expect(await view()).toMatchObject({
      status: 'returning',
      awaits: 'us',
      awaited: '等 中心主任裁定退单',
      returns: [{ reason: back.reason, ruling: null }],
    });
    expect((await openPage(app, issued.path)).text).toContain('已申请退单，等本中心裁定');

    await task('director', '裁定退单', { ruling: { accept: false, reason: '欠薪查处是贵局法定职责' } });
    expect(await view()).toMatchObject({ status: 'issued', returns: [{ ruling: '不同意：欠薪查处是贵局法定职责' }] });
    expect((await lettersOf(app, issued.order))[0]!.text).toContain('退单未获同意，请继续办理。欠薪查处是贵局法定职责');

    expect((await sendForm(app, issued.path, 'return', back)).status).toBe(303);
    await app.drain();
    expect(await view()).toMatchObject({ awaited: '等 镇领导领导裁定', returns: [{}, { ruling: null }] });
    await task('leader', '领导裁定', { ruling: { accept: true, reason: '改由工信局办理' }, afterReturn: 'redraft' });
    expect(await view()).toMatchObject({ status: 'returned', awaits: 'us' });
    const gone = await openPage(app, issued.path);
    expect([gone.status, gone.text.includes('这个链接已停用')]).toEqual([410, true]);
  });

  test('a colleague of the same house gets a link of their own', async () => {
    const away = await sendForm(app, issued.path, 'forward', { to: '李明', email: 'liming@evil.example' });
    expect([away.status, away.text.includes('只能转给本单位邮箱 @kaiping.example')]).toEqual([422, true]);
    expect((await sendForm(app, issued.path, 'forward', { to: '李明', email: 'liming@kaiping.example' })).status).toBe(
      303,
    );
    const path = await newestLink(app, issued.order);
    expect(path).not.toBe(issued.path);
    expect([(await openPage(app, path)).status, (await openPage(app, issued.path)).status]).toEqual([200, 200]);
    expect((await view()).links.map(({ to }: { to: string }) => to)).toEqual([
      '周文华 <renshe@kaiping.example>',
      '李明 <liming@kaiping.example>',
    ]);
  });
});

test('guessing is slowed down', async () => {
  const statuses: number[] = [];
  for (let guess = 0; guess < 70; guess++) {
    const { statusCode } = await app.app.inject({
      method: 'GET',
      url: `/o/${home.toString(36)}-${'B'.repeat(42)}${guess % 10}`,
      remoteAddress: '203.0.113.9',
    });
    statuses.push(statusCode);
  }
  expect([statuses.filter((status) => status === 404).length, statuses.at(-1)]).toEqual([60, 429]);
});
