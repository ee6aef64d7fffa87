import { createHmac } from 'node:crypto';

/** How many of the smallest hashes stand for a text. */
const size = 64;
const length = 3;

/**
 * What a text is about, without the text: its character trigrams hashed with a key of this installation, of which the
 * smallest are kept (a bottom-k sketch). Signed 32-bit numbers, ascending.
 */
export function shinglesOf(text: string, key: Buffer): number[] {
  const characters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\p{P}\p{S}]+/gu, ''),
  ];
  const hashes = new Set<number>();
  for (let at = 0; at + length <= characters.length; at++) {
    hashes.add(
      createHmac('sha256', key)
        .update(characters.slice(at, at + length).join(''))
        .digest()
        .readInt32BE(0),
    );
  }
  return [...hashes].sort((a, b) => a - b).slice(0, size);
}

/** An estimate of how much two texts share (Jaccard, 0 to 1): among the smallest hashes of both, those that each has. */
export function similarity(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [new Set(one), new Set(other)];
  const union = [...new Set([...one, ...other])].sort((x, y) => x - y).slice(0, size);
  if (union.length === 0) return 0;
  return union.filter((hash) => a.has(hash) && b.has(hash)).length / union.length;
}
