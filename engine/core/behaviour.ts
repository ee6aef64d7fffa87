import { elements } from '../elements/registry.ts';
import type { Procedure } from '../model/procedure.ts';
import { type Chart, createChart } from './chart.ts';
import type { Behaviour } from './run.ts';
import { chartConfig } from './statechart.ts';

const charts = new WeakMap<Procedure, Map<string, Chart>>();

/** The elements as core sees them. Charts are compiled when first used and live as long as their procedure version. */
export const behaviour: Behaviour = {
  chart(procedure, scope) {
    const known = charts.get(procedure)?.get(scope);
    if (known) return known;
    const chart = createChart(chartConfig(procedure, scope));
    charts.set(procedure, (charts.get(procedure) ?? new Map<string, Chart>()).set(scope, chart));
    return chart;
  },
  arrive: (run, token, node) => elements[node.kind].arrive?.(run, token, node),
  begin: (run, token, node) => elements[node.kind].begin?.(run, token, node),
  subscribe: (run, host, boundary) => elements[boundary.kind].subscribe?.(run, host, boundary),
  collect: (scope, node) => elements[node.kind].collect?.(scope, node) ?? {},
};
