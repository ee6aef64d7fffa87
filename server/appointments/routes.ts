import { Type } from 'typebox';
import { record } from '../audit/record.ts';
import { localIso } from '../calendar/zone.ts';
import { departmentsById } from '../departments/queries.ts';
import type { App, ServerDeps } from '../deps.ts';
import { nothing } from '../idempotency/repeat.ts';
import { actingRole, caseReaders, caseWorkers, has, route } from '../identity/guard.ts';
import { liveOf } from '../live/hub.ts';
import { caseHeads } from '../orders/case.queries.ts';
import { Problem } from '../platform/problem.ts';
import { findTown } from '../towns/queries.ts';
import { AppointmentList, AppointmentMove } from './contract.ts';
import { nextStatus } from './lifecycle.ts';
import { moveAppointment } from './move.ts';
import { findAppointment, listAppointments } from './queries.ts';
import { openAppointment } from './sealed.ts';

const uuid = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
const Params = Type.Object({ id: Type.String({ pattern: uuid }) });
const Query = Type.Object(
  {
    from: Type.Optional(Type.String({ format: 'date-time' })),
    to: Type.Optional(Type.String({ format: 'date-time' })),
    view: Type.Optional(Type.Union([Type.Literal('upcoming'), Type.Literal('past')])),
  },
  { additionalProperties: false },
);

/** Appointments as a list, and moving one from its page. */
export async function appointmentRoutes(app: App, deps: ServerDeps): Promise<void> {
  const { database, clock, engine } = deps;
  app.get(
    '/api/appointments',
    route({ summary: '预约列表', querystring: Query, response: { 200: AppointmentList } }, { roles: caseReaders }),
    async ({ me, query }) => {
      const rows = await listAppointments(database, me.town, {
        from: query.from ? new Date(query.from) : undefined,
        to: query.to ? new Date(query.to) : undefined,
        past: query.view === 'past',
        now: clock.now(),
      });
      const [heads, departments, town] = await Promise.all([
        caseHeads(
          database,
          me.town,
          rows.map((row) => row.case_id),
        ),
        departmentsById(database, me.town, [...new Set(rows.flatMap((row) => row.departments))]),
        findTown(database, me.town),
      ]);
      const masked = !has(me, ...caseWorkers);
      const items = rows.map((row) => {
        const { persons, movedReason } = openAppointment(deps, row);
        const head = heads.get(row.case_id);
        return {
          id: row.appointment_id,
          caseId: row.case_id,
          caseNumber: head?.number ?? '',
          title: head?.title ?? '',
          level: head?.level ?? null,
          startsAt: localIso(row.starts_at),
          endsAt: localIso(row.ends_at),
          room: row.room,
          departments: row.departments.map((id) => departments.get(id)?.short ?? id),
          persons: masked ? [] : persons,
          status: row.status,
          movedReason: masked ? null : movedReason,
        };
      });
      return { items, rooms: [...(town?.settings.rooms ?? [])] };
    },
  );
  app.post(
    '/api/appointments/:id/move',
    route(
      { summary: '改期', params: Params, body: AppointmentMove, response: { 204: Type.Null() } },
      { roles: ['mediator', 'desk', 'director'] },
    ),
    async ({ me, params, body, repeat }, reply) => {
      const before = await findAppointment(database, me.town, params.id);
      if (!before) throw new Problem(404, 'appointment-not-found', '没有找到这次预约');
      nextStatus(before.status, 'move');
      const by = { name: me.name, role: actingRole(me.roles) };
      const actor = { kind: 'user' as const, id: me.id, name: me.name };
      const moved = await engine.correlate(
        me.town,
        { name: 'appointment.moved', key: params.id },
        {
          actor,
          companion: async ({ trx, now }) => {
            await repeat.keep(trx, now, nothing);
            const start = await moveAppointment(trx, deps, {
              town: me.town,
              appointment: params.id,
              value: body,
              by,
              now,
              field: '',
            });
            await record(trx, me.town, { at: now, by: actor, action: 'appointment.move', object: params.id });
            return { variables: { appointment: params.id, startsAt: localIso(start) } };
          },
        },
      );
      if (!moved)
        throw new Problem(409, 'appointment-not-awaited', '已经到了约定的时间，请在“到场登记”里办理', {
          params: { allowed: [] },
        });
      liveOf(deps).publish(me.town, { topic: 'case', id: before.case_id });
      return reply.status(204).send(null);
    },
  );
}
