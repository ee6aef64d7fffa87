import { randomBytes } from 'node:crypto';

/** The millisecond of the last uuid and how many it had: those of one millisecond ascend in the order in which they were made. */
let last = -1;
let count = 0;

/**
 * A uuid of version 7 (RFC 9562, method 1): 48 bits of time, a counter of 26 bits that begins at random, 48 random bits.
 * Rows made together lie together in the index and in their order, and every client can make one without asking the
 * database.
 */
export function uuidv7(at: Date): string {
  const bytes = randomBytes(16);
  const time = at.getTime();
  // Begun in the lower half, so that it does not run over.
  count = time === last ? (count + 1) % 2 ** 26 : bytes.readUInt32BE(6) % 2 ** 25;
  last = time;
  bytes.writeUIntBE(time, 0, 6);
  bytes.writeUInt16BE(0x7000 | (count >> 14), 6);
  bytes.writeUInt16BE(0x8000 | (count & 0x3fff), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Whether the text can be the id of an instance. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
