import type { MessageDefinition } from '../catalogue/types.ts';

/** What a department does on its page. */
export const orderMessages: readonly MessageDefinition[] = [
  { name: 'order.signed', title: '部门已签收', key: '=order' },
  { name: 'order.returned', title: '部门申请退单', key: '=order' },
  { name: 'order.extension-requested', title: '部门申请延期', key: '=order' },
  { name: 'order.reported', title: '部门已反馈结果', key: '=order' },
];
