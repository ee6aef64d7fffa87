import { insertYears } from '../calendar/queries.ts';
import { calendarYears } from '../calendar/seed.ts';
import type { Trx } from '../db/schema.ts';
import { insertTown, insertUnits, type OrgUnit, type Town } from './queries.ts';

/** Enters a town with its organisation tree and its working-day calendar. */
export async function createTown(trx: Trx, town: Town, units: readonly OrgUnit[], now: Date): Promise<void> {
  await insertTown(trx, town, now);
  await insertUnits(trx, town.id, units);
  await insertYears(trx, town.id, calendarYears());
}

/** Names of villages with two grids each, as a tree below the town. Codes are those of the division with three digits more a level. */
export function villageUnits(town: number, name: string, city: string, villages: readonly string[]): OrgUnit[] {
  const root = String(town);
  const tree: OrgUnit[] = [
    { id: root.slice(0, 6), parent: null, kind: 'city', name: city },
    { id: root, parent: root.slice(0, 6), kind: 'town', name },
    { id: `${root}-centre`, parent: root, kind: 'office', name: '综治中心' },
  ];
  villages.forEach((village, at) => {
    const id = `${root}${200 + at}`;
    tree.push({ id, parent: root, kind: 'village', name: village });
    for (const grid of [1, 2])
      tree.push({ id: `${id}00${grid}`, parent: id, kind: 'grid', name: `${village}第 ${at * 2 + grid} 网格` });
  });
  return tree;
}
