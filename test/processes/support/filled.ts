type Data = Readonly<Record<string, unknown>>;

const id = '01935d3e-0000-7000-8000-000000000001';
const record = {
  result: 'agreed',
  place: '调解室 1',
  present: ['示例甲', '示例乙'],
  process: '告知权利义务，双方陈述，核实数额，谈妥分期支付。',
};
const terms = {
  facts: '抬高路面致雨水倒灌厨房。',
  content: '一方于 11 月 30 日前修排水沟。',
  mode: '自行施工',
  performBy: '2026-11-30',
};
const slot = { startsAt: '2026-11-30T09:00:00+08:00', endsAt: '2026-11-30T11:00:00+08:00', room: '调解室 1' };
const order = {
  kind: 'on_site',
  department: id,
  cause: 'not_ours',
  reason: '欠薪查处属贵单位法定职责。',
  request: '派员到场，核对工资表。',
  urgent: false,
};
const mediation = (process: string) => ({
  [`${process}/record`]: [
    { record, agreementKind: 'written' },
    { record: { ...record, result: 'partly', attachments: [id] }, agreementKind: 'oral' },
    { record: { ...record, result: 'failed' } },
    // Chosen before the result was changed.
    { record: { ...record, result: 'refused' }, agreementKind: 'oral' },
  ],
  [`${process}/written-agreement`]: [
    {
      agreement: { kind: 'written', ...terms, amount: 23_000, place: '示范三村', confirm: ['claimant', 'respondent'] },
    },
  ],
  [`${process}/oral-agreement`]: [{ agreement: { kind: 'oral', ...terms } }],
});

/** What people fill into each form. */
export const filled: Readonly<Record<string, readonly Data[]>> = {
  'case-lifecycle/triage': [
    { route: 'order', grading: { level: 3 } },
    { route: 'other', grading: { level: 1, reason: '双方已自行和解。' } },
  ],
  'case-lifecycle/feedback': [{ note: { text: '电话告知，协议已签。' } }],
  'case-lifecycle/other-ways': [{ note: { text: '可以申请劳动仲裁，带身份证。' } }],
  'case-lifecycle/archive': [{ archive: { volume: ['卷宗封面', '调解记录'], note: '口头协议，无协议书。' } }],
  ...mediation('on-site-mediation'),
  'on-site-mediation/willingness': [{ willingness: { parties: [{ party: id, willing: true }], note: '电话征求。' } }],
  ...mediation('scheduled-mediation'),
  'scheduled-mediation/appointment': [
    { appointment: { ...slot, departments: [id], persons: ['示例甲'], note: '带工资表' } },
  ],
  'scheduled-mediation/move': [{ move: { ...slot, reason: '一方临时出差' } }],
  'scheduled-mediation/attendance': [
    { attendance: { held: true } },
    { attendance: { held: false, absent: '被申请人未到', note: '已电话联系' } },
  ],
  'dispatch-order/order': [
    { order },
    { order: { ...order, kind: 'guidance', resultDays: 15, cause: 'coordination' } },
    { order: { ...order, urgent: true } },
  ],
  'dispatch-order/approval': [
    { approval: { approved: true } },
    { approval: { approved: false, opinion: '请写清依据' }, refusal: 'revise' },
    { approval: { approved: true, opinion: '同意' }, refusal: 'end' },
  ],
  'dispatch-order/return-ruling': [
    { ruling: { asked: '不属我局职责', accept: true, reason: '理由成立' }, afterReturn: 'redraft' },
    { ruling: { accept: false, reason: '属劳动监察职责' } },
  ],
  'dispatch-order/extension-ruling': [{ ruling: { asked: '等鉴定，5 个工作日', accept: true, reason: '同意' } }],
  'dispatch-order/verification': [
    { verification: { result: '已到场核对', accepted: true }, next: 'finish' },
    { verification: { accepted: false, reason: '当事人称没有人来' } },
  ],
  'follow-up-visit/visit': [
    { followup: { channel: 'phone', performed: 'yes', satisfaction: 'satisfied', note: '排水沟已修好。' } },
  ],
};

/** What must not pass, besides an empty form and fields that it does not have. */
export const wrong: Readonly<Record<string, readonly Data[]>> = {
  'case-lifecycle/triage': [
    { route: 'court', grading: { level: 1 } },
    { route: 'order', grading: { level: 5 } },
  ],
  'on-site-mediation/record': [{ record }, { record: { ...record, present: [] }, agreementKind: 'oral' }],
  'on-site-mediation/written-agreement': [
    { agreement: { kind: 'written', ...terms } },
    { agreement: { kind: 'oral', ...terms, confirm: ['claimant'] } },
  ],
  'scheduled-mediation/appointment': [
    { appointment: { ...slot, departments: [], persons: ['示例甲'] } },
    { appointment: { ...slot, departments: [id], persons: [] } },
    { appointment: { ...slot, room: undefined, departments: [id], persons: ['示例甲'] } },
  ],
  'scheduled-mediation/move': [{ move: slot }],
  'scheduled-mediation/attendance': [{ attendance: { held: false } }],
  'dispatch-order/order': [{ order: { ...order, kind: 'guidance' } }, { order: { ...order, reason: '' } }],
  'dispatch-order/approval': [
    { approval: { approved: false, opinion: '请写清' } },
    { approval: { approved: false }, refusal: 'end' },
  ],
  'dispatch-order/return-ruling': [{ ruling: { accept: true, reason: '成立' } }],
  'dispatch-order/verification': [{ verification: { accepted: true } }, { verification: { accepted: false } }],
};
