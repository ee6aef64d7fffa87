import type { Static } from 'typebox';
import type { Db } from '../db/schema.ts';
import { genesis, hashEntry } from './chain.ts';
import type { AuditVerdict } from './contract.ts';
import { readHead, walkEntries } from './queries.ts';

const page = 1000;

/**
 * Walks the town's chain from its first entry: numbers without gaps, each entry follows the one before, each hash is that
 * of what is written, and the last is the remembered end. Names the first number that does not hold.
 */
export async function verifyChain(db: Db, town: number): Promise<Static<typeof AuditVerdict>> {
  // The end first: what is appended meanwhile lies beyond it.
  const head = await readHead(db, town);
  let seq = 0;
  let hash = genesis;
  while (seq < head.seq) {
    const entries = await walkEntries(db, town, seq, Math.min(page, head.seq - seq));
    if (entries.length === 0) return { ok: false, checked: seq, brokenAt: seq + 1, head: head.hash };
    for (const entry of entries) {
      const { hash: written, ...content } = entry;
      const holds = entry.seq === seq + 1 && entry.prevHash === hash && hashEntry(content) === written;
      if (!holds) return { ok: false, checked: seq, brokenAt: seq + 1, head: head.hash };
      seq = entry.seq;
      hash = written;
    }
  }
  if (hash !== head.hash) return { ok: false, checked: seq, brokenAt: seq, head: head.hash };
  return { ok: true, checked: seq, brokenAt: null, head: head.hash };
}
