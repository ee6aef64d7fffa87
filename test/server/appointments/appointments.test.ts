import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextStatus } from '../../../server/appointments/lifecycle.ts';
import { openBody } from '../../../server/mail/outbox.ts';
import { listMails } from '../../../server/mail/queries.ts';
import { buildTestApp, type Client, type TestApp } from '../../support/app.ts';
import { complete, register, taskAt, wages } from '../../support/cases.ts';
import { home } from '../../support/fixtures.ts';

let app: TestApp;
let director: Client;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.close());

const slot = {
  startsAt: '2026-11-26T09:00:00+08:00',
  endsAt: '2026-11-26T11:00:00+08:00',
  room: '第一调解室',
  departments: ['renshe', 'gonghui'],
  persons: ['刘志强', '人社局 周文华'],
};

/** A case that the director sends to a mediation by appointment. */
async function scheduled(): Promise<{ id: string; mediator: Client }> {
  const { id } = await register(await app.as('desk'), wages);
  await app.drain();
  director = await app.as('director');
  const { data } = (await director.get(`/api/tasks/${await taskAt(director, id, '研判分流')}`)).body;
  await complete(director, id, '研判分流', { ...data, route: 'scheduled' });
  await app.drain();
  return { id, mediator: await app.as('liuzhiqiang') };
}
const arrange = async (client: Client, id: string, value: Record<string, unknown> = {}) =>
  client.post(`/api/tasks/${await taskAt(client, id, '约定时间地点')}/complete`, {
    data: { appointment: { ...slot, ...value } },
  });
const letters = async (caseId: string) => {
  const mails = await listMails(app.deps.database, home, { status: undefined, before: undefined, limit: 200 });
  return mails
    .filter(({ case_id, kind }) => case_id === caseId && kind !== 'order')
    .map((mail) => ({ kind: mail.kind, to: mail.to_address, ...openBody(app.deps, mail) }));
};
const line = (ics: string, name: string) => ics.split('\r\n').find((one) => one.startsWith(name));

test('time, place, departments and persons are all required, and refused at their field', async () => {
  const { id, mediator } = await scheduled();
  const refused = async (value: Record<string, unknown>) => {
    const { status, body } = await arrange(mediator, id, value);
    return [status, body.field];
  };
  expect(await refused({ startsAt: '2026-11-22T09:00:00+08:00' })).toEqual([422, '/appointment/startsAt']);
  expect(await refused({ endsAt: slot.startsAt })).toEqual([422, '/appointment/endsAt']);
  expect(await refused({ endsAt: '2026-11-27T11:00:00+08:00' })).toEqual([422, '/appointment/endsAt']);
  expect(await refused({ room: '不存在的房间' })).toEqual([422, '/appointment/room']);
  expect(await refused({ departments: [] })).toEqual([422, '/appointment/departments']);
  expect(await refused({ departments: ['nobody'] })).toEqual([422, '/appointment/departments']);
  expect(await refused({ persons: [] })).toEqual([422, '/appointment/persons']);
  expect((await arrange(mediator, id)).status).toBe(200);
});

test('a room has one appointment at a time; the next may begin when the last ends', async () => {
  const { id, mediator } = await scheduled();
  const overlapping = await arrange(mediator, id, {
    startsAt: '2026-11-26T10:30:00+08:00',
    endsAt: '2026-11-26T12:00:00+08:00',
  });
  expect([overlapping.status, overlapping.body.code, overlapping.body.field, overlapping.body.detail]).toEqual([
    422,
    'room-taken',
    '/appointment/room',
    '第一调解室11月26日（周四）09:00至11:00已有预约，请换时间或换一间',
  ]);
  const meeting = await arrange(mediator, id, {
    startsAt: '2026-11-26T11:00:00+08:00',
    endsAt: '2026-11-26T12:00:00+08:00',
  });
  expect(meeting.status).toBe(200);
});

