import { bulkInsert } from '../bulk.ts';
import { statement } from '../statement.ts';

export const insertDeliveries = bulkInsert('delivery', {
  key: 'text',
  instance_id: 'uuid',
  kind: 'text',
  name: 'text',
  correlation_key: 'text',
  variables: 'jsonb',
  run_at: 'timestamptz',
  fence: 'bigint',
  attempts: 'integer',
});

/** Delivered: by the holder of the lease only. */
export const deleteDelivery = statement(
  'delivery.delete',
  'delete from delivery where town_id = $1 and key = $2 and fence = $3',
);
