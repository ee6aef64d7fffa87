import { replayWorld } from '../core/replay.ts';
import { step } from '../core/step.ts';
import type { Accepted, Engine, EngineOptions } from '../model/door.ts';
import { connectionsOpened } from '../store/database.ts';
import type { Database, Trx } from '../store/statement.ts';
import type { BatchContext } from '../store/unit-of-work/batch.ts';
import { worldOf } from '../store/unit-of-work/load.ts';
import { createMemory } from '../store/unit-of-work/memory.ts';
import { createQueue } from '../store/unit-of-work/queue.ts';
import type { Request, Settled } from '../store/unit-of-work/request.ts';
import { settle } from '../store/unit-of-work/settle.ts';
import { backoff, type Logger } from '../worker/context.ts';
import { createWorker } from '../worker/worker.ts';
import { correlate } from './buffer.ts';
import { broadcast } from './correlate.ts';
import { deploy, deployOnce } from './deploy.ts';
import { evaluate } from './evaluate.ts';
import { createOperations } from './operations/index.ts';
import { createProcedures } from './procedures.ts';
import * as queries from './queries.ts';
import { replay } from './replay.ts';
import { commandRequest, startRequest } from './requests.ts';
import type { Reach } from './starts.ts';

/** Batches in the database at the same time, and commands in a batch at most (performance reference, lesson 5). */
const writers = 2;
const size = 200;
/** Smaller batches beside each other cost more than they gain (measured with 16 and 64 callers). */
const enough = 8;

const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/** The asynchronous door over a migrated database (`openDatabase`, `migrate`). Several engines may share one database. */
export function createEngine<T = Trx>(given: EngineOptions<T>): Engine<T> {
  // Companions, actions and projections get the transaction of the caller's own database, with the caller's own tables.
  const options = given as unknown as EngineOptions<Trx>;
  const database = options.database as Database;
  const { clock, facts, logger = silent } = options;
  const procedures = createProcedures(database);
  const context: BatchContext = {
    database,
    step,
    clock,
    facts,
    procedures,
    projections: options.projections ?? [],
    memory: createMemory(() => connectionsOpened(database)),
    backoff,
    logger,
  };
  const queue = createQueue({
    writers,
    size,
    enough,
    settle: (requests) => settle(context, requests),
    settled,
    observer: options.observer,
  });
  const reach: Reach = { database, queue, procedures, clock };
  const worker = createWorker({ ...reach, submit: queue.submit, logger }, options.actions ?? {});

  function settled(requests: readonly Request[], results: readonly Settled[]): void {
    const byTown = new Map<number, Accepted[]>();
    for (const [index, result] of results.entries()) {
      if (!('accepted' in result) || !result.accepted) continue;
      const { town } = requests[index]!;
      const known = byTown.get(town);
      if (known) known.push(result.accepted);
      else byTown.set(town, [result.accepted]);
    }
    for (const [town, accepted] of byTown) {
      worker.committed(town, accepted);
      try {
        options.committed?.(town, accepted);
      } catch (error) {
        logger.error({ town, err: error }, 'listener failed after commit');
      }
    }
  }

  const worldAt = async (town: number, now: Date) =>
    worldOf({ procedures }, town, now, await facts(town), await procedures.latest(database, town));

  const operations = createOperations({ ...reach, procedures, step, worldAt, wake: worker.wake });
  const engine: Engine<Trx> = {
    deploy: (town, files, { by, note, over }, trx) => {
      const calendar = async () => (await facts(town)).calendar;
      const deployment = { town, files, by, note, over, now: clock.now(), calendar, catalogue: options.catalogue };
      return trx ? deployOnce(trx, deployment) : deploy(database, deployment);
    },
    start: async (town, start, given) => queue.submit(startRequest(town, start, given, clock.now())),
    execute: async (ref, command, given) => queue.submit(commandRequest(ref, command, given)),
    correlate: (town, message, given) => correlate(reach, town, message, given),
    signal: (town, signal, given) => broadcast(reach, town, signal, given),
    evaluate: async (town, variables, given, matter) =>
      evaluate(reach, await worldAt(town, clock.now()), town, variables, given, matter),
    setVariables: async (ref, variables, given) =>
      queue.submit(commandRequest(ref, { type: 'variables.set', variables }, given)),
    cancel: async (ref, reason, given) => queue.submit(commandRequest(ref, { type: 'cancel', reason }, given)),
    procedure: (town, key) => procedures.get(town, key),
    latest: async (town, process) => {
      const key = (await procedures.latest(database, town)).keys.get(process);
      return key === undefined ? undefined : procedures.get(town, key);
    },
    files: (town, key) => queries.files(database, town, key),
    versions: (town, process) => queries.versions(database, town, process),
    instance: (ref) => queries.instance(database, ref),
    history: (ref) => queries.history(database, ref),
    operations,
    load: queue.load,
    replay: (ref, rev) => replay({ database, procedures, step, replayWorld, worldAt }, ref, rev),
    drain: worker.drain,
    startWorkers: worker.start,
    stop: async () => {
      await worker.stop();
      await queue.stop();
      await worker.settled();
    },
  };
  return engine as unknown as Engine<T>;
}
