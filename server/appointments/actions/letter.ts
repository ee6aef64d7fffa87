import { Type } from 'typebox';
import { addEvent } from '../../cases/timeline.ts';
import type { ActionDefinition } from '../../catalogue/types.ts';
import { letterFiles } from '../../mail/compose.ts';
import { letterMoment } from '../../orders/words.ts';
import { type AppointmentLetter, sendAppointmentLetter } from '../letters.ts';
import { nextStatus } from '../lifecycle.ts';
import { type AppointmentRow, appointmentsOfCase, lockAppointment, updateAppointment } from '../queries.ts';

const input = Type.Object({ appointment: Type.String({ title: '预约' }) });
const output = Type.Object({});

type Run = ActionDefinition['run'];

/** Writes the letter that fits the appointment, and tells it in the timeline. */
const write =
  (
    letterFor: (appointment: AppointmentRow) => AppointmentLetter | undefined,
    told: (appointment: AppointmentRow) => string,
  ): Run =>
  async ({ trx, town, now }, job, deps) => {
    const appointment = await lockAppointment(trx, town, String(job.input.appointment));
    const letter = letterFor(appointment);
    if (!letter) return;
    // The version whose step writes has the templates.
    await sendAppointmentLetter(trx, deps, {
      town,
      appointment: { ...appointment, procedure_key: job.procedure },
      letter,
      cause: job.key,
      now,
    });
    await addEvent(trx, deps, town, {
      case: appointment.case_id,
      at: now,
      kind: 'mail',
      who: null,
      text: told(appointment),
    });
  };

/** Invitations with a calendar file; after a move the same entry is updated. */
export const invite: ActionDefinition = {
  type: 'appointment.invite',
  title: '发出邀请',
  help: '给参与部门各发一封邀请信，附日历文件；改期后再发时，日历会更新到新的时间。',
  input,
  output,
  templates: () => letterFiles('invitation', 'moved'),
  run: write(
    ({ status, sequence }) => (status === 'planned' ? (sequence === 0 ? 'invitation' : 'moved') : undefined),
    ({ starts_at }) => `邀请参与部门${letterMoment(starts_at)}参加调解`,
  ),
};

export const remind: ActionDefinition = {
  type: 'appointment.remind',
  title: '提醒到会',
  help: '给参与部门各发一封提醒信。',
  input,
  output,
  templates: () => letterFiles('reminder'),
  run: write(
    ({ status }) => (status === 'planned' ? 'reminder' : undefined),
    ({ starts_at }) => `提醒参与部门${letterMoment(starts_at)}参加调解`,
  ),
};

/** What still stands is cancelled; its departments are told by the templates of the procedure that invited them. */
export const cancel: ActionDefinition = {
  type: 'appointment.cancel',
  title: '取消预约',
  help: '取消约定的时间；只给案件的，取消本案还没开的预约。告知参与部门，日历里的安排随之取消。',
  input: Type.Object({
    appointment: Type.Optional(Type.String({ title: '预约' })),
    case: Type.Optional(Type.String({ title: '案件' })),
  }),
  output,
  async run({ trx, town, now }, job, deps) {
    const { appointment: one, case: caseId } = job.input;
    const targets =
      typeof one === 'string'
        ? [await lockAppointment(trx, town, one)]
        : await appointmentsOfCase(trx, town, String(caseId));
    for (const before of targets) {
      if (before.status !== 'planned' && before.status !== 'no-show') continue;
      const patch = { status: nextStatus(before.status, 'cancel'), sequence: before.sequence + 1 };
      await updateAppointment(trx, town, before.appointment_id, patch);
      const cause = `${job.key}:${before.appointment_id}`;
      await sendAppointmentLetter(trx, deps, {
        town,
        appointment: { ...before, ...patch },
        letter: 'cancelled',
        cause,
        now,
      });
      await addEvent(trx, deps, town, {
        case: before.case_id,
        at: now,
        kind: 'mail',
        who: null,
        text: '预约的调解已取消',
      });
    }
  },
};
