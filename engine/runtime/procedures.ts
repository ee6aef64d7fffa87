import { compile } from '../compile/index.ts';
import { CompileProblems } from '../model/door.ts';
import type { SourceFile } from '../model/problem.ts';
import type { FlowNode, Procedure } from '../model/procedure.ts';
import {
  type LatestVersion,
  readLatest,
  readSuspended,
  readTagged,
  type SuspendedVersion,
  type TaggedVersion,
} from '../store/ops/read-latest.ts';
import { readVersions, type StoredVersion } from '../store/ops/read-versions.ts';
import { type Database, pipeline } from '../store/statement.ts';
import type { ProcedureSource } from '../store/unit-of-work/batch.ts';
import { type Latest, taggedId } from '../store/unit-of-work/latest.ts';

export interface Procedures extends ProcedureSource {
  /** Compiled, from the cache or the database; undefined when this town has no such version. */
  get(town: number, key: string): Promise<Procedure | undefined>;
  latest(db: Database, town: number): Promise<Latest>;
}

/** Compiled versions never change, so they are kept; towns that deployed the same files share them. */
export function createProcedures(database: Database): Procedures {
  const known = new Map<number, Map<string, Procedure>>();
  const compiling = new Map<string, Promise<readonly Procedure[]>>();
  const peek = (town: number, key: string) => known.get(town)?.get(key);

  const load = async (db: Database, town: number, keys: readonly string[]) => {
    const missing = keys.filter((key) => !peek(town, key));
    if (missing.length === 0) return;
    const { rows } = await db.executeQuery(readVersions(town, missing));
    for (const row of rows) {
      const name = `${row.checksum}/${row.deployed
        .map((one) => one.key)
        .sort()
        .join()}`;
      const running = compiling.get(name) ?? compileAgain(row);
      compiling.set(name, running);
      // A failure is not kept: the next to ask tries again.
      const procedures = await running.catch((error: unknown) => {
        compiling.delete(name);
        throw error;
      });
      const mine = known.get(town) ?? new Map<string, Procedure>();
      known.set(town, mine);
      for (const procedure of procedures) mine.set(procedure.key, procedure);
    }
  };

  const latest = async (db: Database, town: number): Promise<Latest> => {
    const [newest, tagged, suspended] = (await pipeline(db, [
      readLatest(town),
      readTagged(town),
      readSuspended(town),
    ]).then((results) => results.map(({ rows }) => rows))) as [LatestVersion[], TaggedVersion[], SuspendedVersion[]];
    const key = (row: { readonly process_id: string; readonly version: number }) => `${row.process_id}@${row.version}`;
    return {
      keys: new Map([
        ...newest.map((row) => [row.process_id, key(row)] as const),
        ...tagged.map((row) => [taggedId(row.process_id, row.tag), key(row)] as const),
      ]),
      suspended: new Set(suspended.map((row) => row.procedure_key)),
    };
  };

  /** Follows call activities, so that a step finds whatever it may enter. The newest versions are read only if somebody asks. */
  const prepare: ProcedureSource['prepare'] = async (trx, town, needs) => {
    let newest: Latest | undefined;
    const done = new Set<string>();
    let keys = [...new Set(needs.keys)];
    let processes = [...new Set(needs.processes)];
    while (keys.length > 0 || processes.length > 0) {
      if (processes.length > 0) newest ??= await latest(trx, town);
      const wanted = [...keys, ...processes.flatMap((process) => newest?.keys.get(process) ?? [])].filter(
        (key) => !done.has(key),
      );
      await load(trx, town, wanted);
      for (const key of wanted) done.add(key);
      const calls = wanted.flatMap((key) => callsOf(peek(town, key)));
      keys = calls.flatMap((call) => call.key ?? []).filter((key) => !done.has(key));
      processes = calls
        .flatMap((call) => call.process ?? [])
        .filter((process) => !newest || !done.has(newest.keys.get(process) ?? ''));
      if (newest) processes = processes.filter((process) => newest!.keys.has(process));
    }
    return newest ?? { keys: new Map(), suspended: new Set() };
  };

  return {
    peek,
    prepare,
    latest,
    get: async (town, key) => {
      await load(database, town, [key]);
      return peek(town, key);
    },
  };
}

/** What was accepted once is compiled as it was then: of the whole folder, each process with the version it was given. */
async function compileAgain(row: StoredVersion): Promise<readonly Procedure[]> {
  const versions = new Map(row.deployed.map((one) => [one.process, one.version]));
  const compiled = await compile(row.files as readonly SourceFile[], {
    version: (process) => versions.get(process) ?? 1,
    published: true,
  });
  if (!compiled.ok) throw new CompileProblems(compiled.problems);
  return compiled.procedures;
}

type Call = { readonly key?: string; readonly process?: string };
const calls = new WeakMap<Procedure, readonly Call[]>();

function callsOf(procedure: Procedure | undefined): readonly Call[] {
  if (!procedure) return [];
  let found = calls.get(procedure);
  if (!found) {
    found = Object.values(procedure.nodes).flatMap((node) => (node.call ? [calledBy(procedure, node.call)] : []));
    calls.set(procedure, found);
  }
  return found;
}

function calledBy(procedure: Procedure, { process, binding, tag = '' }: NonNullable<FlowNode['call']>): Call {
  if (binding === 'deployment') return { key: procedure.siblings[process] ?? process };
  return { process: binding === 'versionTag' ? taggedId(process, tag) : process };
}
