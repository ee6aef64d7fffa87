import type { Static } from 'typebox';
import { dayNumber, localIso } from '../calendar/zone.ts';
import { statusSentences } from '../cases/status.ts';
import type { ServerDeps } from '../deps.ts';
import { cipherOf } from '../parties/cipher.ts';
import { normalise } from '../parties/mask.ts';
import { matchParties } from '../parties/queries.ts';
import type { DuplicateQuery, Duplicates } from './contract.ts';
import { casesByIds, casesLike } from './queries.ts';
import { shinglesOf, similarity } from './shingles.ts';

const window = 30 * 86_400_000;
/** From this share of common text on two stories are taken for the same. */
const alike = 0.3;
const shown = 5;

/** Where something happened, in the form by which it is found again. */
export const placeKey = (village: string, place: string) =>
  `${village}|${place.normalize('NFKC').replace(/[\s\p{P}]+/gu, '')}`;

/** Cases of the last 30 days that may be the same matter, the likeliest first, each with the reasons for it. */
export async function findDuplicates(
  deps: ServerDeps,
  town: number,
  query: Static<typeof DuplicateQuery>,
): Promise<Static<typeof Duplicates>> {
  const { database, clock, secrets } = deps;
  const cipher = cipherOf(deps);
  const now = clock.now();
  const since = new Date(now.getTime() - window);
  const names = query.names
    .map(normalise.name)
    .filter(Boolean)
    .map((name) => cipher.blind('name', name));
  const phones = query.phones
    .map(normalise.phone)
    .filter((phone) => phone.length >= 5)
    .map((phone) => cipher.blind('phone', phone));
  const place =
    query.village && query.place?.trim() ? cipher.blind('place', placeKey(query.village, query.place)) : undefined;
  const shingles = query.story ? shinglesOf(query.story, secrets.key('shingles')) : [];

  const reasons = new Map<string, Set<string>>();
  const add = (id: string, reason: string) => reasons.set(id, (reasons.get(id) ?? new Set()).add(reason));
  for (const match of await matchParties(database, town, names, phones, since)) {
    if (match.by_phone) add(match.case_id, '同一电话');
    if (match.by_name) add(match.case_id, match.side === 'respondent' ? '同一对方' : '同一当事人');
  }
  for (const row of await casesLike(database, town, place, shingles, since)) {
    if (place && row.place_idx.equals(place)) add(row.case_id, '同址');
    if (similarity(shingles, row.shingles) >= alike) add(row.case_id, '描述相近');
  }
  const found = await casesByIds(database, town, [...reasons.keys()]);
  const status = await statusSentences(deps, town, found);
  return found
    .sort(
      (a, b) =>
        reasons.get(b.case_id)!.size - reasons.get(a.case_id)!.size ||
        b.received_at.getTime() - a.received_at.getTime(),
    )
    .slice(0, shown)
    .map((row) => ({
      id: row.case_id,
      number: row.number,
      title: row.title,
      level: row.level,
      reasons: [...reasons.get(row.case_id)!, ago(row.received_at, now)],
      status: status.get(row.case_id)!.sentence,
      received: localIso(row.received_at),
      closed: row.closed_at !== null,
    }));
}

function ago(then: Date, now: Date): string {
  const days = dayNumber(now) - dayNumber(then);
  return days === 0 ? '今天' : days === 1 ? '昨天' : `${days} 天前`;
}
