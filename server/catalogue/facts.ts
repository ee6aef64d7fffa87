import { disputeTypes, sources } from '../intake/taxonomy.ts';
import { actions } from './actions.ts';
import { propertiesOf } from './engine.ts';

/** What a fact is, for whoever tests or edits it. `date` is an ISO day or moment. */
export type FactType = 'text' | 'number' | 'boolean' | 'date' | 'id';

export interface FactDefinition {
  readonly name: string;
  /** zh-CN. */
  readonly title: string;
  readonly type: FactType;
  /** The only values it can have, in words, where a form names them. */
  readonly options?: readonly { readonly value: string; readonly title: string }[];
}

const fact = (name: string, title: string, type: FactType, options?: FactDefinition['options']): FactDefinition => ({
  name,
  title,
  type,
  ...(options ? { options } : {}),
});

/**
 * Process variables of domain-wide meaning: what intake, the bindings and the departments' answers write. None of them
 * holds a name, a number to call or a story; a variable that is not known stays hidden from administrators.
 */
const written: readonly FactDefinition[] = [
  fact('case', '案件', 'id'),
  fact(
    'type',
    '纠纷类型',
    'text',
    disputeTypes.flatMap((main) =>
      main.children.map(({ code, label }) => ({ value: code, title: `${main.label} / ${label}` })),
    ),
  ),
  fact(
    'source',
    '来源',
    'text',
    sources.map(({ code, label }) => ({ value: code, title: label })),
  ),
  fact('people', '涉及人数', 'number'),
  fact('amount', '涉及金额（元）', 'number'),
  fact('monthsSince', '持续月数', 'number'),
  fact('violence', '有暴力情形', 'boolean'),
  fact('lifeThreat', '危及生命', 'boolean'),
  fact('policeReports', '报警次数', 'number'),
  fact('failedMediations', '调解未成次数', 'number'),
  fact('collective', '群体性', 'boolean'),
  fact('vulnerable', '涉及弱势群体', 'boolean'),
  fact('sensitive', '敏感', 'boolean'),
  fact('sensitiveTime', '敏感时段', 'boolean'),
  fact('willing', '双方愿意调解', 'boolean'),
  fact('litigation', '已起诉', 'boolean'),
  fact('needsDepartment', '需要部门到场', 'boolean'),
  fact('village', '村（社区）', 'text'),
  fact('firstHandler', '首问责任人', 'id'),
  fact('mediator', '调解员', 'id'),
  fact('starter', '发起人', 'id'),
  fact('verifier', '核验人', 'id'),
  fact('level', '等级', 'number'),
  fact('score', '评分', 'number'),
  fact('triage', '研判结果', 'text'),
  fact('route', '走哪条路', 'text'),
  fact('next', '下一步', 'text'),
  fact('round', '第几轮', 'number'),
  fact('result', '调解结果', 'text'),
  fact('outcome', '办理结果', 'text'),
  fact('agreement', '协议', 'id'),
  fact('agreementKind', '协议形式', 'text'),
  fact('performBy', '履行期限', 'date'),
  fact('performed', '已履行', 'boolean'),
  fact('satisfied', '满意', 'boolean'),
  fact('signed', '已签收', 'boolean'),
  fact('answer', '答复', 'text'),
  fact('appointment', '预约', 'id'),
  fact('startsAt', '约定时间', 'date'),
  fact('held', '已到场', 'boolean'),
  fact('noShows', '未到场次数', 'number'),
  fact('order', '交办单', 'id'),
  fact('orderKind', '交办方式', 'text'),
  fact('urgent', '紧急', 'boolean'),
  fact('resultDays', '反馈天数', 'number'),
  fact('extensionDays', '延期天数', 'number'),
  fact('approved', '审批通过', 'boolean'),
  fact('accept', '同意', 'boolean'),
  fact('accepted', '核验通过', 'boolean'),
  fact('returns', '退单次数', 'number'),
];

const fromActions = actions.flatMap(({ output }) =>
  propertiesOf(output).map(({ name, title }) => fact(name, title, 'text')),
);

/** Every known fact by its name; what the domain says of one goes before what an action says. */
export const facts: ReadonlyMap<string, FactDefinition> = new Map(
  [...fromActions, ...written].map((one) => [one.name, one]),
);
