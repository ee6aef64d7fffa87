import type { App, ServerDeps } from '../deps.ts';
import { caseWorkers, route } from '../identity/guard.ts';
import { listUnits } from '../towns/queries.ts';
import { CaseCreated, CaseNew, DuplicateQuery, Duplicates, IntakeOptions, Score, ScoreQuery } from './contract.ts';
import { findDuplicates } from './duplicates.ts';
import { registerCase } from './register.ts';
import { scoreOf } from './score.ts';
import { disputeTypes, paths, sources } from './taxonomy.ts';

/** The intake desk. Whoever works on cases may be the first to hear of one (首问责任制). */
export async function intakeRoutes(app: App, deps: ServerDeps): Promise<void> {
  const work = { roles: caseWorkers };
  const ask = { roles: caseWorkers, computes: true } as const;
  app.get(
    '/api/intake/options',
    route({ summary: '登记选项', response: { 200: IntakeOptions } }, work),
    async ({ me }) => {
      const units = await listUnits(deps.database, me.town);
      const grids = (village: string) => units.filter((unit) => unit.kind === 'grid' && unit.parent === village);
      return {
        types: disputeTypes.map(({ code, label, children }) => ({ code, label, children: [...children] })),
        villages: units
          .filter((unit) => unit.kind === 'village')
          .map((unit) => ({
            id: unit.id,
            label: unit.name,
            children: grids(unit.id).map((grid) => ({ id: grid.id, label: grid.name })),
          })),
        paths: [...paths],
        sources: [...sources],
      };
    },
  );
  app.post(
    '/api/intake/duplicates',
    route({ summary: '查重', body: DuplicateQuery, response: { 200: Duplicates } }, ask),
    async ({ me, body }) => findDuplicates(deps, me.town, body),
  );
  app.post(
    '/api/intake/score',
    route({ summary: '研判计分', body: ScoreQuery, response: { 200: Score } }, ask),
    async ({ me, body }) => scoreOf(deps, me.town, body),
  );
  app.post(
    '/api/cases',
    route({ summary: '登记案件', body: CaseNew, response: { 200: CaseCreated } }, work),
    async ({ me, body, repeat }) => registerCase(deps, me, body, repeat),
  );
}
