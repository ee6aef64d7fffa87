import type { Trx } from '../db/schema.ts';
import { cipherOf } from '../parties/cipher.ts';
import { uuidv7 } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import type { Secrets } from '../platform/secrets.ts';
import { insertAttachment, sizeOfCase } from './queries.ts';
import type { StoredFile } from './store.ts';

export const maxCase = 200 * 1024 * 1024;

export interface NewAttachment {
  readonly case: string;
  readonly order?: string | null;
  readonly at: Date;
  /** Name of who brought it. */
  readonly by: string;
  readonly file: StoredFile;
}

/** Adds a stored file to a case; answers the attachment's id. 413 when the case holds too much. */
export async function addAttachment(
  trx: Trx,
  deps: { readonly secrets: Secrets },
  town: number,
  { case: caseId, order, at, by, file }: NewAttachment,
): Promise<string> {
  if ((await sizeOfCase(trx, town, caseId)) + file.size > maxCase)
    throw new Problem(413, 'case-too-large', '一件案件的材料不能超过 200 MB');
  const id = uuidv7(at);
  await insertAttachment(trx, {
    town_id: town,
    attachment_id: id,
    case_id: caseId,
    order_id: order ?? null,
    name_enc: cipherOf(deps).seal(file.name, { field: 'attachment.name', row: id }),
    size: file.size,
    type: file.type,
    sha256: file.sha256,
    at,
    by_name: by,
  });
  return id;
}
