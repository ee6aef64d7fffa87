/** Checks the files in the browser with the very rules that publishing applies. */
import type { Catalogue, Problem } from '../../engine/model/problem.ts';
import { compile, soundness } from '../../engine/pure.ts';
import type { CatalogueView, SourceFile } from '../../server/procedures/contract.ts';

/** The catalogue as the rules want it. */
export function catalogueOf(view: CatalogueView): Catalogue {
  return {
    jobs: new Map(
      view.actions.map((action) => [
        action.type,
        {
          title: action.title,
          required: action.inputs.filter((input) => input.required).map((input) => input.name),
          optional: action.inputs.filter((input) => !input.required).map((input) => input.name),
        },
      ]),
    ),
    messages: new Map(view.messages.map((message) => [message.name, { title: message.title }])),
    groups: new Map(view.roles.map((role) => [role.code, { title: role.title }])),
    processes: new Set(view.processes.map((process) => process.id)),
  };
}

/** Rules, then soundness once they hold. Errors first, then warnings, each in the order of the diagram file. */
export async function check(files: readonly SourceFile[], catalogue: CatalogueView): Promise<readonly Problem[]> {
  const result = await compile(files, { catalogue: catalogueOf(catalogue) });
  const problems = [...result.problems, ...(result.ok ? soundness(result.procedures, files) : [])];
  return problems.sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}
