import type { InstanceRef } from '../model/door.ts';
import type { InstanceState } from '../model/instance.ts';
import { Rejected, reject } from '../model/rejection.ts';
import type { ReplayWorld, Step } from '../model/step.ts';
import type { World } from '../model/world.ts';
import type { Database } from '../store/statement.ts';
import type { Procedures } from './procedures.ts';

export interface ReplayContext {
  readonly database: Database;
  readonly procedures: Procedures;
  readonly step: Step;
  readonly replayWorld: ReplayWorld;
  /** A world of the town at a moment; whatever was recorded is answered from the record. */
  readonly worldAt: (town: number, now: Date) => Promise<World>;
}

/** Runs the stored commands again, each in the world it was carried out in. The result equals the stored state. */
export async function replay(
  context: ReplayContext,
  ref: InstanceRef,
  rev: number | undefined,
): Promise<InstanceState> {
  const rows = await context.database
    .selectFrom('history')
    .select(['rev', 'at', 'command', 'events', 'answers'])
    .where('town_id', '=', ref.town)
    .where('instance_id', '=', ref.instance)
    .where('rev', '<=', rev ?? 2 ** 31 - 1)
    .orderBy('rev')
    .execute();
  const [first] = rows;
  if (first?.command.type !== 'start') {
    throw new Rejected(
      reject('not-found', `Expected the history of instance ${ref.instance} in town ${ref.town} but found none`),
    );
  }
  const called = rows.flatMap((row) =>
    row.events.flatMap((event) => {
      if (event.type === 'called') return [event.procedure];
      return event.type === 'migrated' ? [event.plan.to] : [];
    }),
  );
  for (const key of new Set([first.command.procedure, ...called])) await context.procedures.get(ref.town, key);
  let state: InstanceState | undefined;
  for (const row of rows) {
    const world = context.replayWorld(await context.worldAt(ref.town, row.at), row.answers);
    const result = context.step(state, row.command, world);
    if (result.rejected)
      throw new Error(
        `Expected revision ${row.rev} of ${ref.instance} to be accepted again but it was refused: ${result.message}`,
      );
    state = result.state;
  }
  return state!;
}
