import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from '../../engine/model/problem.ts';
import { Rejected } from '../../engine/model/rejection.ts';
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
  const towns = only === undefined ? await listTowns(deps.database) : [only];
  const shipped = procedures.map(({ id }) => {
    const files = shippedFiles(id);
    return { id, files, checksum: checksumOf(files) };
  });
  for (const town of towns) {
    const known = await shippedOf(deps.database, town);
    for (const one of shipped) if (known.get(one.id)?.checksum !== one.checksum) await deployOne(deps, town, one);
  }
}

interface Shipped {
  readonly id: string;
  readonly files: readonly SourceFile[];
  readonly checksum: string;
}

/** Looks again when somebody was faster: another server that starts, or an administrator who publishes. */
async function deployOne(deps: ServerDeps, town: number, { id, files, checksum }: Shipped): Promise<void> {
  for (;;) {
    // In this order: what another server ships in between is then known as shipped, and not taken for the town's own.
    const newest = await newestOf(deps, town, id);
    const known = (await shippedOf(deps.database, town)).get(id);
    if (known?.checksum === checksum) return;
    if (newest && newest.key !== known?.key) {
      deps.logger.info(
        { town, process: id, version: newest.version },
        'shipped procedure left aside: the town has its own',
      );
      return;
    }
    const note = newest ? '随系统升级更新' : '系统自带';
    const by = { kind: 'system', id: 'shipped', name: '系统' } as const;
    const deploying = deps.database.transaction().execute(async (trx) => {
      const [deployed] = await deps.engine.deploy(town, files, { by, note, over: newest?.version ?? 0 }, trx);
      await rememberShipped(trx, town, id, checksum, deployed!.procedure);
    });
    try {
      return await deploying;
    } catch (error) {
      if (!(error instanceof Rejected && error.code === 'conflict')) throw error;
    }
  }
}

function checksumOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  for (const { path, text } of files) hash.update(JSON.stringify([path, text]));
  return hash.digest('hex');
}
