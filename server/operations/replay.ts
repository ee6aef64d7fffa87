import { localIso } from '../calendar/zone.ts';
import { keysIn } from '../cases/diagram.ts';
import type { ServerDeps } from '../deps.ts';
import { Problem } from '../platform/problem.ts';
import type { MarkedDiagram, Moment } from './contract.ts';
import { markedDiagrams } from './diagrams.ts';
import { namingFor } from './naming.ts';
import { openTasksOf } from './queries.ts';
import { keysOf, scopesOf, statusOf, tokensOf } from './state.ts';
import { demandInstance, factsOfVersions } from './view.ts';
import { openWaits } from './waits.ts';
import { commandWords } from './words.ts';

/** The diagrams of an instance as it stands now, with who is awaited and what is late. */
export async function diagramsOf(deps: ServerDeps, town: number, id: string): Promise<MarkedDiagram[]> {
  const found = await demandInstance(deps, town, id);
  const history = await deps.engine.history(found.ref);
  const naming = await namingFor(deps, town, { procedures: [...keysOf(found.state), ...keysIn(history)] });
  const notes = new Map<string, Map<string, string>>();
  for (const { procedure, element, text } of await openWaits(deps, town, found, naming)) {
    const of = notes.get(procedure) ?? new Map<string, string>();
    notes.set(procedure, of.set(element, of.get(element) ?? text));
  }
  const late = new Map<string, Set<string>>();
  const now = deps.clock.now();
  for (const { procedure_key: key, element_id: element, due_at: due } of await openTasksOf(
    deps.database,
    town,
    found.ref.instance,
  ))
    if (due && due < now) late.set(key, (late.get(key) ?? new Set()).add(element));
  return markedDiagrams(deps, town, { state: found.state, history, naming, notes, late });
}

/** The instance as it was after its `rev`-th command, rebuilt from its commands. */
export async function momentOf(deps: ServerDeps, town: number, id: string, rev: number): Promise<Moment> {
  const { ref, rev: of } = await demandInstance(deps, town, id);
  if (rev < 1 || rev > of) throw new Problem(404, 'moment-not-found', '没有这一步记录', { params: { rev, of } });
  const history = (await deps.engine.history(ref)).filter((entry) => entry.rev <= rev);
  const last = history.at(-1);
  if (!last) throw new Error(`Expected history of instance ${id} up to ${rev} but there is none`);
  const state = await deps.engine.replay(ref, rev);
  const naming = await namingFor(deps, town, { procedures: [...keysOf(state), ...keysIn(history)] });
  const known = await factsOfVersions(deps, town, keysOf(state).map(naming.procedure));
  return {
    rev,
    of,
    at: localIso(last.at),
    what: commandWords[last.command.type],
    status: statusOf(state.status, state.z === true),
    tokens: tokensOf(state, naming),
    scopes: scopesOf(state, naming, known),
    diagrams: await markedDiagrams(deps, town, { state, history, naming }),
  };
}
