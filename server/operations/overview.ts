import type { ServerDeps } from '../deps.ts';
import { Problem } from '../platform/problem.ts';
import { modelOf } from '../procedures/model.ts';
import { listUnits } from '../towns/queries.ts';
import type { Overview, VersionView } from './contract.ts';
import { knownFacts } from './facts.ts';
import { countByProcess } from './queries.ts';
import { nameOf } from './words.ts';

/** Every published process with what runs of it. */
export async function overview({ engine, database, clock }: ServerDeps, town: number): Promise<Overview> {
  const [versions, counts] = await Promise.all([engine.versions(town), countByProcess(database, town, clock.now())]);
  const none = { running: 0, suspended: 0, stuck: 0, overdue: 0 };
  return [...Map.groupBy(versions, ({ id }) => id)]
    .map(([process, all]) => {
      const newest = all.toSorted((a, b) => b.version - a.version);
      return {
        process,
        name: newest[0]!.name,
        ...(counts.get(process) ?? none),
        versions: newest.map(({ key, version, running, tag, active }) => ({ key, version, running, tag, active })),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
}

/** What can stand: it is entered and later left, or waits. */
const standing = /[tT]ask$|^callActivity$|[sS]ubProcess$|^transaction$|CatchEvent$|Gateway$/;

/** A version with its steps and facts, to choose from. */
export async function versionView({ engine, database }: ServerDeps, town: number, key: string): Promise<VersionView> {
  const procedure = await engine.procedure(town, key);
  const files = procedure && (await engine.files(town, key));
  const model = procedure && modelOf(files, procedure.id);
  if (!procedure || !files || !model) throw new Problem(404, 'version-not-found', '没有找到这一版');
  const villages = (await listUnits(database, town))
    .filter(({ kind }) => kind === 'village')
    .map(({ id, name }) => ({ value: id, title: name }));
  return {
    key,
    process: procedure.id,
    version: procedure.version,
    name: procedure.name,
    xml: model.text,
    elements: Object.values(procedure.nodes).map((node) => ({
      element: node.id,
      name: nameOf(node),
      kind: node.kind,
      scope: node.scope,
      stands: standing.test(node.kind),
      timer: node.timer !== undefined,
    })),
    facts: [...knownFacts(procedure, files).values()].map(({ options, ...fact }) => {
      const choices = fact.name === 'village' ? villages : options;
      return { ...fact, ...(choices && { options: [...choices] }) };
    }),
  };
}
