import type { IncidentState } from '../model/instance.ts';
import type { FlowNode } from '../model/procedure.ts';
import type { Variables } from '../model/variables.ts';
import { ordered } from './json.ts';
import { occur } from './occurring.ts';
import { isAt, nodeId, nodeOf, type Op, type OpName, type Run } from './run.ts';
import { move } from './tokens.ts';

/** How an incident is skipped: what is done instead, and where the given variables are written unless they are results. */
export interface Skipped {
  readonly ops: readonly Op[];
  readonly write?: number;
}

/** Why it cannot be, and what can be done instead. */
export interface Unskippable {
  readonly why: string;
}

const NEVER: Partial<Record<IncidentState['code'], string>> = {
  activations: 'no piece of work is to blame: resolve it to grant as many elements again, or cancel',
  loop: 'its gateways lead in a circle: move a token elsewhere, or migrate to a version without the circle',
};

/** What goes on when the held work of an incident, which has been closed, counts as done with these results. */
export function skipOf(
  run: Run,
  { n, code, op }: IncidentState,
  holder: number,
  results: Variables,
): Skipped | Unskippable {
  const never = NEVER[code];
  if (never !== undefined) return { why: never };
  const token = run.tokens.get(holder);
  const [name, , argument] = (op as unknown as Op | undefined) ?? ['retry', holder];
  if (!token) return atScope(name, holder);
  const node = nodeOf(run, run.world, token);
  if (node.kind.endsWith('Gateway') && name !== 'conditions' && name !== 'attach') return atGateway(node, holder);
  switch (name as OpName) {
    case 'arrive':
    case 'go':
    case 'retry':
    case 'error':
      return { ops: [finished(run, holder, results)] };
    case 'complete':
    case 'skip': {
      const held = code === 'variables' ? results : ordered({ ...(argument as Variables), ...results });
      return code === 'no-condition' && node.default === undefined
        ? noDefault(node)
        : { ops: [['skip', holder, held]] };
    }
    case 'throw':
    case 'send':
      return { ops: [['throw', holder, (argument as number) + 1]], write: holder };
    case 'conditions':
      return { ops: conditionMet(run, holder, n), write: holder };
    case 'attach':
      return nodeId(token.n) === (argument as { readonly element: string }).element
        ? { ops: [finished(run, holder, results)] }
        : { ops: [], write: holder };
    case 'trigger':
      return { ops: [], write: holder };
    default:
      return { why: `${name} cannot be done in any other way: resolve it, or move a token` };
  }
}

/** An event sub-process that cannot listen, or cannot begin, is passed over; the scope may have waited for it. */
const atScope = (name: OpName, scope: number): Skipped | Unskippable =>
  name === 'listen' || name === 'attach' || name === 'trigger' || name === 'conditions'
    ? { ops: [['close', scope]], write: scope }
    : { why: `${name} cannot be done in any other way: resolve it, or move a token` };

/** A choice that cannot be made is made by the default flow. */
function atGateway(node: FlowNode, token: number): Skipped | Unskippable {
  if (node.kind === 'complexGateway' || node.kind === 'eventBasedGateway')
    return { why: `${node.id} has no default to go by: resolve it with variables, or move its token` };
  return node.default === undefined ? noDefault(node) : { ops: [['skip', token, {}]], write: token };
}

const noDefault = ({ id }: FlowNode): Unskippable => ({
  why: `${id} has no default flow: resolve it with variables by which a condition holds, or move its token`,
});

/** The work of a token counts as done, whether it had begun or not. */
function finished(run: Run, id: number, results: Variables): Op {
  const token = run.tokens.get(id)!;
  if (isAt(token, 'arrived') || isAt(token, 'failed')) move(run, id, 'skip');
  return ['complete', id, results];
}

/** A token that waits for the condition goes on; what is attached to an activity waits until variables change again. */
function conditionMet(run: Run, id: number, element: string): readonly Op[] {
  const sub = [...run.subs.values()].find(({ t, n, k }) => t === id && n === element && k === 'conditional');
  const event = sub && nodeOf(run, run.world, { ...run.tokens.get(id)!, n: sub.n });
  if (!sub || event?.host !== undefined) return [];
  const op = occur(run, sub, {});
  return op ? [op] : [];
}
