/** A condition between its FEEL and three fields in words: 事实 · 怎么比 · 值. Anything else stays a formula. */

export type Comparison = '=' | '!=' | '>' | '>=' | '<' | '<=';

export interface Condition {
  readonly fact: string;
  readonly comparison: Comparison;
  /** Already FEEL: `"agreed"`, `true`, `3`. */
  readonly value: string;
}

export const comparisons: readonly { readonly value: Comparison; readonly label: string }[] = [
  { value: '=', label: '是' },
  { value: '!=', label: '不是' },
  { value: '>', label: '大于' },
  { value: '>=', label: '不小于' },
  { value: '<', label: '小于' },
  { value: '<=', label: '不大于' },
];

const form = /^=\s*([A-Za-z_]\w*)\s*(=|!=|>=|<=|>|<)\s*("[^"]*"|true|false|null|-?\d+(?:\.\d+)?)\s*$/;

export function readCondition(feel: string | undefined): Condition | undefined {
  const match = form.exec(feel ?? '');
  return match ? { fact: match[1]!, comparison: match[2] as Comparison, value: match[3]! } : undefined;
}

export const writeCondition = ({ fact, comparison, value }: Condition): string => `=${fact} ${comparison} ${value}`;

export interface Fact {
  readonly name: string;
  readonly label: string;
  /** Values that can be chosen; absent: a number. */
  readonly values?: readonly { readonly value: string; readonly label: string }[];
}

const yesNo = [
  { value: 'true', label: '是' },
  { value: 'false', label: '否' },
];

/** The facts that the domain and the shipped forms put into a case, with the values they can take. */
export const facts: readonly Fact[] = [
  {
    name: 'level',
    label: '等级',
    values: ['蓝', '黄', '橙', '红'].map((label, index) => ({ value: String(index + 1), label })),
  },
  { name: 'score', label: '评分' },
  { name: 'people', label: '涉及人数' },
  { name: 'amount', label: '涉及金额（元）' },
  {
    name: 'route',
    label: '办理路径',
    values: [
      { value: '"on_site"', label: '就地调解' },
      { value: '"scheduled"', label: '预约调解' },
      { value: '"order"', label: '发交办单' },
      { value: '"other"', label: '告知其他途径' },
    ],
  },
  {
    name: 'result',
    label: '调解结果',
    values: [
      { value: '"agreed"', label: '达成协议' },
      { value: '"partly"', label: '部分达成' },
      { value: '"failed"', label: '未达成' },
      { value: '"refused"', label: '一方拒绝' },
    ],
  },
  {
    name: 'outcome',
    label: '办理结果',
    values: [
      { value: '"agreed"', label: '达成协议' },
      { value: '"partly"', label: '部分达成' },
      { value: '"failed"', label: '未达成' },
      { value: '"refused"', label: '一方拒绝' },
      { value: '"withdrawn"', label: '撤回' },
      { value: '"advised"', label: '已告知其他途径' },
    ],
  },
  {
    name: 'agreementKind',
    label: '协议形式',
    values: [
      { value: '"written"', label: '书面' },
      { value: '"oral"', label: '口头' },
    ],
  },
  {
    name: 'orderKind',
    label: '发令种类',
    values: [
      { value: '"on_site"', label: '到场协调解决' },
      { value: '"guidance"', label: '业务指导' },
    ],
  },
  { name: 'willing', label: '双方愿意调解', values: yesNo },
  { name: 'approved', label: '审批同意', values: yesNo },
  { name: 'accept', label: '裁定同意', values: yesNo },
  { name: 'accepted', label: '核对通过', values: yesNo },
  { name: 'held', label: '到场', values: yesNo },
  { name: 'satisfied', label: '回访满意', values: yesNo },
  { name: 'urgent', label: '紧急', values: yesNo },
  { name: 'litigation', label: '涉诉', values: yesNo },
  { name: 'needsDepartment', label: '需部门到场', values: yesNo },
  { name: 'violence', label: '有扬言、暴力或自伤', values: yesNo },
  { name: 'sensitive', label: '敏感事项', values: yesNo },
  { name: 'collective', label: '集体访', values: yesNo },
  { name: 'round', label: '第几轮办理' },
];

/** The condition as it is read aloud: 等级不小于橙，双方愿意调解，双方愿意调解：否. */
export function sayCondition({ fact: name, comparison, value }: Condition): string {
  const fact = facts.find((one) => one.name === name);
  const said = fact?.values?.find((one) => one.value === value)?.label ?? value.replaceAll('"', '');
  const label = fact?.label ?? name;
  if (fact?.values === yesNo) return (comparison === '=') === (value === 'true') ? label : `${label}：否`;
  return `${label}${comparisons.find((one) => one.value === comparison)?.label ?? comparison}${said}`;
}
