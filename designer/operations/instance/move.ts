/** Moving where an instance stands: what may be chosen, what is sent, and what will happen in words. */
import type { Modification } from '../../../server/operations/change.contract.ts';
import type { Scope, Token, VersionView } from '../../../server/operations/contract.ts';

/** `move`: from one step to another; `add`: begin a step besides; `cancel`: take one away. */
export type How = Modification['do'];

export interface Wish {
  readonly how: How;
  /** Where it stands now; of `add` only the scope counts. */
  readonly token: Token | undefined;
  /** Element to go to. */
  readonly to: string | undefined;
}

/**
 * Steps of a version that a token may go to: those beside it that something can come to. None from an instance of a loop:
 * the loop gives its instances, and is moved as a whole.
 */
export function targetsOf(version: VersionView, token: Token, scopes: readonly Scope[]): VersionView['elements'] {
  const scope = scopes.find((one) => one.scope === token.scope);
  if (scope?.loop) return [];
  return version.elements.filter(
    ({ scope: inside, kind }) => inside === (scope?.element ?? version.process) && !closed.test(kind),
  );
}

/** What begins by its own event, or counts by which way one came. */
const closed = /StartEvent$|BoundaryEvent$|^eventSubProcess$|^complexGateway$/;

/** The change as the engine takes it; undefined while something is still to be chosen. */
export function changeOf({ how, token, to }: Wish): Modification | undefined {
  if (!token) return undefined;
  if (how === 'cancel') return { do: 'cancel', token: token.token };
  if (to === undefined) return undefined;
  return how === 'move' ? { do: 'move', token: token.token, to } : { do: 'add', scope: token.scope, element: to };
}

/** What will happen, in sentences. */
export function consequence({ how, token, to }: Wish, target: string | undefined, others: number): string {
  if (!token) return '先选现在停着的一步。';
  const leaves = `“${token.name}”就此停下，它的待办、计时和里面没办完的一起撤下。`;
  if (how === 'cancel')
    return others > 0 ? `${leaves}其余 ${others} 处照旧往下走。` : `${leaves}此外没有别处在走，流程会就此结束。`;
  if (to === undefined) return '再选要去的一步。';
  return how === 'move'
    ? `${leaves}从“${target}”重新开始办，条件不再判断。已经办过的留着，不会重做。`
    : `“${token.name}”照旧，另外从“${target}”再开一路，两路都要走完。`;
}
