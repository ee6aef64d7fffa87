import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { extract, type Header, type Pack, pack } from 'tar-stream';
import { type Seal, sealOf } from './cipher.ts';
import { type Manifest, parseManifest } from './manifest.ts';
import { ArchiveError } from './problem.ts';

const manifestName = 'manifest.json';
const digestName = 'manifest.digest';
/** No entry of ours is longer: what is longer is not read into memory. */
const longest = 64 * 1024 * 1024;

export type Part = Manifest['parts'][number];

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/**
 * Writes an archive: a plain tar of sealed entries, then the manifest with the hash of each, then the manifest's digest.
 * It lies beside `file` until `finish`, so that under its name there is a whole archive or none.
 */
export class ArchiveWriter {
  readonly #file: string;
  readonly #draft: string;
  readonly #seal: Seal;
  readonly #pack: Pack = pack();
  readonly #output: WriteStream;
  readonly #parts: Part[] = [];

  constructor(file: string, seal: Seal) {
    this.#file = file;
    this.#draft = `${file}.partial`;
    this.#seal = seal;
    this.#output = createWriteStream(this.#draft, { mode: 0o600 });
    this.#output.on('error', (error) => this.#pack.destroy(error));
    this.#pack.on('error', () => {}); // Told by whoever waits for the entry.
    this.#pack.pipe(this.#output);
  }

  /** Seals a content and adds it; resolves when the file can take more. */
  async add(name: string, content: Buffer): Promise<void> {
    const sealed = this.#seal.seal(name, content);
    this.#parts.push({ name, bytes: sealed.length, sha256: hashOf(sealed) });
    await this.#entry(name, sealed);
  }

  /** Writes the manifest, flushes to the disk and gives the archive its name; answers its size in bytes. */
  async finish(manifest: Omit<Manifest, 'parts' | 'encryption'>): Promise<number> {
    const text = JSON.stringify({ ...manifest, encryption: this.#seal.encryption, parts: this.#parts });
    await this.#entry(manifestName, Buffer.from(text));
    await this.#entry(digestName, Buffer.from(this.#seal.digest(text)));
    this.#pack.finalize();
    await finished(this.#output);
    const size = await flushed(this.#draft);
    await rename(this.#draft, this.#file);
    return size;
  }

  /** Leaves nothing behind: the draft goes once the stream is closed, for one that is still opening would make it again. */
  async discard(): Promise<void> {
    this.#pack.destroy();
    this.#output.destroy();
    if (!this.#output.closed) await new Promise<void>((resolve) => this.#output.once('close', resolve));
    await rm(this.#draft, { force: true });
  }

  async #entry(name: string, content: Buffer): Promise<void> {
    if (this.#output.errored) throw this.#output.errored;
    await new Promise<void>((resolve, reject) => {
      this.#output.once('error', reject);
      this.#pack.entry({ name, mode: 0o600 }, content, (error) => {
        this.#output.off('error', reject);
        error ? reject(error) : resolve();
      });
    });
    if (this.#output.writableNeedDrain) await once(this.#output, 'drain'); // Rejects when an error comes instead.
  }
}

/** Waits until the file is on the disk; answers its size in bytes. */
async function flushed(file: string): Promise<number> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

/** Every entry with its bytes as they lie there. */
async function* entriesOf(file: string): AsyncGenerator<{ name: string; content: Buffer }> {
  const tar = extract();
  const input = createReadStream(file);
  input.on('error', (error) => tar.destroy(error));
  input.pipe(tar);
  let last = '';
  try {
    for await (const entry of tar as AsyncIterable<Readable & { readonly header: Header }>) {
      last = entry.header.name;
      if ((entry.header.size ?? 0) > longest) throw broken(last);
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      yield { name: last, content: Buffer.concat(chunks) };
    }
  } catch (error) {
    if (error instanceof ArchiveError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new ArchiveError(`没有找到备份文件 ${file}`);
    if (code === 'EACCES' || code === 'EISDIR') throw new ArchiveError(`读不了备份文件 ${file}`);
    throw last === '' ? new ArchiveError(`${file} 不是一扇门的备份文件`) : broken(last);
  } finally {
    input.destroy();
  }
}

const broken = (part: string) => new ArchiveError(`备份文件已损坏，损坏的部分：${part}`, part);

/** An archive whose every byte was compared with its manifest. */
export interface Archive {
  readonly file: string;
  readonly manifest: Manifest;
  /** The entries in their order, opened. Throws `ArchiveError` when one changed meanwhile. */
  parts(): AsyncGenerator<{ name: string; content: Buffer }>;
}

/** Reads the whole archive once and compares all hashes, before anything is done with it. Throws `ArchiveError`. */
export async function openArchive(file: string, passphrase: string | undefined): Promise<Archive> {
  const found: Part[] = [];
  let text: string | undefined;
  let digest: string | undefined;
  for await (const { name, content } of entriesOf(file)) {
    if (name === manifestName) text = content.toString('utf8');
    else if (name === digestName) digest = content.toString('utf8');
    else found.push({ name, bytes: content.length, sha256: hashOf(content) });
  }
  if (text === undefined || digest === undefined) {
    throw found.length === 0 ? new ArchiveError(`${file} 不是一扇门的备份文件`) : broken(manifestName);
  }
  const manifest = parseManifest(text);
  if (!manifest) throw broken(manifestName);
  const seal = keyFor(manifest, passphrase);
  if (seal.digest(text) !== digest) {
    throw manifest.encryption
      ? new ArchiveError('备份口令（ONEDOOR_BACKUP_KEY）不对，或备份文件的清单被改动过', manifestName)
      : broken(manifestName);
  }
  compare(manifest.parts, found);
  return {
    file,
    manifest,
    async *parts() {
      const expected = new Map(manifest.parts.map((part) => [part.name, part]));
      for await (const { name, content } of entriesOf(file)) {
        if (name === manifestName || name === digestName) continue;
        if (expected.get(name)?.sha256 !== hashOf(content)) throw broken(name);
        yield { name, content: opened(seal, name, content) };
      }
    },
  };
}

function keyFor(manifest: Manifest, passphrase: string | undefined): Seal {
  if (manifest.encryption && passphrase === undefined) {
    throw new ArchiveError('备份文件有口令，请用环境变量 ONEDOOR_BACKUP_KEY 提供');
  }
  return sealOf(passphrase ?? '', manifest.encryption);
}

function opened(seal: Seal, name: string, content: Buffer): Buffer {
  try {
    return seal.open(name, content);
  } catch {
    throw broken(name);
  }
}

/** The same entries in the same order, each with its bytes. */
function compare(expected: readonly Part[], found: readonly Part[]): void {
  for (const [at, part] of expected.entries()) {
    const other = found[at];
    if (other?.name !== part.name || other.bytes !== part.bytes || other.sha256 !== part.sha256)
      throw broken(part.name);
  }
  if (found.length > expected.length) throw broken(found[expected.length]!.name);
}
