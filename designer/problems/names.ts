/** What has no name is called by what it is: identifiers say nothing to a reader. */
import type { Problem } from '../../engine/model/problem.ts';

const quoted = /“([A-Za-z_][\w.-]*)”/g;

/** The problem with every quoted identifier in its words replaced by the kind of that element, if it is one. */
export function inWords(problem: Problem, kindOf: (id: string) => string | undefined): Problem {
  const message = problem.message.replaceAll(quoted, (whole, id: string) => {
    const kind = kindOf(id);
    return kind === undefined ? whole : `“${kind}”`;
  });
  const kind = problem.name || problem.element === undefined ? undefined : kindOf(problem.element);
  return { ...problem, message, ...(kind === undefined ? {} : { name: kind }) };
}
