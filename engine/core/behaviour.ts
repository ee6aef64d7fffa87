import { elements } from '../elements/registry.ts';
import type { Procedure } from '../model/procedure.ts';
import { type Chart, createChart } from './chart.ts';
import { openLoop } from './loops.ts';
import { type Behaviour, isBody } from './run.ts';
import { chartConfig, loopConfig } from './statechart.ts';

const charts = new WeakMap<Procedure, Map<string, Chart>>();

/** The elements as core sees them. Charts are compiled when first used and live as long as their procedure version. */
export const behaviour: Behaviour = {
  chart(procedure, { d: id, l: loop }) {
    const key = loop ? `${id} loop` : id;
    const known = charts.get(procedure)?.get(key);
    if (known) return known;
    const chart = createChart(loop ? loopConfig(procedure, id) : chartConfig(procedure, id));
    charts.set(procedure, (charts.get(procedure) ?? new Map<string, Chart>()).set(key, chart));
    return chart;
  },
  arrive: (run, token, node) => elements[node.kind].arrive?.(run, token, node),
  begin(run, token, node) {
    if (node.loop && !isBody(run, token)) openLoop(run, token, node.loop, node);
    else elements[node.kind].begin?.(run, token, node);
  },
  collect: (scope, node) => elements[node.kind].collect?.(scope, node) ?? {},
};
