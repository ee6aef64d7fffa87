import { localIso } from '../calendar/zone.ts';
import type { AttachmentView } from '../cases/contract.ts';
import type { Db } from '../db/schema.ts';
import { cipherOf } from '../parties/cipher.ts';
import type { Secrets } from '../platform/secrets.ts';
import { type AttachmentRow, listAttachments } from './queries.ts';

/** The name that a file was brought under. */
export const nameOf = (
  deps: { readonly secrets: Secrets },
  row: Pick<AttachmentRow, 'attachment_id' | 'name_enc'>,
): string => cipherOf(deps).open(row.name_enc, { field: 'attachment.name', row: row.attachment_id });

export const attachmentView = (deps: { readonly secrets: Secrets }, row: AttachmentRow): AttachmentView => ({
  id: row.attachment_id,
  name: nameOf(deps, row),
  size: row.size,
  type: row.type,
  at: localIso(row.at),
  by: row.by_name,
});

/** The files of a case, oldest first; those of one order when it is given. */
export async function attachmentsOf(
  deps: { readonly database: Db; readonly secrets: Secrets },
  town: number,
  caseId: string,
  order?: string,
): Promise<AttachmentView[]> {
  const rows = await listAttachments(deps.database, town, caseId);
  return rows.filter((row) => order === undefined || row.order_id === order).map((row) => attachmentView(deps, row));
}
