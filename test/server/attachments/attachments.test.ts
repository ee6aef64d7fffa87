import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { drainage, register } from '../../support/cases.ts';
import { elsewhere, home } from '../../support/fixtures.ts';
import { multipart, pdf, png } from '../../support/multipart.ts';
import { zipOf } from '../../support/zip.ts';

let app: TestApp;
let desk: Client;
let caseId: string;
beforeAll(async () => {
  app = await buildTestApp();
  desk = await app.as('desk');
  caseId = (await register(desk, drainage)).id;
});
afterAll(() => app.close());

type File = Parameters<typeof multipart>[0][number];
const upload = (files: readonly File[], client = desk, id = caseId) => {
  const { payload, headers } = multipart(files);
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects by comparing it.
  return app.inject<any>({
    method: 'POST',
    url: `/api/cases/${id}/attachments`,
    headers: { ...client.headers, ...headers },
    payload,
  });
};
const incoming = () => {
  const folder = join(app.deps.settings.data, 'attachments', 'incoming');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('a file', () => {
  test('is kept by its content, listed by its name, told in the timeline and logged', async () => {
    const { status, body } = await upload([
      { name: '现场照片.png', content: png },
      { name: '水沟示意图.pdf', content: pdf },
    ]);
    expect([status, body]).toEqual([
      200,
      [
        {
          id: expect.any(String),
          name: '现场照片.png',
          size: png.length,
          type: 'image/png',
          at: '2026-11-23T09:00:00+08:00',
          by: '何敏',
        },
        {
          id: expect.any(String),
          name: '水沟示意图.pdf',
          size: pdf.length,
          type: 'application/pdf',
          at: '2026-11-23T09:00:00+08:00',
          by: '何敏',
        },
      ],
    ]);
    const view = (await desk.get(`/api/cases/${caseId}`)).body;
    expect(view.attachments).toEqual(body);
    const [line] = (await desk.get(`/api/cases/${caseId}/timeline`)).body;
    expect(line).toMatchObject({
      who: '何敏',
      text: '上传 2 份材料',
      attachments: [{ name: '现场照片.png' }, { name: '水沟示意图.pdf' }],
    });
    const rows = await app.deps.database.selectFrom('attachment').select('name_enc').execute();
    expect(rows.some(({ name_enc }) => name_enc.includes('照片'))).toBe(false);
  });

  test('comes back as a download that no browser runs', async () => {
    const [file] = (await upload([{ name: '说明.txt', content: '水沟位置在两户之间。' }])).body;
    const { status, headers, text } = await desk.get(`/api/attachments/${file.id}`);
    expect([status, text]).toEqual([200, '水沟位置在两户之间。']);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('说明.txt')}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    const entry = await app.deps.database
      .selectFrom('audit_entry')
      .select(['action', 'details'])
      .where('town_id', '=', home)
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    expect(entry).toEqual({ action: 'attachment.read', details: { attachment: file.id } });
  });

  test('of the same content is kept once', async () => {
    const count = () => readdirSync(join(app.deps.settings.data, 'attachments'), { recursive: true }).length;
    await upload([{ name: 'a.png', content: png }]);
    const before = count();
    await upload([{ name: 'b.png', content: png }]);
    expect(count()).toBe(before);
  });

  test('loses folders, control characters and marks in its name', async () => {
    const [file] = (await upload([{ name: '..\\\\..\\\\etc/passwd\u202e.png', content: png }])).body;
    expect(file.name).toBe('passwd.png');
  });

  test('is for those who see the case', async () => {
    const [file] = (await upload([{ name: 'a.png', content: png }])).body;
    const status = async (client: Client) => (await client.get(`/api/attachments/${file.id}`)).status;
    expect([
      await status(await app.as('mediator')),
      await status(await app.as('auditor')),
      await status(await app.as('admin')),
      await status(await app.as('desk', elsewhere)),
    ]).toEqual([200, 404, 403, 404]);
    expect((await upload([{ name: 'a.png', content: png }], await app.as('desk', elsewhere))).status).toBe(404);
  });
});

describe('refused, leaving nothing behind:', () => {
  const docx = (entries: readonly [string, Buffer][]) =>
    zipOf([
      ['[Content_Types].xml', Buffer.from('<Types/>')],
      ['word/document.xml', Buffer.from('<w:document/>')],
      ...entries,
    ]);
  test.each<[string, File, number]>([
    ['a page', { name: 'page.html', content: '<script>alert(1)</script>' }, 415],
    ['a drawing with script', { name: 'x.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"/>' }, 415],
    ['a page that says it is a picture', { name: 'x.png', content: '<html></html>' }, 415],
    ['a program that says it is a text', { name: 'x.txt', content: Buffer.from('MZ\u0000\u0001\u0002') }, 415],
    ['a picture that says it is a document', { name: 'x.pdf', content: png }, 415],
    ['an unknown kind', { name: 'x.exe', content: 'MZ' }, 415],
    ['no kind', { name: 'README', content: 'text' }, 415],
    ['two endings', { name: 'x.png.html', content: png }, 415],
    ['nothing', { name: 'x.png', content: '' }, 422],
    ['more than 20 MB', { name: 'x.png', content: Buffer.concat([png, Buffer.alloc(20 * 1024 * 1024)]) }, 413],
    [
      'a package that would fill the disk',
      { name: 'x.docx', content: docx([['word/media/a.bin', Buffer.alloc(30_000_000)]]) },
      415,
    ],
    [
      'a package of thousands of files',
      { name: 'x.docx', content: docx(Array.from({ length: 1200 }, (_, at) => [`word/${at}.xml`, Buffer.from('x')])) },
      415,
    ],
  ])('%s', async (_, file, status) => {
    const answer = await upload([file]);
    expect([answer.status, incoming()]).toEqual([status, []]);
  });
  test('what would make the case hold more than 200 MB', async () => {
    const { id } = await register(desk, drainage);
    await upload([{ name: 'a.png', content: png }], desk, id);
    await app.deps.database
      .updateTable('attachment')
      .set({ size: 200 * 1024 * 1024 })
      .where('case_id', '=', id)
      .execute();
    expect((await upload([{ name: 'b.png', content: png }], desk, id)).body).toMatchObject({
      status: 413,
      code: 'case-too-large',
    });
  });
  test('no file at all', async () => expect((await upload([])).status).toBe(422));
  test('JSON', async () =>
    expect((await desk.post(`/api/cases/${caseId}/attachments`, { file: 'x' })).status).toBe(415));
});

test('an ordinary package is taken', async () => {
  const content = zipOf([
    [
      '[Content_Types].xml',
      Buffer.from(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
    ],
    ['word/document.xml', Buffer.from('<w:document/>')],
  ]);
  expect((await upload([{ name: '调解记录.docx', content }])).status).toBe(200);
});
