import type { ModdleElement } from '../compile/moddle.ts';
import { compileFeel } from '../expression/feel.ts';
import { isUnfit } from '../expression/index.ts';
import type { Logic, Names, Place, Term } from './logic.ts';
import type { Types } from './types.ts';

interface Base {
  readonly decision: string;
  readonly types: Types;
  report(message: string, remedy: string): void;
  compile(element: ModdleElement | undefined, place: Place): Logic | undefined;
}

/** Steps that reading an expression costs whatever it does. */
const READING = 20;

/** A place whose problems begin with `title` (“决策“分级””). */
export function placeOf(base: Base, title: string, names: Names): Place {
  const problem = (message: string, remedy: string) => base.report(`${title}${message}`, remedy);
  const place: Place = {
    decision: base.decision,
    names,
    problem,
    feel(where, source, mode) {
      const feel = compileFeel(source, mode, { names: names.values, functions: names.functions });
      if (isUnfit(feel)) {
        problem(`${where}：${feel.problem}`, '修改表达式');
        return undefined;
      }
      const evaluate: (...given: [...Parameters<Term['evaluate']>, value?: unknown]) => unknown = (
        scope,
        session,
        value,
      ) =>
        feel.evaluate(
          (name) => (name === '?' ? value : scope.get(name)),
          session.world,
          (steps) => session.spend(steps + READING + source.length, source),
        );
      return {
        source,
        reads: feel.reads,
        evaluate: (scope, session) => evaluate(scope, session),
        test: (value, scope, session) => evaluate(scope, session, value) === true,
      };
    },
    type: (where, reference) => base.types.of(reference, (message) => problem(`${where}：${message}`, '改正类型')),
    logic: (element) => base.compile(element, place),
    inside: (where, more = {}) =>
      placeOf(base, `${title}${where}`, {
        values: more.values ? new Set([...names.values, ...more.values]) : names.values,
        functions: more.functions ? new Map([...names.functions, ...more.functions]) : names.functions,
      }),
  };
  return place;
}
