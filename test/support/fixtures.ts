import type { Db } from '../../server/db/schema.ts';
import type { Role } from '../../server/identity/contract.ts';
import { hashPassword } from '../../server/identity/password.ts';
import { insertAccounts } from '../../server/identity/queries.ts';
import { uuidOf } from '../../server/platform/ids.ts';
import { createTown, villageUnits } from '../../server/towns/create.ts';
import { defaultSettings } from '../../server/towns/settings.ts';

/** 苍城镇, the town of the demo, and a second one that must never see anything of it. */
export const home = 440783104;
export const elsewhere = 440783999;

export const password = 'Onedoor-2026';
let hash: Promise<string> | undefined;

export interface TestPerson {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly town: number;
  readonly roles: readonly Role[];
}

const person = (town: number, login: string, name: string, ...roles: Role[]): TestPerson => ({
  id: uuidOf(`${town}|${login}`),
  login,
  name,
  town,
  roles,
});

/** Everybody of both towns. A role alone means its first person; the second mediator is there to be somebody else. */
export const people: readonly TestPerson[] = [
  person(home, 'hemin', '何敏', 'desk'),
  person(home, 'liuzhiqiang', '刘志强', 'mediator'),
  person(home, 'huangli', '黄丽', 'mediator'),
  person(home, 'chenguodong', '陈国栋', 'director'),
  person(home, 'wanghaitao', '王海涛', 'leader'),
  person(home, 'zhouming', '周明', 'admin'),
  person(home, 'wujing', '吴静', 'auditor'),
  person(elsewhere, 'other-desk', '示范甲', 'desk'),
  person(elsewhere, 'other-mediator', '示范乙', 'mediator'),
  person(elsewhere, 'other-director', '示范丙', 'director'),
  person(elsewhere, 'other-leader', '示范丁', 'leader'),
  person(elsewhere, 'other-admin', '示范戊', 'admin'),
  person(elsewhere, 'other-auditor', '示范己', 'auditor'),
];

/** The person of a login, or the first one of a role in a town. */
export function personOf(who: string, town = home): TestPerson {
  const found =
    people.find((one) => one.login === who) ??
    people.find((one) => one.town === town && one.roles.includes(who as Role));
  if (!found) throw new Error(`Expected a login or role of the test towns but got ${who}`);
  return found;
}

/** Both towns with their calendars, organisation trees and people. */
export async function createTowns(db: Db, now: Date): Promise<void> {
  hash ??= hashPassword(password);
  const passwordHash = await hash;
  const villages = ['示范一村', '示范二村', '示范三村', '示范墟社区'];
  await db.transaction().execute(async (trx) => {
    for (const [id, name] of [
      [home, '苍城镇'],
      [elsewhere, '示范镇'],
    ] as const) {
      const town = {
        id,
        name,
        centre: `${name}综治中心`,
        dutyPhone: '0750-0000000',
        address: `${name}示范路 1 号`,
        settings: defaultSettings,
      };
      await createTown(trx, town, villageUnits(id, name, '开平市', villages), now);
      const accounts = people
        .filter((one) => one.town === id)
        .map((one) => ({ ...one, passwordHash, unit: `${id}-centre` }));
      await insertAccounts(trx, id, accounts, now);
    }
  });
}
