import { procedureOf, type Run } from '../../core/run.ts';
import { openScope } from '../../core/scopes.ts';
import { Stop } from '../../core/stop.ts';
import { visible } from '../../core/variables.ts';
import type { TokenState } from '../../model/instance.ts';
import type { FlowNode, Procedure } from '../../model/procedure.ts';
import { arriveAtActivity } from '../shared/arriving.ts';
import type { Element } from '../shared/element.ts';
import { container } from '../shared/fragments.ts';

const MAX_DEPTH = 16;

const bindings = ['latest', 'versionTag', 'deployment'] as const;

/**
 * Another procedure, run in a scope of its own inside the same instance. Its variables are the input mappings, or a copy
 * of everything visible when there are none; they come back by the output mappings, or all of them.
 */
export const callActivity: Element = {
  type: 'bpmn:CallActivity',
  read({ element, extension }) {
    const called = extension('zeebe:CalledElement');
    return {
      call: {
        process: called?.processId ?? element.calledElement ?? '',
        binding: bindings.find((binding) => binding === called?.bindingType) ?? 'latest',
        ...(called?.versionTag ? { tag: String(called.versionTag) } : {}),
        propagateAll: called?.propagateAllChildVariables !== false,
      },
    };
  },
  states: container,
  arrive: arriveAtActivity,
  begin(run, token, node) {
    const called = calledBy(run, token, node);
    if (depth(run, token) >= MAX_DEPTH)
      throw new Stop('call-depth', `Expected at most ${MAX_DEPTH} calls inside each other but ${node.id} is one more`);
    run.events.push({ type: 'called', element: node.id, procedure: called.key });
    const variables = node.inputs.length > 0 ? (token.v ?? {}) : visible(run, token.i);
    const scope = { id: token.a!, element: called.id, token: token.i, procedure: called.key };
    openScope(run, scope, called.scopes[called.id]!.starts, variables);
  },
  collect: (scope, node) => (node.outputs.length > 0 || node.call?.propagateAll ? scope.v : {}),
};

/** The newest version at this moment, the newest with a tag, or the one deployed together with the caller. */
function calledBy(run: Run, token: TokenState, node: FlowNode): Procedure {
  const { process } = node.call!;
  const called = versionOf(run, token, node);
  if (called && called.scopes[called.id]!.starts.length > 0) return called;
  if (called)
    throw new Stop(
      'no-process',
      `Expected process ${process} of ${node.id} to have a start without a trigger but it has none`,
    );
  throw new Stop('no-process', `Expected process ${process} of ${node.id} to be deployed but it is not`);
}

function versionOf(run: Run, token: TokenState, node: FlowNode): Procedure | undefined {
  const { process, binding, tag = '' } = node.call!;
  if (binding === 'latest') return run.world.latest(process);
  if (binding === 'versionTag') return run.world.tagged?.(process, tag);
  const key = procedureOf(run, run.world, token.s).siblings[process];
  return key === undefined ? undefined : run.world.procedure(key);
}

function depth(run: Run, token: TokenState): number {
  let calls = 0;
  let scope = run.scopes.get(token.s);
  while (scope?.t !== undefined) {
    if (scope.p !== undefined) calls++;
    scope = run.scopes.get(run.tokens.get(scope.t)!.s);
  }
  return calls;
}
