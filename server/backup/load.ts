import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ClientBase } from 'pg';
import { checkApplied, engineSchema, type MigrationModule, migrateWithin } from '../../engine/index.ts';
import { verifyChain } from '../audit/verify.ts';
import { serverSchema } from '../db/migrate.ts';
import type { Database } from '../db/schema.ts';
import { databaseOver } from '../platform/visit.ts';
import type { Archive } from './archive.ts';
import { attachmentHashes, createPartitions, emptyTables, readCatalogue } from './catalogue.queries.ts';
import { copyIn, copySettings } from './copy.queries.ts';
import { archiveFormat, type Manifest } from './manifest.ts';
import { ArchiveError } from './problem.ts';
import { quarantine } from './quarantine.ts';

/** A town whose audit log was broken when the backup was taken, and where. */
export interface BrokenChain {
  readonly town: string;
  /** Number of the first entry that does not hold. */
  readonly entry: number;
}

const modules: readonly MigrationModule[] = [engineSchema, serverSchema];

/** Throws `ArchiveError` when the archive was made by a newer program, or one whose tables are others. */
export function refuseForeign({ format, program, schema }: Manifest): void {
  if (format > archiveFormat) throw newer(program);
  const known = new Set(modules.map((module) => module.name));
  if (schema.some(({ module }) => !known.has(module))) throw newer(program);
  for (const module of modules) {
    const applied = schema.filter((row) => row.module === module.name);
    if (applied.length > module.migrations.length) throw newer(program);
    try {
      checkApplied(module, applied);
    } catch {
      throw new ArchiveError(`备份由另一个版本（${program}）制作，表结构对不上，请用同一版本恢复后再升级`);
    }
  }
}

const newer = (program: string) => new ArchiveError(`备份由更新的版本（${program}）制作，请先升级本程序再恢复`);

/**
 * Fills an empty database from an archive, inside the transaction that the caller has open: the tables as they were then,
 * the rows, the migrations that came since, and the quarantine of what came back. Attachments go to `folder`, each by its
 * hash. Throws `ArchiveError` when counts or hashes differ; answers the audit chains that do not hold.
 */
export async function load(client: ClientBase, archive: Archive, folder: string, now: Date): Promise<BrokenChain[]> {
  const { manifest } = archive;
  await client.query(copySettings);
  for (const module of modules) await migrateWithin(client, module, numberOf(manifest, module));
  await sameTables(client, manifest);
  await createPartitions(client, manifest.partitions);
  await fill(client, archive, folder);
  await sameAttachments(client, manifest);
  for (const module of modules) await migrateWithin(client, module);
  const broken: BrokenChain[] = [];
  for (const { id, name } of manifest.towns) {
    const verdict = await verifyChain(databaseOver<Database>(client), id);
    if (!verdict.ok) broken.push({ town: name, entry: verdict.brokenAt ?? 0 });
  }
  await quarantine(client, { reason: 'restore', asOf: new Date(manifest.takenAt) }, now);
  return broken;
}

const numberOf = ({ schema }: Manifest, module: MigrationModule) =>
  schema.filter((row) => row.module === module.name).length;

/** The tables are those of the archive, and empty: what migrations put in is in the archive too. */
async function sameTables(client: ClientBase, { tables }: Manifest): Promise<void> {
  const made = new Map((await readCatalogue(client)).tables.map((table) => [table.name, table.columns]));
  const differs = tables.find(({ name, columns }) => made.get(name)?.toSorted().join() !== columns.toSorted().join());
  if (differs || made.size !== tables.length) {
    throw new ArchiveError(`备份中的表与表结构对不上：${differs?.name ?? [...made.keys()].join('、')}`, differs?.name);
  }
  await emptyTables(client, [...made.keys()]);
}

/** Takes the entries as they come: those of one table in a row. */
async function fill(client: ClientBase, archive: Archive, folder: string): Promise<void> {
  const rows = new Map<string, number>();
  const entries = archive.parts();
  let entry = await entries.next();
  while (!entry.done) {
    const { name, content } = entry.value;
    const table = tableOf(name);
    if (table === undefined) {
      if (name.startsWith('attachments/')) keep(folder, name.slice('attachments/'.length), content);
      entry = await entries.next();
      continue;
    }
    const columns = archive.manifest.tables.find((one) => one.name === table)?.columns;
    if (!columns) throw new ArchiveError(`备份文件的清单里没有这一部分：${name}`, name);
    const chunks = async function* () {
      for (; !entry.done && tableOf(entry.value.name) === table; entry = await entries.next())
        yield entry.value.content;
    };
    rows.set(table, await copyIn(client, { name: table, columns }, chunks()));
  }
  for (const table of archive.manifest.tables) {
    if ((rows.get(table.name) ?? 0) === table.rows) continue;
    const part = `tables/${table.name}`;
    throw new ArchiveError(`备份文件的这一部分行数不对：${part}，应有 ${table.rows} 行`, part);
  }
}

const tableOf = (name: string) => /^tables\/(\w+)\.copy\.gz\/\d+$/.exec(name)?.[1];

/** Into the content-addressed store, whole or not at all. */
function keep(folder: string, hash: string, content: Buffer): void {
  if (createHash('sha256').update(content).digest('hex') !== hash) {
    throw new ArchiveError(`备份中的材料与它的校验值不符：${hash}`, `attachments/${hash}`);
  }
  const place = join(folder, hash.slice(0, 2), hash);
  if (existsSync(place)) return;
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 });
  writeFileSync(`${place}.restoring`, content, { mode: 0o600 });
  renameSync(`${place}.restoring`, place);
}

async function sameAttachments(client: ClientBase, { attachments, parts }: Manifest): Promise<void> {
  const kept = new Set(parts.map((part) => part.name));
  const missing = new Set(attachments.missing);
  const lost = (await attachmentHashes(client)).find((hash) => !kept.has(`attachments/${hash}`) && !missing.has(hash));
  if (lost) throw new ArchiveError(`备份中缺少材料：${lost}`, `attachments/${lost}`);
}
