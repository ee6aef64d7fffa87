import { Type } from 'typebox';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { sendNotice } from '../send.ts';

/** Tells a role, or one person, a fixed sentence. */
export const send: ActionDefinition = {
  type: 'notice.send',
  title: '发送通知',
  help: '在系统内通知一类岗位或一位同事。',
  input: Type.Object({ case: Type.String({ title: '案件' }), to: Type.String({ title: '通知谁（岗位或人员）' }) }),
  headers: { text: { title: '通知内容', required: true } },
  output: Type.Object({}),
  async run({ trx, town, now }, job) {
    const { case: id, to } = job.input as { case: string; to: string };
    await sendNotice(trx, town, { to, text: job.headers.text ?? '', case: id, cause: job.key }, now);
  },
};
