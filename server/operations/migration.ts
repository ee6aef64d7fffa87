import type { MigrationPlan as EnginePlan } from '../../engine/model/operation.ts';
import type { ServerDeps } from '../deps.ts';
import type { Me } from '../identity/guard.ts';
import { Problem } from '../platform/problem.ts';
import type { Choice, MigrationDraft, MigrationPlan, MigrationTrial } from './change.contract.ts';
import { inWords } from './command.ts';
import { engineChoice } from './filter.ts';
import { namingFor } from './naming.ts';
import { businessKeysOf } from './queries.ts';
import { kindWords, lineWords, problemWords } from './words.ts';

/** A plan to begin with, a line for each element where an instance of the old version can stand, wait or listen. */
export async function draftMigration(
  deps: ServerDeps,
  town: number,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<MigrationDraft> {
  const naming = await namingFor(deps, town, { procedures: [from, to] });
  for (const key of [from, to])
    if (!naming.procedure(key)) throw new Problem(404, 'version-not-found', '没有找到这一版', { params: { key } });
  const { plan, lines } = await inWords(deps.engine.operations.planMigration(town, from, to));
  const nodes = naming.procedure(from)!.nodes;
  return {
    plan: planView(plan),
    lines: lines.map(({ element, name, kind, to: target, because }) => ({
      element,
      name: name || (nodes[element] ? kindWords(nodes[element].kind) : naming.step(from, element).name),
      kind,
      to: target ?? null,
      toName: target === undefined ? null : naming.step(to, target).name,
      because,
      text: lineWords[because],
      timer: nodes[element]?.timer !== undefined,
    })),
  };
}

const planView = ({ from, to, elements, flows, restart }: EnginePlan): MigrationPlan => ({
  from,
  to,
  elements: { ...elements },
  ...(flows ? { flows: { ...flows } } : {}),
  ...(restart ? { restart: [...restart] } : {}),
});

/** Tries a plan on the chosen instances and stores nothing: how many could go, and why the others could not. */
export async function tryMigration(
  deps: ServerDeps,
  me: Me,
  { plan, choice }: { readonly plan: MigrationPlan; readonly choice: Choice },
): Promise<MigrationTrial> {
  const { town } = me;
  const trial = await inWords(deps.engine.operations.tryMigration(town, plan, await engineChoice(deps, town, choice)));
  const refused = trial.refused.map(({ instance }) => instance);
  const keys = await businessKeysOf(deps.database, town, refused);
  const naming = await namingFor(deps, town, { procedures: [plan.from, plan.to], cases: keys.values() });
  return {
    looked: trial.looked,
    more: trial.more,
    ready: trial.ready,
    refused: trial.refused.map(({ instance, problems }) => ({
      instance,
      number: naming.number(keys.get(instance) ?? null),
      problems: problems.map(({ code, element }) => ({
        code,
        element: element ?? null,
        text:
          element === undefined
            ? problemWords[code]
            : `“${naming.step(plan.from, element).name}”：${problemWords[code]}`,
      })),
    })),
  };
}
