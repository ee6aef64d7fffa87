import type { Static } from 'typebox';
import { attachmentsOf } from '../attachments/read.ts';
import { speakDate } from '../calendar/deadline.ts';
import { localIso } from '../calendar/zone.ts';
import { commentLines } from '../comments/lines.ts';
import type { ServerDeps } from '../deps.ts';
import { has, type Me } from '../identity/guard.ts';
import { cipherOf } from '../parties/cipher.ts';
import type { Timeline, TimelineItem } from './contract.ts';
import { demandCase } from './find.ts';
import { listEvents } from './queries.ts';
import { appointmentsOf } from './work.queries.ts';

/** What happened to a case, newest first; what is agreed for later stands above it. The auditor sees no detail. */
export async function timelineOf(deps: ServerDeps, me: Me, id: string): Promise<Static<typeof Timeline>> {
  const { database, clock } = deps;
  await demandCase(deps, me.town, id);
  const [events, files, appointments, comments] = await Promise.all([
    listEvents(database, me.town, id),
    attachmentsOf(deps, me.town, id),
    appointmentsOf(database, me.town, id),
    commentLines(deps, me, id),
  ]);
  const cipher = cipherOf(deps);
  const hidden = has(me, 'auditor') && !has(me, 'desk', 'mediator', 'director', 'leader');
  const now = clock.now();
  const ahead = appointments
    .filter((one) => one.status === 'planned' && one.starts_at > now)
    .reverse()
    .map((one) => ({
      ...{ id: one.appointment_id, at: localIso(one.starts_at), kind: 'future' as const, who: null, role: null },
      text: `预约调解：${speakDate(one.starts_at, now)} 在${one.room}`,
      ...{ detail: null, attachments: [] },
    }));
  const past = events.map((event) => ({
    id: event.event_id,
    at: localIso(event.at),
    kind: event.kind,
    who: event.actor_name,
    role: event.actor_role,
    text: event.text,
    detail:
      event.detail_enc && !hidden
        ? cipher.open(event.detail_enc, { field: 'case_event.detail', row: event.event_id })
        : null,
    attachments: files
      .filter((file) => event.attachments.includes(file.id))
      .map((file) => ({ id: file.id, name: file.name })),
  }));
  return [...ahead, ...merged(past, comments)];
}

/** Two lists that are newest first each, as one. Ids ascend with time, so they settle what happened at the same moment. */
const merged = (one: readonly TimelineItem[], two: readonly TimelineItem[]): TimelineItem[] =>
  two.length === 0 ? [...one] : [...one, ...two].sort((a, b) => compare(b.at, a.at) || compare(b.id, a.id));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
