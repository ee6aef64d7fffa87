import type { MessageDefinition } from '../catalogue/types.ts';

export const citizenWithdrew: MessageDefinition = { name: 'citizen.withdrew', title: '申请人撤回申请', key: '=case' };
