import type { Static } from 'typebox';
import { attachmentsOf } from '../attachments/read.ts';
import { speakDate } from '../calendar/deadline.ts';
import { localIso } from '../calendar/zone.ts';
import type { ServerDeps } from '../deps.ts';
import { has, type Me } from '../identity/guard.ts';
import { cipherOf } from '../parties/cipher.ts';
import type { Timeline } from './contract.ts';
import { demandCase } from './find.ts';
import { listEvents } from './queries.ts';
import { appointmentsOf } from './work.queries.ts';

/** What happened to a case, newest first; what is agreed for later stands above it. The auditor sees no detail. */
export async function timelineOf(deps: ServerDeps, me: Me, id: string): Promise<Static<typeof Timeline>> {
  const { database, clock } = deps;
  await demandCase(deps, me.town, id);
  const [events, files, appointments] = await Promise.all([
    listEvents(database, me.town, id),
    attachmentsOf(deps, me.town, id),
    appointmentsOf(database, me.town, id),
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
  return [...ahead, ...past];
}
