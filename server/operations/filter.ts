import { Value } from 'typebox/value';
import type { IncidentCode as Code } from '../../engine/model/instance.ts';
import type * as Engine from '../../engine/model/operations.ts';
import type { ServerDeps } from '../deps.ts';
import { Problem } from '../platform/problem.ts';
import type { Choice } from './change.contract.ts';
import { IncidentCode, type InstanceFilter, type InstanceQuery, VariableTest } from './contract.ts';
import { caseByNumber } from './queries.ts';

type Needs = Pick<ServerDeps, 'database'>;

/** A business key that no instance has: a search for a case that does not exist finds nothing. */
const nobody = '00000000-0000-8000-8000-000000000000';

/** The filter that a query of an address stands for. Throws a 400 when its tests are not what they should be. */
export function filterOf({
  variables,
  incident,
  oldest,
  cursor: _,
  limit: __,
  ...rest
}: InstanceQuery): InstanceFilter {
  return {
    ...rest,
    ...(variables === undefined ? {} : { variables: testsOf(variables) }),
    ...(incident === undefined ? {} : { incident: incidentOf(incident) }),
    ...(oldest === undefined ? {} : { oldest: oldest === 'true' }),
  };
}

function incidentOf(text: string): boolean | Code {
  if (text === 'true' || text === 'false') return text === 'true';
  if (Value.Check(IncidentCode, text)) return text as Code;
  throw new Problem(400, 'bad-incident', '停住的原因无效', { field: '/incident' });
}

/** Tests of variables, as JSON in an address. */
export function testsOf(text: string): VariableTest[] {
  const bad = () => new Problem(400, 'bad-variable-tests', '按事实查找的条件无效', { field: '/variables' });
  let tests: unknown;
  try {
    tests = JSON.parse(text);
  } catch {
    throw bad();
  }
  if (!Array.isArray(tests) || tests.length > 10 || !tests.every((test) => Value.Check(VariableTest, test)))
    throw bad();
  return tests as VariableTest[];
}

/** A moment of a query, or a day: then its beginning in Shanghai. */
export function momentOf(text: string, field: string): Date {
  const at = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text);
  if (Number.isNaN(at.getTime())) throw new Problem(400, 'bad-date', '日期无效', { field: `/${field}` });
  return at;
}

/** A filter as the engine knows it: a case number becomes the key its instances are filed under. */
export async function engineQuery(
  { database }: Needs,
  town: number,
  filter: InstanceFilter,
): Promise<Engine.InstanceQuery> {
  const { number, startedAfter, startedBefore, variables, incident, ...rest } = filter;
  const wanted = number?.trim();
  return {
    ...rest,
    ...(incident === undefined ? {} : { incident: incident as boolean | Code }),
    ...(variables ? { variables: variables as readonly Engine.VariableTest[] } : {}),
    ...(startedAfter === undefined ? {} : { startedAfter: momentOf(startedAfter, 'startedAfter') }),
    ...(startedBefore === undefined ? {} : { startedBefore: momentOf(startedBefore, 'startedBefore') }),
    ...(wanted ? { businessKey: (await caseByNumber(database, town, wanted)) ?? nobody } : {}),
  };
}

/** Named instances, or those of a filter, as the engine knows them. */
export async function engineChoice(deps: Needs, town: number, choice: Choice): Promise<Engine.Choice> {
  return 'instances' in choice
    ? { instances: choice.instances }
    : { query: await engineQuery(deps, town, choice.query) };
}

export const pageOf = ({ cursor, limit }: { cursor?: string; limit?: number }): Engine.PageRequest => ({
  ...(cursor ? { cursor } : {}),
  ...(limit === undefined ? {} : { limit }),
});
