import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Problem } from '../platform/problem.ts';
import type { Settings } from '../platform/settings.ts';
import { demandAllowedKind } from './kinds.ts';

export const maxFile = 20 * 1024 * 1024;

/** A file that lies in the store, by its hash. */
export interface StoredFile {
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly sha256: string;
}

type Needs = { readonly settings: Pick<Settings, 'data'> };

/**
 * Takes a stream into the content-addressed store under `data/attachments`: written beside it, checked (kind, size), then
 * moved to its hash's place. What is refused leaves nothing behind; the same content is kept once.
 */
export async function storeFile(deps: Needs, stream: Readable, name: string): Promise<StoredFile> {
  const folder = join(deps.settings.data, 'attachments');
  const draft = join(folder, 'incoming', randomUUID());
  await mkdir(dirname(draft), { recursive: true });
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(size > maxFile ? tooLarge() : null, chunk);
    },
  });
  try {
    await pipeline(stream, measure, createWriteStream(draft, { mode: 0o600 }));
    if ((stream as Readable & { truncated?: boolean }).truncated) throw tooLarge();
    if (size === 0) throw new Problem(422, 'file-empty', '文件是空的');
    const clean = cleanName(name);
    const type = await demandAllowedKind(draft, clean);
    const sha256 = hash.digest('hex');
    const place = placeOf(deps, sha256);
    await mkdir(dirname(place), { recursive: true });
    await rename(draft, place);
    return { name: clean, size, type, sha256 };
  } catch (error) {
    await rm(draft, { force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      throw new Problem(507, 'disk-full', '服务器存储空间不足，请联系管理员');
    throw error;
  }
}

const tooLarge = () => new Problem(413, 'file-too-large', '单个文件不能超过 20 MB');

/** The stored content; throws when the file has gone. */
export async function readStored(deps: Needs, sha256: string): Promise<ReadStream> {
  const place = placeOf(deps, sha256);
  await stat(place);
  return createReadStream(place);
}

function placeOf({ settings }: Needs, sha256: string): string {
  if (!/^[\da-f]{64}$/.test(sha256)) throw new Error('Expected a SHA-256 in hexadecimal digits but got something else');
  return join(settings.data, 'attachments', sha256.slice(0, 2), sha256);
}

/** The last part of a path, without control characters, marks that turn the writing direction, or anything over 120 characters. */
function cleanName(name: string): string {
  const base = name
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]+/gu, '')
    .trim();
  const extension = /\.[\w]{1,8}$/.exec(base)?.[0] ?? '';
  const stem = base.slice(0, base.length - extension.length);
  return `${[...stem].slice(0, 120).join('') || '文件'}${extension}`;
}
