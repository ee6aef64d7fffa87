import { readdirSync, readFileSync } from 'node:fs';

/** Drawings of the tests and of the town. */
export interface Drawing {
  readonly path: string;
  readonly text: string;
}

const ROOT = new URL('../../../../', import.meta.url);

const read = (folder: string): readonly Drawing[] =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.bpmn'))
    .map((path) => `${folder}${path.replaceAll('\\', '/')}`)
    .sort()
    .map((path) => ({ path, text: bare(readFileSync(new URL(path, ROOT), 'utf8')) }));

/** A diagram is half of a file and decides nothing: most changes should hit the other half. */
const bare = (text: string): string => text.replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>\s*/, '');

/** A pair of every element and more, and the procedures that ship. */
export const drawings: readonly Drawing[] = [...read('test/engine/elements/'), ...read('processes/')];

/**
 * One of several by a number. A file more leaves most numbers with what they had (rendezvous hashing), so that a new
 * drawing does not change all inputs of a seed.
 */
export function chosen<T extends { readonly path: string }>(from: readonly T[], number: number): T {
  let [best, least] = [from[0]!, Number.POSITIVE_INFINITY];
  for (const one of from) {
    const rank = hash(`${number} ${one.path}`);
    if (rank < least) [best, least] = [one, rank];
  }
  return best;
}

/** FNV-1a, stirred once more because names differ in their last letters only. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
