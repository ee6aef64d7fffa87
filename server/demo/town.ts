import type { Trx } from '../db/schema.ts';
import type { Role } from '../identity/contract.ts';
import { hashPassword } from '../identity/password.ts';
import { insertAccounts } from '../identity/queries.ts';
import { uuidv7 } from '../platform/ids.ts';
import { createTown, villageUnits } from '../towns/create.ts';
import { defaultSettings } from '../towns/settings.ts';

/** 行政区划代码 of 苍城镇. People, villages and firms of the demo are made up. */
export const demoTown = 440783104;
export const demoPassword = 'Onedoor-2026';

export interface DemoPerson {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly title: string;
}

const staff: readonly (readonly [login: string, name: string, role: Role, title: string])[] = [
  ['hemin', '何敏', 'desk', '首问责任人'],
  ['liuzhiqiang', '刘志强', 'mediator', '调解员'],
  ['huangli', '黄丽', 'mediator', '调解员'],
  ['chenguodong', '陈国栋', 'director', '综治中心主任'],
  ['wanghaitao', '王海涛', 'leader', '副镇长'],
  ['zhouming', '周明', 'admin', '系统管理员'],
  ['wujing', '吴静', 'auditor', '审计员'],
];

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五'];
const villages = [...numerals.map((numeral) => `示范${numeral}村`), '示范墟社区'];

/** Enters the demo town with its sixteen villages and thirty-two grids, and its people; answers them. */
export async function createDemoTown(trx: Trx, now: Date): Promise<DemoPerson[]> {
  const town = {
    id: demoTown,
    name: '苍城镇',
    centre: '苍城镇综治中心（信访超市）',
    dutyPhone: '0750-2000110',
    address: '苍城镇示范路 1 号',
    settings: { ...defaultSettings, committee: '苍城镇人民调解委员会' },
  };
  await createTown(trx, town, villageUnits(demoTown, town.name, '开平市', villages), now);
  const passwordHash = await hashPassword(demoPassword);
  const people = staff.map(([login, name, role, title]) => ({ id: uuidv7(now), login, name, roles: [role], title }));
  await insertAccounts(
    trx,
    demoTown,
    people.map((person) => ({ ...person, passwordHash, unit: `${demoTown}-centre` })),
    now,
  );
  return people;
}
