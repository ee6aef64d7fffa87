/** The calls about 对外通知: other systems that are told of what happens here. */
import type {
  DeliveryList,
  WebhookChange,
  WebhookList,
  WebhookNew,
  WebhookSecret,
} from '../../../server/webhooks/contract.ts';
import { api, call } from '../../../ui/api/client.ts';

const root = '/api/webhooks';

export const listWebhooks = () => api.get<WebhookList>(root);
export const makeWebhook = (webhook: WebhookNew, key: string) => api.post<WebhookSecret>(root, webhook, key);
export const changeWebhook = (id: string, webhook: WebhookChange, idempotencyKey: string) =>
  call<void>('PUT', `${root}/${id}`, { body: webhook, idempotencyKey });
export const removeWebhook = (id: string) => api.delete<void>(`${root}/${id}`);
export const rotate = (id: string, hours: number, key: string) =>
  api.post<WebhookSecret>(`${root}/${id}/rotate`, { hours }, key);
export const ping = (id: string, key: string) => api.post<void>(`${root}/${id}/test`, {}, key);
export const readDeliveries = (id: string, status: string, cursor: string) =>
  api.get<DeliveryList>(`${root}/${id}/deliveries`, { status, cursor });
export const redeliver = (id: string, delivery: string, key: string) =>
  api.post<void>(`${root}/${id}/deliveries/${delivery}/redeliver`, {}, key);
