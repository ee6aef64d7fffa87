import { called, entering, leaving, nodesOf } from './drawn.ts';
import type { Rule } from './rule.ts';

const DIRECTIONS: Readonly<
  Record<string, { readonly fits: (into: number, out: number) => boolean; readonly says: string }>
> = {
  Converging: { fits: (into, out) => into > 1 && out <= 1, says: '只合不分' },
  Diverging: { fits: (into, out) => into <= 1 && out > 1, says: '只分不合' },
  Mixed: { fits: (into, out) => into > 1 && out > 1, says: '又合又分' },
};

/** A gateway that says whether it splits or merges does so. */
export const gatewayDirection: Rule = {
  name: 'gateway-direction',
  check({ definitions, report }) {
    for (const gateway of nodesOf(definitions, 'bpmn:Gateway')) {
      const direction = DIRECTIONS[gateway.gatewayDirection];
      const [into, out] = [entering(gateway).length, leaving(gateway).length];
      if (!direction || direction.fits(into, out)) continue;
      const message = `${called(gateway)}标明“${direction.says}”，实际有 ${into} 条进、${out} 条出，与画的不符。`;
      report(gateway, { property: 'direction', message, remedy: '改正方向或连线' });
    }
  },
};
