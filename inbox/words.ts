/** How states of the domain are said on a page; one place for lists, cards and papers. */

const orders: Readonly<Record<string, string>> = {
  drafting: '填写中',
  approving: '等镇领导审批',
  refused: '未批准',
  issued: '等部门签收',
  signed: '部门办理中',
  returning: '申请退单，等裁定',
  returned: '已退单',
  reported: '已反馈，等核对',
  verified: '已销单',
  cancelled: '已撤销',
};
export const orderStatus = (status: unknown): string => orders[String(status)] ?? '办理中';

export const orderKind = (kind: string): string =>
  kind === 'on_site' ? '到场协调解决' : kind === 'guidance' ? '业务指导' : kind;

const appointments: Readonly<Record<string, string>> = {
  planned: '已约定',
  held: '已到场调解',
  'no-show': '未到场',
  moved: '已改期',
  cancelled: '已取消',
};
export const appointmentStatus = (status: string): string => appointments[status] ?? '已约定';

const mails: Readonly<Record<string, string>> = {
  waiting: '等待发送',
  sending: '正在发送',
  sent: '已送出',
  unknown: '结果不明，将重发',
  failed: '被退回',
  held: '暂缓发送',
};
export const mailStatus = (status: unknown): string => mails[String(status)] ?? '等待发送';

const kinds: Readonly<Record<string, string>> = {
  order: '交办单',
  reminder: '提醒',
  urge: '催办',
  supervise: '督办',
  circular: '通报',
  ruling: '裁定',
  verified: '核对结果',
  invitation: '预约通知',
  moved: '改期通知',
  cancelled: '取消通知',
};
/** What kind of letter: the name of its template, `dispatch-order/order` or `order`. */
export const mailKind = (kind: string): string => kinds[kind.split('/').at(-1) ?? ''] ?? '信函';
