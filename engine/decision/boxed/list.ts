import type { ModdleElement } from '../../compile/moddle.ts';
import { type Logic, type Place, without } from '../logic.ts';

/** A boxed list. */
export function compileList(element: ModdleElement, place: Place): Logic | undefined {
  const items: readonly ModdleElement[] = element.elements ?? [];
  const logics = items.map((item, index) => place.inside(`的第 ${index + 1} 项`).logic(item));
  const whole = logics.filter((logic) => logic !== undefined);
  if (whole.length < logics.length) return undefined;
  return {
    reads: without(
      whole.flatMap(({ reads }) => reads),
      new Set(),
    ),
    evaluate: (scope, session) => ({ value: whole.map((logic) => logic.evaluate(scope, session).value) }),
  };
}
