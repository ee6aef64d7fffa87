import type { HistoryEntry } from '../../engine/model/door.ts';
import type { InstanceState } from '../../engine/model/instance.ts';
import { localDate } from '../calendar/zone.ts';
import { standing, type Trace, traceHistory } from '../cases/diagram.ts';
import type { ServerDeps } from '../deps.ts';
import { modelOf } from '../procedures/model.ts';
import type { MarkedDiagram } from './contract.ts';
import type { Naming } from './naming.ts';

export interface Marks {
  readonly state: InstanceState;
  readonly history: readonly HistoryEntry[];
  readonly naming: Naming;
  /** Elements with an open task over its time, and what stands under an element that is now, by version. */
  readonly late?: ReadonlyMap<string, ReadonlySet<string>>;
  readonly notes?: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** One diagram a version that the instance stands or stood in; those in which it stands come first. */
export async function markedDiagrams(
  { engine }: Pick<ServerDeps, 'engine'>,
  town: number,
  marks: Marks,
): Promise<MarkedDiagram[]> {
  const { state, history, naming } = marks;
  const traces = new Map(traceHistory(history, naming.procedure).map((trace) => [trace.key, trace]));
  const now = standing(state);
  const keys = [...new Set([...now.keys(), ...traces.keys()])];
  const diagrams: MarkedDiagram[] = [];
  for (const key of keys) {
    const procedure = naming.procedure(key);
    const model = procedure && modelOf(await engine.files(town, key), procedure.id);
    if (!procedure || !model) continue;
    const trace = traces.get(key);
    diagrams.push({
      procedure: key,
      name: procedure.name,
      version: procedure.version,
      xml: model.text,
      elements: elementsOf(trace, now.get(key) ?? new Set(), key, marks),
      flows: [...(trace?.flows ?? [])],
      active: state.status === 'active' && now.has(key),
    });
  }
  return diagrams;
}

function elementsOf(
  trace: Trace | undefined,
  now: ReadonlySet<string>,
  key: string,
  { state, naming, late, notes }: Marks,
): MarkedDiagram['elements'] {
  const nodes = naming.procedure(key)?.nodes ?? {};
  const stuck = new Set(state.incidents.flatMap(({ n }) => (nodes[n] ? [n] : [])));
  const ids = new Set([...(trace?.elements.keys() ?? []), ...now, ...stuck]);
  return Object.fromEntries(
    [...ids].map((id): [string, MarkedDiagram['elements'][string]] => {
      const seen = trace?.elements.get(id);
      const count = seen?.count ?? 1;
      const note = notes?.get(key)?.get(id) ?? null;
      if (stuck.has(id)) return [id, { state: 'stuck', note, count }];
      if (now.has(id)) return [id, { state: late?.get(key)?.has(id) ? 'late' : 'now', note, count }];
      return [id, { state: 'done', note: seen ? `${Number(localDate(seen.last).slice(8))} 日` : null, count }];
    }),
  );
}
