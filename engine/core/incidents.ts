import type { IncidentCode } from '../model/instance.ts';
import type { Json } from '../model/variables.ts';
import type { Op, Run } from './run.ts';

/** Records that work stopped at an element: the operation to try again, or the activation of the job to offer again. */
export function raise(
  run: Run,
  element: string,
  code: IncidentCode,
  message: string,
  what: { readonly op: Op } | { readonly job: number },
): void {
  const id = ++run.n;
  const parked = 'op' in what ? { op: what.op as unknown as Json } : what;
  run.incidents.set(id, { i: id, n: element, code, message, at: run.world.now, ...parked });
  run.events.push({ type: 'incident.raised', incident: id, element, code, message });
}
