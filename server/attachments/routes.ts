import { Type } from 'typebox';
import { record } from '../audit/record.ts';
import { AttachmentView } from '../cases/contract.ts';
import { demandCase, demandOpenCase } from '../cases/find.ts';
import { addEvent } from '../cases/timeline.ts';
import type { App, ServerDeps } from '../deps.ts';
import { actingRole, actorOf, caseReaders, caseWorkers, route } from '../identity/guard.ts';
import { liveOf } from '../live/hub.ts';
import { Problem } from '../platform/problem.ts';
import { addAttachment } from './add.ts';
import { findAttachment } from './queries.ts';
import { attachmentsOf, nameOf } from './read.ts';
import { readStored, type StoredFile, storeFile } from './store.ts';

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) });

/** Files of a case: brought in as multipart, given out as downloads only. */
export async function attachmentRoutes(app: App, deps: ServerDeps): Promise<void> {
  const { database, clock } = deps;

  app.post(
    '/api/cases/:id/attachments',
    {
      ...route(
        {
          summary: '上传材料',
          description: 'multipart/form-data，一个或多个 file',
          consumes: ['multipart/form-data'],
          params: Id,
          response: { 200: Type.Array(AttachmentView) },
        },
        { roles: caseWorkers },
      ),
      bodyLimit: 210 * 1024 * 1024,
    },
    async (request) => {
      const { me, params } = request;
      const row = await demandOpenCase(deps, me.town, params.id);
      if (!request.isMultipart()) throw new Problem(415, 'multipart-expected', '请用表单上传文件');
      const files: StoredFile[] = [];
      for await (const part of request.files()) files.push(await storeFile(deps, part.file, part.filename));
      if (files.length === 0) throw new Problem(422, 'file-missing', '没有选择文件');
      // What was in the files, for what surrounds them is not the same a second time.
      const repeat = await request.begin(files.map(({ name, sha256 }) => [name, sha256]));
      if (repeat.answer) return JSON.parse(repeat.answer.text);
      const at = clock.now();
      const views = await database.transaction().execute(async (trx) => {
        const added: string[] = [];
        for (const file of files)
          added.push(await addAttachment(trx, deps, me.town, { case: params.id, at, by: me.name, file }));
        const who = { name: me.name, role: actingRole(me.roles) };
        await addEvent(trx, deps, me.town, {
          case: params.id,
          at,
          kind: 'person',
          who,
          text: `上传 ${files.length} 份材料`,
          attachments: added,
        });
        await record(trx, me.town, {
          at,
          by: actorOf(me),
          action: 'attachment.add',
          object: row.number,
          details: { attachments: added },
        });
        const all = await attachmentsOf({ ...deps, database: trx }, me.town, params.id);
        const own = all.filter((file) => added.includes(file.id));
        await repeat.keep(trx, at, { status: 200, text: JSON.stringify(own) });
        return own;
      });
      liveOf(deps).publish(me.town, { topic: 'case', id: params.id });
      return views;
    },
  );

  app.get(
    '/api/attachments/:id',
    route({ summary: '下载材料', params: Id }, { roles: caseReaders }),
    async ({ me, params }, reply) => {
      const row = /^[\da-f-]{36}$/i.test(params.id) ? await findAttachment(database, me.town, params.id) : undefined;
      // The auditor reads cases masked; what parties brought is not masked.
      if (!row || me.roles.every((role) => role === 'auditor'))
        throw new Problem(404, 'attachment-not-found', '没有找到这份材料');
      const { number } = await demandCase(deps, me.town, row.case_id);
      const content = await readStored(deps, row.sha256);
      await database.transaction().execute((trx) =>
        record(trx, me.town, {
          at: clock.now(),
          by: actorOf(me),
          action: 'attachment.read',
          object: number,
          details: { attachment: row.attachment_id },
        }),
      );
      return reply
        .header('content-type', row.type)
        .header('content-length', row.size)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(nameOf(deps, row))}`)
        .header('cache-control', 'private, no-store')
        .header('content-security-policy', "sandbox; default-src 'none'")
        .send(content);
    },
  );
}
