import type { ServerDeps } from '../deps.ts';
import { Problem } from '../platform/problem.ts';
import { type FullCaseRow, findCase } from './queries.ts';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The case of this town, or 404: other towns' cases do not exist here. */
export async function demandCase(
  { database }: Pick<ServerDeps, 'database'>,
  town: number,
  id: string,
): Promise<FullCaseRow> {
  const found = uuid.test(id) ? await findCase(database, town, id) : undefined;
  if (!found) throw new Problem(404, 'case-not-found', '没有找到这件案件');
  return found;
}

/** The same, and that it is not closed yet. */
export async function demandOpenCase(
  deps: Pick<ServerDeps, 'database'>,
  town: number,
  id: string,
): Promise<FullCaseRow> {
  const found = await demandCase(deps, town, id);
  if (found.closed_at)
    throw new Problem(409, 'case-closed', '本案已结案，不能再办理', { params: { number: found.number } });
  return found;
}
