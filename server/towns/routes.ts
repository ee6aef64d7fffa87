import type { App, ServerDeps } from '../deps.ts';
import { route } from '../identity/guard.ts';
import { FrontDoor } from './contract.ts';
import { findTown, listTowns } from './queries.ts';

/** What may be said of the centre at its door. */
export async function townRoutes(app: App, { database }: ServerDeps): Promise<void> {
  app.get(
    '/api/front-door',
    route({ summary: '登录页上的中心名称、时间和电话', response: { 200: FrontDoor } }, { public: true }),
    async () => {
      const towns = await listTowns(database);
      const town = towns.length === 1 ? await findTown(database, towns[0]!) : undefined;
      if (!town) return { centre: null, dutyPhone: null, hours: null };
      const hours = town.settings.hours.map(([from, until]) => `${plain(from)}–${plain(until)}`).join('、');
      return { centre: town.centre, dutyPhone: town.dutyPhone, hours: `周一至周五 ${hours}` };
    },
  );
}

const plain = (time: string) => time.replace(/^0/, '');
