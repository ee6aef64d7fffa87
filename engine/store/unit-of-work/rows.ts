import type { IncidentWait, JobWait, SubscriptionWait, TaskWait, TimerWait } from '../../model/wait.ts';
import { arrayLiteral, instant, instantOrNull } from '../bulk.ts';
import type { Reschedule, Work } from './work.ts';

/** Waits as rows. One function a table, in the columns of the operations under `ops/`. */

export const taskContent = (work: Work, wait: TaskWait) => ({
  instance_id: work.instance,
  task_no: wait.id,
  procedure_key: wait.procedure,
  element_id: wait.element,
  name: wait.name,
  form: wait.form ?? null,
  assignee: wait.assignee ?? null,
  candidate_groups: arrayLiteral(wait.candidateGroups),
  candidate_users: arrayLiteral(wait.candidateUsers),
  excluded_users: arrayLiteral(wait.excludedUsers),
  due_at: instantOrNull(wait.due),
  follow_up_at: instantOrNull(wait.followUp),
  priority: wait.priority,
  owner: wait.owner ?? null,
  suspended: String(wait.suspended ?? false),
});

export const taskRow = (work: Work, wait: TaskWait) => ({
  ...taskContent(work, wait),
  business_key: work.businessKey,
  created_at: instant(wait.created),
});

export const jobRow = (work: Work, wait: JobWait, now: number, plan: Reschedule | undefined) => ({
  instance_id: work.instance,
  job_no: wait.id,
  procedure_key: wait.procedure,
  element_id: wait.element,
  type: wait.type,
  input: JSON.stringify(wait.input),
  headers: JSON.stringify(wait.headers),
  business_key: work.businessKey,
  status: 'ready',
  attempts: plan?.attempts ?? 0,
  max_attempts: wait.retries,
  run_at: instant(plan?.runAt ?? now),
  // Grows with the instance, so that a job opened anew under its old number still fences off who held the old one.
  fence: work.rev * 1000,
});

/** Other content under the same number (after a migration): whoever holds the job as it was is fenced off. */
export const jobContent = (work: Work, wait: JobWait) => ({
  instance_id: work.instance,
  job_no: wait.id,
  procedure_key: wait.procedure,
  element_id: wait.element,
  type: wait.type,
  input: JSON.stringify(wait.input),
  headers: JSON.stringify(wait.headers),
  max_attempts: wait.retries,
  lease_until: null,
  fence: work.rev * 1000,
});

export const rescheduleRow = (work: Work, job: number, plan: Reschedule) => ({
  instance_id: work.instance,
  job_no: job,
  status: 'ready',
  attempts: plan.attempts,
  run_at: instant(plan.runAt),
  lease_until: null,
  last_error: plan.error,
});

export const timerRow = (work: Work, wait: TimerWait) => ({
  instance_id: work.instance,
  timer_no: wait.id,
  element_id: wait.element,
  due_at: instant(wait.due),
  fence: work.rev * 1000,
  attempts: 0,
});

export const subscriptionRow = (work: Work, wait: SubscriptionWait) => ({
  instance_id: work.instance,
  sub_no: wait.id,
  element_id: wait.element,
  event: wait.event,
  name: wait.name,
  key: wait.key,
});

export const incidentRow = (work: Work, wait: IncidentWait) => ({
  instance_id: work.instance,
  incident_no: wait.id,
  element_id: wait.element,
  code: wait.code,
  message: wait.message,
  raised_at: instant(wait.raised),
  business_key: work.businessKey,
});
