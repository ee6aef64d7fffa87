import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ArchiveWriter, openArchive } from '../../../server/backup/archive.ts';
import { newSeal } from '../../../server/backup/cipher.ts';
import type { Manifest } from '../../../server/backup/manifest.ts';

const folder = mkdtempSync(join(tmpdir(), 'onedoor-archive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const key = 'a passphrase for the tests';
const manifest: Omit<Manifest, 'parts' | 'encryption'> = {
  format: 1,
  program: '0.1.0',
  postgres: 18,
  takenAt: '2026-11-23T01:00:00.000Z',
  schema: [],
  towns: [{ id: 1, name: '示范镇' }],
  tables: [],
  partitions: [],
  attachments: { kept: [], missing: [] },
  secret: { fingerprint: '0'.repeat(64), included: false },
};
const entries: readonly (readonly [string, Buffer])[] = [
  ['secret', Buffer.from('s')],
  ['tables/mail.copy.gz/000000', Buffer.from('some rows'.repeat(100))],
  ['tables/mail.copy.gz/000001', Buffer.from('more rows')],
  ['attachments/ab', Buffer.alloc(3000, 7)],
];

let files = 0;
async function write(passphrase?: string): Promise<string> {
  const file = join(folder, `${files++}.onedoor`);
  const writer = new ArchiveWriter(file, newSeal(passphrase));
  for (const [name, content] of entries) await writer.add(name, content);
  expect(await writer.finish(manifest)).toBe(readFileSync(file).length);
  return file;
}

async function read(file: string, passphrase?: string) {
  const found: (readonly [string, Buffer])[] = [];
  for await (const { name, content } of (await openArchive(file, passphrase)).parts()) found.push([name, content]);
  return found;
}

/** A copy of the archive with its bytes changed. */
function changed(file: string, change: (bytes: Buffer) => Buffer): string {
  const copy = `${file}.changed`;
  writeFileSync(copy, change(Buffer.from(readFileSync(file))));
  return copy;
}

/** Turns a bit of the content of an entry: it stands in the block after the header with its name. */
const flipped = (file: string, name: string) =>
  changed(file, (bytes) => {
    const at = bytes.indexOf(name) + 512;
    bytes[at]! ^= 1;
    return bytes;
  });

test.each([undefined, key])('what goes in comes out, in its order (%s)', async (passphrase) => {
  const file = await write(passphrase);
  expect(await read(file, passphrase)).toEqual(entries);
  expect((await openArchive(file, passphrase)).manifest).toMatchObject(manifest);
});

test.each([undefined, key])(
  'one wrong bit in any part is found, and the part is named (%s)',
  async (passphrase) => {
    const file = await write(passphrase);
    for (const [name] of entries)
      await expect(read(flipped(file, name), passphrase)).rejects.toThrow(`损坏的部分：${name}`);
    const wrong = passphrase ? 'ONEDOOR_BACKUP_KEY）不对，或备份文件的清单被改动过' : '损坏的部分：manifest.json';
    await expect(read(flipped(file, 'manifest.digest'), passphrase)).rejects.toThrow(wrong);
    await expect(read(flipped(file, 'manifest.json'), passphrase)).rejects.toThrow('损坏的部分：manifest.json');
  },
  60_000,
);

test('a file that was cut off is refused wherever it was cut', async () => {
  const file = await write();
  const { length } = readFileSync(file);
  for (let cut = 100; cut < length - 1024; cut += 700) {
    await expect(read(changed(file, (bytes) => bytes.subarray(0, cut)))).rejects.toThrow(/损坏|不是一扇门的备份文件/);
  }
});

test('a file that is no archive, or is not there, is one line', async () => {
  const other = join(folder, 'other');
  writeFileSync(other, 'hello');
  await expect(read(other)).rejects.toThrow('不是一扇门的备份文件');
  writeFileSync(other, '');
  await expect(read(other)).rejects.toThrow('不是一扇门的备份文件');
  await expect(read(join(folder, 'nowhere'))).rejects.toThrow('没有找到备份文件');
  await expect(read(folder)).rejects.toThrow('读不了备份文件');
});

test('whoever has not the passphrase can neither read an archive nor make one', async () => {
  const file = await write(key);
  expect(readFileSync(file).includes('some rows')).toBe(false);
  await expect(read(file)).rejects.toThrow('备份文件有口令');
  await expect(read(file, `${key}.`)).rejects.toThrow('ONEDOOR_BACKUP_KEY）不对');
});

test('an archive that is given up leaves nothing', async () => {
  const unopened = new ArchiveWriter(join(folder, 'given-up-at-once.onedoor'), newSeal(undefined));
  await unopened.discard();
  await unopened.discard();
  const writer = new ArchiveWriter(join(folder, 'given-up.onedoor'), newSeal(undefined));
  await writer.add('secret', Buffer.alloc(100));
  await writer.discard();
  const nowhere = new ArchiveWriter(join(folder, 'no', 'such', 'folder'), newSeal(undefined));
  const attempt = async () => {
    await nowhere.add('secret', Buffer.alloc(100));
    await nowhere.finish(manifest);
  };
  await expect(attempt()).rejects.toThrow('ENOENT');
  await nowhere.discard();
  expect(readdirSync(folder).filter((name) => name.includes('given-up') || name.includes('partial'))).toEqual([]);
});
