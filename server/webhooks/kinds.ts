import type { EventKind } from './contract.ts';

/** What other systems can be told, in words. */
export const eventKinds: Readonly<Record<EventKind, { readonly title: string; readonly help: string }>> = {
  'case.registered': { title: '登记案件', help: '新案件登记成功' },
  'stage.changed': { title: '进入新阶段', help: '案件进入发现、研判、流转、处置、反馈中的另一阶段' },
  'task.created': { title: '产生任务', help: '有一步等人办理' },
  'task.completed': { title: '完成任务', help: '有一步办完' },
  'order.issued': { title: '发出交办单', help: '交办单编号并发给部门' },
  'order.signed': { title: '部门签收', help: '部门签收交办单' },
  'order.answered': { title: '部门反馈', help: '部门反馈办理结果' },
  'instance.started': { title: '流程开始', help: '任何一条流程开始' },
  'instance.completed': { title: '流程办结', help: '任何一条流程按步骤走完' },
  'instance.cancelled': { title: '流程撤销', help: '任何一条流程被撤销' },
  'incident.raised': { title: '流程停住', help: '有一步无法继续，等管理员处理' },
  'incident.resolved': { title: '恢复办理', help: '停住的一步已经重试或跳过' },
};

export const titleOf = (kind: string): string =>
  kind === 'ping' ? '试发' : (eventKinds[kind as EventKind]?.title ?? kind);