test('of two that want the same room at the same moment one gets it', async () => {
  const [one, two] = [await scheduled(), await scheduled()];
  const value = { startsAt: '2026-11-27T09:00:00+08:00', endsAt: '2026-11-27T10:00:00+08:00', room: '第二调解室' };
  const answers = await Promise.all([arrange(one.mediator, one.id, value), arrange(two.mediator, two.id, value)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
});

test('the database itself lets no two stand in one room', async () => {
  const [row] = await app.deps.database
    .selectFrom('appointment')
    .selectAll()
    .where('room', '=', '第二调解室')
    .execute();
  const twin = { ...row!, appointment_id: '01900000-0000-7000-8000-000000000001' };
  await expect(app.deps.database.insertInto('appointment').values(twin).execute()).rejects.toMatchObject({
    code: '23P01',
  });
  await expect(
    app.deps.database
      .insertInto('appointment')
      .values({ ...twin, status: 'cancelled' })
      .execute(),
  ).resolves.toBeDefined();
  await app.deps.database.deleteFrom('appointment').where('appointment_id', '=', twin.appointment_id).execute();
});

test('invitation, move, reminder: one calendar entry that grows', async () => {
  const { id, mediator } = await scheduled();
  await arrange(mediator, id, { startsAt: '2026-12-01T09:00:00+08:00', endsAt: '2026-12-01T10:30:00+08:00' });
  await app.drain();
  const invited = await letters(id);
  expect(invited.map(({ kind, to }) => [kind, to]).sort()).toEqual([
    ['invitation', 'gonghui@kaiping.example'],
    ['invitation', 'renshe@kaiping.example'],
  ]);
  const first = invited[0]!.calendar!.content;
  expect([line(first, 'METHOD'), line(first, 'DTSTART'), line(first, 'DTEND'), line(first, 'SEQUENCE')]).toEqual([
    'METHOD:REQUEST',
    'DTSTART:20261201T010000Z',
    'DTEND:20261201T023000Z',
    'SEQUENCE:0',
  ]);
  expect(JSON.stringify(invited)).not.toMatch(/孙志远|13800003333/);

  const { items } = (await mediator.get('/api/appointments')).body;
  const item = items.find(({ caseId }: { caseId: string }) => caseId === id);
  expect(item).toMatchObject({
    startsAt: '2026-12-01T09:00:00+08:00',
    room: '第一调解室',
    departments: ['人社局', '总工会'],
    persons: slot.persons,
    status: 'planned',
    movedReason: null,
  });
  const moved = await mediator.post(`/api/appointments/${item.id}/move`, {
    startsAt: '2026-12-02T15:00:00+08:00',
    endsAt: '2026-12-02T16:00:00+08:00',
    room: '第一调解室',
    reason: '对方当天要出庭',
  });
  expect(moved.status).toBe(204);
  await app.drain();
  const again = (await letters(id)).filter(({ kind }) => kind === 'moved');
  const second = again[0]!.calendar!.content;
  expect(again).toHaveLength(2);
  expect(again[0]!.text).toContain('对方当天要出庭');
  expect([line(second, 'UID'), line(second, 'DTSTART'), line(second, 'SEQUENCE')]).toEqual([
    line(first, 'UID'),
    'DTSTART:20261202T070000Z',
    'SEQUENCE:1',
  ]);

  app.clock.set('2026-12-01T15:00:00+08:00');
  await app.drain();
  expect((await letters(id)).filter(({ kind }) => kind === 'reminder')).toHaveLength(2);
  app.clock.set('2026-12-02T15:00:00+08:00');
  await app.drain();
  const late = await (await app.as('liuzhiqiang')).post(`/api/appointments/${item.id}/move`, {
    startsAt: '2026-12-03T15:00:00+08:00',
    endsAt: '2026-12-03T16:00:00+08:00',
    room: '第一调解室',
    reason: '再改',
  });
  expect([late.status, late.body.code]).toEqual([409, 'appointment-not-awaited']);
});

test('a no-show may be arranged once more, the second ends the attempt', async () => {
  const [row] = await app.deps.database
    .selectFrom('appointment')
    .selectAll()
    .where('starts_at', '=', new Date('2026-12-02T15:00:00+08:00'))
    .execute();
  const mediator = await app.as('liuzhiqiang');
  const caseId = row!.case_id;
  await complete(mediator, caseId, '到场登记', { attendance: { held: false, absent: '厂方未到，电话不接' } });
  await complete(mediator, caseId, '改约时间', {
    move: {
      startsAt: '2026-12-04T09:00:00+08:00',
      endsAt: '2026-12-04T10:00:00+08:00',
      room: '第一调解室',
      reason: '厂方缺席',
    },
  });
  await app.drain();
  app.clock.set('2026-12-04T09:00:00+08:00');
  await app.drain();
  await complete(await app.as('liuzhiqiang'), caseId, '到场登记', {
    attendance: { held: false, absent: '厂方再次未到' },
  });
  await app.drain();
  const documents = (await (await app.as('director')).get(`/api/cases/${caseId}/documents`)).body;
  expect(documents.map(({ title }: { title: string }) => title)).toContain('其他解决途径告知书');
  const after = await app.deps.database
    .selectFrom('appointment')
    .selectAll()
    .where('appointment_id', '=', row!.appointment_id)
    .executeTakeFirstOrThrow();
  expect({ status: after.status, no_shows: after.no_shows, sequence: after.sequence }).toEqual({
    status: 'no-show',
    no_shows: 2,
    sequence: 2,
  });
});

test('a withdrawn case cancels its appointment in the calendars too', async () => {
  const { id, mediator } = await scheduled();
  await arrange(mediator, id, { startsAt: '2026-12-08T09:00:00+08:00', endsAt: '2026-12-08T10:00:00+08:00' });
  await app.drain();
  await (await app.as('desk')).post(`/api/cases/${id}/withdraw`, { reason: '自行和解' });
  await app.drain();
  const cancelled = (await letters(id)).filter(({ kind }) => kind === 'cancelled');
  expect(
    cancelled.map(({ calendar }) => [
      calendar!.method,
      line(calendar!.content, 'STATUS'),
      line(calendar!.content, 'SEQUENCE'),
    ]),
  ).toEqual([
    ['CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:1'],
    ['CANCEL', 'STATUS:CANCELLED', 'SEQUENCE:1'],
  ]);
});

test('another town has no part in it', async () => {
  const stranger = await app.as('other-mediator');
  expect((await stranger.get('/api/appointments')).body.items).toEqual([]);
  const [row] = await app.deps.database.selectFrom('appointment').selectAll().limit(1).execute();
  const answer = await stranger.post(`/api/appointments/${row!.appointment_id}/move`, {
    startsAt: '2026-12-09T15:00:00+08:00',
    endsAt: '2026-12-09T16:00:00+08:00',
    room: '第一调解室',
    reason: '试试',
  });
  expect(answer.status).toBe(404);
});

test('an appointment that was held or cancelled takes nothing more', () => {
  expect(nextStatus('planned', 'miss')).toBe('no-show');
  expect(nextStatus('no-show', 'move')).toBe('planned');
  for (const status of ['held', 'cancelled'] as const) expect(() => nextStatus(status, 'move')).toThrow('不能再改');
});
