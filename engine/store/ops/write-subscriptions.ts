import { bulkDelete, bulkInsert, bulkUpdate } from '../bulk.ts';

const key = { instance_id: 'uuid', sub_no: 'integer' } as const;

export const insertSubscriptions = bulkInsert('subscription', {
  ...key,
  element_id: 'text',
  event: 'text',
  name: 'text',
  key: 'text',
});
export const changeSubscriptions = bulkUpdate('change', 'subscription', key, {
  element_id: 'text',
  event: 'text',
  name: 'text',
  key: 'text',
});
export const deleteSubscriptions = bulkDelete('subscription', key);
