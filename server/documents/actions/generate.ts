import { Type } from 'typebox';
import { addEvent } from '../../cases/timeline.ts';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { textOf } from '../../mail/compose.ts';
import { renderTemplate } from '../../mail/render.ts';
import { seal } from '../../mediation/sealed.ts';
import { orderContext } from '../../orders/document.ts';
import { uuidv7 } from '../../platform/ids.ts';
import { versionFiles } from '../../procedures/queries.ts';
import { documentContext } from '../context.ts';
import { storeDocument } from '../queries.ts';

/** Fills in a document of the procedure (`documents/<template>.html.hbs`) and puts it into the case's volume. */
export const generate: ActionDefinition = {
  type: 'document.generate',
  title: '出具文书',
  help: '用流程里的文书模板生成一份可以打印的文书，归入案卷。',
  input: Type.Object({
    case: Type.String({ title: '案件' }),
    agreement: Type.Optional(Type.String({ title: '协议' })),
    order: Type.Optional(Type.String({ title: '交办单' })),
  }),
  headers: { template: { title: '文书模板', required: true } },
  output: Type.Object({ document: Type.String({ title: '文书' }) }),
  templates: ({ template }) => (template ? [`documents/${template}.html.hbs`] : []),
  async run({ trx, town, now }, job, deps) {
    const { template = '' } = job.headers;
    const text = (name: string) => (typeof job.input[name] === 'string' ? (job.input[name] as string) : undefined);
    const [caseId, order] = [text('case')!, text('order')];
    const files = await versionFiles(trx, town, job.procedure);
    const context = {
      ...(await documentContext(trx, deps, town, { case: caseId, agreement: text('agreement'), now })),
      ...(order ? await orderContext(trx, deps, town, order) : {}),
    };
    const html = renderTemplate(textOf(files, `documents/${template}.html.hbs`), context, 'html');
    const title = /<title>([^<]{1,80})<\/title>/.exec(html)?.[1]?.trim() || '文书';
    const id = uuidv7(now);
    const document = await storeDocument(trx, {
      town_id: town,
      document_id: id,
      case_id: caseId,
      cause: job.key,
      template,
      title,
      body_enc: seal(deps, 'document', id, 'body', html),
      at: now,
    });
    if (document === id)
      await addEvent(trx, deps, town, { case: caseId, at: now, kind: 'system', who: null, text: `出具《${title}》` });
    return { document };
  },
};
