/** A kind of dispute: the statistics of the judicial administration (人民调解) with the second level of a rural town. */
export interface DisputeType {
  readonly code: string;
  readonly label: string;
  readonly children: readonly { readonly code: string; readonly label: string }[];
}

const type = (code: string, label: string, children: Readonly<Record<string, string>>): DisputeType => ({
  code,
  label,
  children: [...Object.entries(children), ['other', '其他'] as const].map(([child, name]) => ({
    code: `${code}.${child}`,
    label: name,
  })),
});

/** domain.md 2.4 (a), with its suggested second level. Codes are kept for ever; labels may change. */
export const disputeTypes: readonly DisputeType[] = [
  type('family', '婚姻家庭', {
    divorce: '离婚',
    custody: '抚养',
    support: '赡养',
    inheritance: '继承',
    division: '分家析产',
    violence: '家庭暴力',
    betrothal: '恋爱彩礼',
    'married-out': '外嫁女权益',
  }),
  type('neighbour', '邻里', {
    drainage: '排水',
    noise: '噪音',
    light: '通风采光',
    passage: '通道',
    animals: '饲养动物',
    trees: '相邻树木',
  }),
  type('housing', '房屋宅基地', { boundary: '界址', rebuilding: '翻建', damage: '损邻', ancestral: '祖屋' }),
  type('land', '山林土地', { boundary: '界址', contract: '承包流转', rent: '租金', forest: '林权' }),
  type('expropriation', '征地拆迁', { compensation: '补偿', distribution: '分配', crops: '青苗' }),
  type('labour', '劳动争议', {
    wages: '欠薪',
    injury: '工伤',
    severance: '经济补偿',
    overage: '超龄工人',
    overtime: '加班',
  }),
  type('damage', '损害赔偿', { person: '人身', property: '财产', animal: '动物致害', flooding: '水淹农田' }),
  type('contract', '合同', { loan: '民间借贷', sale: '买卖', lease: '租赁', works: '承揽施工' }),
  type('business', '生产经营', { partnership: '合伙', supply: '供销', machinery: '农机农资' }),
  type('consumer', '消费', { goods: '商品', service: '服务', price: '价格' }),
  type('property', '物业', { fee: '收费', parking: '停车', maintenance: '维修' }),
  type('environment', '环境保护', { noise: '噪声', water: '废水', odour: '养殖臭味', dust: '扬尘' }),
  type('medical', '医疗', { diagnosis: '诊疗', fee: '费用' }),
  type('traffic', '道路交通', { injury: '人身损害', property: '财产损失' }),
  type('village', '村务管理', { dividend: '分红', election: '选举', assets: '集体资产' }),
  type('school', '学校', { injury: '学生伤害', teaching: '教育教学' }),
  type('finance', '金融保险', { loan: '贷款', insurance: '保险' }),
  type('overseas', '涉侨', { property: '涉侨产业', inheritance: '涉侨继承' }),
  type('online', '网络与电子商务', { shopping: '网购', platform: '平台用工' }),
  type('petition', '信访事项', { benefit: '低保救助', conduct: '干部作风' }),
  type('other', '其他', {}),
];

const labels = new Map(
  disputeTypes.flatMap((main) => main.children.map((child) => [child.code, `${main.label} / ${child.label}`] as const)),
);

/** 劳动争议 / 欠薪; undefined for a code that does not exist. */
export const typeLabel = (code: string): string | undefined => labels.get(code);

/** A case can begin from these (B3 of the work system). */
export const sources: readonly { readonly code: string; readonly label: string }[] = [
  { code: 'visit', label: '来访' },
  { code: 'phone', label: '来电' },
  { code: 'grid', label: '网格上报' },
  { code: 'department', label: '部门转来' },
  { code: 'judicial', label: '法院·检察·公安' },
  { code: 'online', label: '网上' },
];

export const sourceLabel = (code: string): string => sources.find((source) => source.code === code)?.label ?? code;

/** The eight services under one roof (A2 of the work system), as handling paths. */
export const paths: readonly string[] = [
  '信访调处',
  '调解',
  '仲裁',
  '诉讼',
  '法律援助',
  '困难帮扶',
  '司法救助',
  '心理安抚',
];
