import type { Db } from '../db/schema.ts';
import { mailAddress } from '../mail/address.ts';
import { cipherOf } from '../parties/cipher.ts';
import type { Base } from '../platform/deps.ts';
import { insertDepartments } from './queries.ts';

/** A municipal department as a town enters it. */
export interface NewDepartment {
  /** Short code, unique in the town: variables of procedures carry it. */
  readonly id: string;
  readonly name: string;
  readonly short: string;
  readonly email: string;
  readonly contact: string;
  readonly phone: string;
  readonly scope: string;
}

/** Enters departments in this order. Throws when an address is not one plain address. */
export async function enterDepartments(
  db: Db,
  deps: Pick<Base, 'secrets'>,
  town: number,
  departments: readonly NewDepartment[],
): Promise<void> {
  const cipher = cipherOf(deps);
  const rows = departments.map(({ id, name, short, email, contact, phone, scope }, sort) => {
    const address = mailAddress(email);
    if (!address) throw new Error(`Expected one plain mail address for department ${id} but got another form`);
    const phone_enc = cipher.seal(phone, { field: 'department.phone', row: id });
    return { town_id: town, department_id: id, name, short, email: address, contact, phone_enc, scope, sort };
  });
  await insertDepartments(db, rows);
}

/** The departments of the demo town. People and numbers are made up; `.example` reaches nobody. */
export const demoDepartments: readonly NewDepartment[] = (
  [
    ['renshe', '市人力资源和社会保障局', '人社局', '周文华', '欠薪、工伤、社保'],
    ['zhujian', '市住房和城乡建设局', '住建局', '梁伟强', '工程质量、物业、危房'],
    ['ziran', '市自然资源局', '自然资源局', '钱志明', '土地、宅基地、林业权属、不动产'],
    ['nongye', '市农业农村局', '农业农村局', '冯永康', '承包、集体三资、畜禽养殖'],
    ['shichang', '市市场监督管理局', '市场监管局', '罗嘉慧', '消费、食品、价格'],
    ['weijian', '市卫生健康局', '卫健局', '吴海燕', '医患、精神卫生'],
    ['jiaoyu', '市教育局', '教育局', '郑晓明', '校园伤害、入学'],
    ['minzheng', '市民政局', '民政局', '何淑芬', '低保、婚姻、殡葬、村居'],
    ['shengtai', '市生态环境分局', '生态环境分局', '赵国平', '噪声、废水、臭味、扬尘'],
    ['jiaotong', '市交通运输局', '交通运输局', '谭建军', '道路、运输'],
    ['shuili', '市水利局', '水利局', '邓伟文', '河涌、灌溉、滩涂'],
    ['chengguan', '市城市管理和综合执法局', '城管执法局', '黎志豪', '违建、市容'],
    ['yingji', '市应急管理局', '应急管理局', '许振华', '安全生产'],
    ['sifa', '市司法局', '司法局', '张丽珍', '法律援助、公证、行政复议'],
    ['fating', '市人民法院苍城人民法庭', '人民法庭', '李明哲', '诉前调解、司法确认'],
    ['gongan', '市公安局苍城派出所', '派出所', '陈志刚', '治安、家庭暴力'],
    ['fulian', '市妇女联合会', '妇联', '区美玲', '妇女儿童权益'],
    ['gonghui', '市总工会', '总工会', '关永健', '职工维权、劳动争议调解'],
  ] as const
).map(([id, name, short, contact, scope], index) => ({
  id,
  name,
  short,
  contact,
  scope,
  email: `${id}@kaiping.example`,
  phone: `1380000${String(4101 + index * 37)}`,
}));

export const seedDepartments = (db: Db, deps: Pick<Base, 'secrets'>, town: number): Promise<void> =>
  enterDepartments(db, deps, town, demoDepartments);
