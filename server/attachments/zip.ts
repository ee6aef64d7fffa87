import { open } from 'node:fs/promises';
import { Problem } from '../platform/problem.ts';

const maxEntries = 1000;
const maxUnpacked = 200 * 1024 * 1024;
const maxRatio = 100;

/**
 * Refuses a package (docx and xlsx are zip files) that would grow out of proportion when opened. Only its directory is
 * read; the sizes in it are what an office program reserves.
 */
export async function demandModestZip(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const read = async (at: number, length: number) => (await file.read(Buffer.alloc(length), 0, length, at)).buffer;
    const tail = await read(Math.max(0, size - 66_000), Math.min(size, 66_000));
    const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (end < 0) throw broken();
    const [entries, length, start] = [
      tail.readUInt16LE(end + 10),
      tail.readUInt32LE(end + 12),
      tail.readUInt32LE(end + 16),
    ];
    if (entries > maxEntries || start + length > size) throw broken();
    const directory = await read(start, length);
    let unpacked = 0;
    for (let at = 0, entry = 0; entry < entries; entry++) {
      if (directory.readUInt32LE(at) !== 0x02014b50) throw broken();
      unpacked += directory.readUInt32LE(at + 24);
      at += 46 + directory.readUInt16LE(at + 28) + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    if (unpacked > maxUnpacked || unpacked > size * maxRatio) throw broken();
  } catch (error) {
    throw error instanceof RangeError ? broken() : error;
  } finally {
    await file.close();
  }
}

const broken = () => new Problem(415, 'file-package', '文件结构异常或压缩比过高，请另存后再上传');
