import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileTypeFromFile } from 'file-type';
import { Problem } from '../platform/problem.ts';
import { demandModestZip } from './zip.ts';

/** What may be uploaded: extension → content type, and the extension that the content itself speaks of. */
const kinds: Readonly<Record<string, { readonly type: string; readonly magic: readonly string[] }>> = {
  pdf: { type: 'application/pdf', magic: ['pdf'] },
  jpg: { type: 'image/jpeg', magic: ['jpg'] },
  jpeg: { type: 'image/jpeg', magic: ['jpg'] },
  png: { type: 'image/png', magic: ['png'] },
  webp: { type: 'image/webp', magic: ['webp'] },
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', magic: ['docx'] },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', magic: ['xlsx'] },
  txt: { type: 'text/plain; charset=utf-8', magic: [] },
  mp4: { type: 'video/mp4', magic: ['mp4', 'm4v', 'mov'] },
  m4a: { type: 'audio/mp4', magic: ['m4a', 'mp4'] },
};

/** The content type of an uploaded file: name and content must agree and be on the list, else 415. */
export async function demandAllowedKind(path: string, name: string): Promise<string> {
  const extension = extname(name).slice(1).toLowerCase();
  const kind = kinds[extension];
  if (!kind) throw refused(extension);
  const magic = await fileTypeFromFile(path);
  if (extension === 'txt') {
    if (magic || !(await isText(path))) throw refused(extension);
    return kind.type;
  }
  if (!magic || !kind.magic.includes(magic.ext)) throw refused(extension);
  if (extension === 'docx' || extension === 'xlsx') await demandModestZip(path);
  return kind.type;
}

const refused = (extension: string) =>
  new Problem(
    415,
    'file-kind',
    '只能上传 PDF、图片（jpg、png、webp）、Word（docx）、Excel（xlsx）、txt、mp4、m4a，且内容须与扩展名一致',
    {
      params: { extension },
    },
  );

/** UTF-8 without control characters, and no markup that a browser might take for a page. */
async function isText(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    const text = new TextDecoder('utf-8').decode(buffer.subarray(0, bytesRead));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells a binary from a text.
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text) && !text.slice(0, -1).includes('\ufffd');
  } finally {
    await file.close();
  }
}
