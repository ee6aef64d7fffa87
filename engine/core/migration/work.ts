import type { IncidentState } from '../../model/instance.ts';
import type { Procedure } from '../../model/procedure.ts';
import type { Json } from '../../model/variables.ts';
import type { Op } from '../run.ts';
import { triggersOf } from '../subscriptions.ts';
import type { Guide } from './guide.ts';

/** An operation that waits in the state, about the elements of the other version; undefined when nobody waits for it any more. */
export function guideOp(guide: Guide, parked: Json): Json | undefined {
  const [name, id, argument] = parked as unknown as Op;
  switch (name) {
    case 'start':
    case 'reset':
      return [name, id, guide.element(argument as string)?.id ?? argument!];
    case 'listen': {
      const event = guide.kept(argument as string)?.id;
      return event === undefined ? undefined : [name, id, event];
    }
    case 'begin': {
      const begun = argument as { readonly node: string };
      return [name, id, { ...begun, node: guide.element(begun.node)?.id ?? begun.node }];
    }
    case 'trigger': {
      const come = argument as { readonly element: string };
      return [name, id, { ...come, element: guide.element(come.element)?.id ?? come.element }];
    }
    case 'attach': {
      const event = argument as { readonly element: string };
      const element = guide.kept(event.element)?.id;
      return element === undefined ? undefined : [name, id, { ...event, element }];
    }
    default:
      return parked;
  }
}

const conditions = ({ nodes }: Procedure, id: string): string =>
  JSON.stringify(nodes[id] && triggersOf(nodes[id]).map(({ condition }) => condition?.source));

/** An incident where its work stands now; undefined when what it is about is not waited for any more. */
export function guideIncident(guide: Guide, incident: IncidentState): IncidentState | undefined {
  const op = incident.op === undefined ? undefined : guideOp(guide, incident.op);
  if (incident.op !== undefined && op === undefined) return undefined;
  const looked = (incident.op as unknown as Op | undefined)?.[0] === 'conditions';
  const n = guide.planned(incident.n);
  if (looked && (n === undefined || conditions(guide.to, n) !== conditions(guide.from, incident.n))) return undefined;
  return { ...incident, n: n ?? incident.n, op };
}
