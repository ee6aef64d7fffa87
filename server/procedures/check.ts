import { compile, soundness } from '../../engine/index.ts';
import type { Problem, SourceFile } from '../../engine/model/problem.ts';
import type { Procedure } from '../../engine/model/procedure.ts';
import { actions } from '../catalogue/actions.ts';
import { engineCatalogue } from '../catalogue/engine.ts';
import { checkForms } from './check-forms.ts';
import { checkTemplates } from './check-templates.ts';
import { isProcedurePath } from './paths.ts';

/**
 * Everything that stands in the way of publishing these files as the procedure `process`: the compiler's findings, those
 * about templates, forms and what the steps need of the folder, and runs that would get stuck. `known` are the processes of the town.
 */
export async function checkProcedure(
  process: string,
  files: readonly SourceFile[],
  known: Iterable<string>,
): Promise<Problem[]> {
  const strange = files.filter(({ path }) => !isProcedurePath(path));
  const problems = strange.map(
    ({ path }): Problem => ({ severity: 'error', rule: 'file', file: path, message: '流程文件夹里不能有这个文件' }),
  );
  const compiled = await compile(files, { catalogue: { ...engineCatalogue, processes: new Set([...known, process]) } });
  problems.push(...compiled.problems, ...checkTemplates(files), ...checkForms(files));
  if (compiled.ok)
    problems.push(
      ...otherProcess(process, compiled.procedures),
      ...missingFiles(compiled.procedures, files),
      ...soundness(compiled.procedures, files),
    );
  return problems;
}

/** The folder holds the one process that it is named after. */
function otherProcess(process: string, procedures: readonly Procedure[]): Problem[] {
  if (procedures.length === 1 && procedures[0]!.id === process) return [];
  return [
    {
      severity: 'error',
      rule: 'process-id',
      file: 'procedure.bpmn',
      message: `这里只能有一个编号为 ${process} 的流程，否则发布会变成另一个流程`,
    },
  ];
}

/** Templates that a step writes with: without them its job would fail when a case comes there. */
function missingFiles(procedures: readonly Procedure[], files: readonly SourceFile[]): Problem[] {
  const present = new Set(files.map(({ path }) => path));
  const problems: Problem[] = [];
  for (const { nodes } of procedures) {
    for (const { id, name, job } of Object.values(nodes)) {
      const needed = (job && actions.find(({ type }) => type === job.type)?.templates?.(job.headers)) ?? [];
      for (const path of needed.filter((one) => !present.has(one))) {
        problems.push({
          severity: 'error',
          rule: 'template-missing',
          file: path,
          element: id,
          name,
          property: 'job',
          message: `步骤“${name}”要用模板 ${path}，流程里没有`,
          remedy: '添加模板',
        });
      }
    }
  }
  return problems;
}

export const failed = (problems: readonly Problem[]): boolean => problems.some(({ severity }) => severity === 'error');
