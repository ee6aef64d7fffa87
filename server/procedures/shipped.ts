import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../../engine/model/problem.ts';
import { procedures } from '../../processes/manifest.ts';
import type { ServerDeps } from '../deps.ts';
import { listTowns } from '../towns/queries.ts';
import { isProcedurePath } from './paths.ts';
import { rememberShipped, shippedOf } from './queries.ts';
import { newestOf } from './versions.ts';

const folder = join(import.meta.dirname, '../../processes');

/** The files of a shipped procedure. */
export function shippedFiles(process: string): SourceFile[] {
  const names = readdirSync(join(folder, process), { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  return names
    .filter(isProcedurePath)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, process, path), 'utf8').replaceAll('\r\n', '\n') }));
}

/**
 * Deploys the procedures that come with the product, to one town or to all: those it does not have, and those that
 * changed since they were last shipped, unless the town has published a version of its own.
 */
export async function deployShipped(deps: ServerDeps, only?: number): Promise<void> {
  const { database, engine } = deps;
  const towns = only === undefined ? await listTowns(database) : [only];
  for (const town of towns) {
    const shipped = await shippedOf(database, town);
    for (const { id } of procedures) {
      const files = shippedFiles(id);
      const checksum = checksumOf(files);
      const known = shipped.get(id);
      if (known?.checksum === checksum) continue;
      const newest = await newestOf(deps, town, id);
      if (newest && newest.key !== known?.key) {
        deps.logger.info(
          { town, process: id, version: newest.version },
          'shipped procedure left aside: the town has its own',
        );
        continue;
      }
      await database.transaction().execute(async (trx) => {
        const note = newest ? '随系统升级更新' : '系统自带';
        const [deployed] = await engine.deploy(
          town,
          files,
          { by: { kind: 'system', id: 'shipped', name: '系统' }, note },
          trx,
        );
        await rememberShipped(trx, town, id, checksum, deployed!.procedure);
      });
    }
  }
}

function checksumOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of files) hash.update(JSON.stringify([path, text]));
  return hash.digest('hex');
}
