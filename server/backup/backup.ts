import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ClientBase } from 'pg';
import type { Clock } from '../platform/clock.ts';
import { secretsFrom } from '../platform/secrets.ts';
import { StartError } from '../platform/start-error.ts';
import { ArchiveWriter } from './archive.ts';
import { attachmentHashes, readCatalogue } from './catalogue.queries.ts';
import { fingerprintOf, newSeal } from './cipher.ts';
import { copyOut, copySettings } from './copy.queries.ts';
import { archiveFormat, type Manifest } from './manifest.ts';

export interface BackupOptions {
  /** Where the archive goes; there must be nothing of that name. */
  readonly file: string;
  /** The folder whose `attachments` belong to the database. */
  readonly data: string;
  /** The installation's secret. */
  readonly secret: string;
  /** Under which the entries are sealed; undefined leaves them open, and the secret out. */
  readonly passphrase: string | undefined;
  readonly clock: Clock;
}

/** What a backup holds, for the person who asked. */
export interface BackupSummary {
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
  readonly towns: readonly string[];
  readonly attachments: number;
  /** SHA-256 of attachments that the store does not have, or has damaged. */
  readonly missing: readonly string[];
}

/**
 * Writes one archive of everything: each table as one snapshot shows it (so people go on working), then the attachments
 * that this snapshot speaks of, each compared with its hash. Fails whole or succeeds whole. The database
 * is opened when the file can be written.
 */
export async function backup(open: () => Promise<ClientBase>, options: BackupOptions): Promise<BackupSummary> {
  const { file, data, secret, passphrase } = options;
  if (existsSync(file)) throw new StartError(`文件 ${file} 已经存在，请换一个名字，备份不会覆盖旧文件`);
  if (!existsSync(dirname(file))) throw new StartError(`目录 ${dirname(file)} 不存在，请先建立`);
  const client = await open();
  const archive = new ArchiveWriter(file, newSeal(passphrase));
  try {
    if (passphrase !== undefined) await archive.add('secret', Buffer.from(secret));
    const takenAt = options.clock.now().toISOString();
    const { hashes, ...database } = await snapshot(client, archive);
    const attachments = await copyAttachments(data, hashes, archive);
    const bytes = await archive.finish({
      format: archiveFormat,
      program: programVersion(),
      takenAt,
      ...database,
      attachments,
      secret: { fingerprint: fingerprintOf(secretsFrom(secret)), included: passphrase !== undefined },
    });
    return {
      bytes,
      tables: database.tables.length,
      rows: database.tables.reduce((sum, table) => sum + table.rows, 0),
      towns: database.towns.map((town) => town.name),
      attachments: attachments.kept.length,
      missing: attachments.missing,
    };
  } catch (error) {
    await archive.discard();
    throw error;
  }
}

/** All tables as of one moment. */
async function snapshot(client: ClientBase, archive: ArchiveWriter) {
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query(copySettings);
    const { tables, ...catalogue } = await readCatalogue(client);
    const filled: Manifest['tables'] = [];
    for (const table of tables) {
      let part = 0;
      const rows = await copyOut(client, table, (chunk) => archive.add(partName(table.name, part++), chunk));
      filled.push({ ...table, rows });
    }
    return { ...catalogue, tables: filled, hashes: await attachmentHashes(client) };
  } finally {
    await client.query('rollback');
  }
}

const partName = (table: string, part: number) => `tables/${table}.copy.gz/${String(part).padStart(6, '0')}`;

/** Files never change and none is taken away, so those of the snapshot are still there after it. */
async function copyAttachments(data: string, hashes: readonly string[], archive: ArchiveWriter) {
  const kept: string[] = [];
  const missing: string[] = [];
  for (const hash of hashes) {
    const content = await readFile(join(data, 'attachments', hash.slice(0, 2), hash)).catch(() => undefined);
    const whole = content !== undefined && createHash('sha256').update(content).digest('hex') === hash;
    if (whole) await archive.add(`attachments/${hash}`, content);
    (whole ? kept : missing).push(hash);
  }
  return { kept, missing };
}

/** As package.json has it. */
function programVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
