import type { Procedure } from '../../engine/model/procedure.ts';
import { speakDate } from '../calendar/deadline.ts';
import { deadlines } from '../calendar/town.ts';
import { localIso } from '../calendar/zone.ts';
import { awaitedTask } from '../cases/status.ts';
import { type DepartmentRow, departmentsById } from '../departments/queries.ts';
import type { ServerDeps } from '../deps.ts';
import type { Me } from '../identity/guard.ts';
import { namesOf } from '../identity/queries.ts';
import { mayAct } from '../inbox/rights.ts';
import { taskId } from '../inbox/task-id.ts';
import { cipherOf } from '../parties/cipher.ts';
import { maskPhone } from '../parties/mask.ts';
import { caseHeads } from './case.queries.ts';
import type { OrderItem } from './contract.ts';
import { openTasksOf, rungsOf, timersOf } from './ladder.queries.ts';
import { automaticAct, ladderOf } from './ladder.ts';
import { isClosed, type OrderStatus } from './lifecycle.ts';
import type { OrderRow } from './queries.ts';

type OpenTask = Awaited<ReturnType<typeof openTasksOf>>[number];

/** Orders as the board shows them to somebody, in a handful of statements however many they are. */
export async function orderItems(deps: ServerDeps, me: Me, orders: readonly OrderRow[]): Promise<OrderItem[]> {
  const { database, clock } = deps;
  const { town } = me;
  const running = orders.filter(({ status }) => !isClosed(status));
  const instances = [...new Set(running.map(({ instance_id }) => instance_id))];
  const [departments, heads, rungs, timers, tasks, speak] = await Promise.all([
    departmentsById(database, town, [...new Set(orders.map(({ department_id }) => department_id))]),
    caseHeads(
      database,
      town,
      orders.map(({ case_id }) => case_id),
    ),
    rungsOf(
      database,
      town,
      orders.map(({ order_id }) => order_id),
    ),
    timersOf(database, town, instances),
    openTasksOf(database, town, instances),
    deadlines(deps, town),
  ]);
  const people = await namesOf(
    database,
    town,
    tasks.flatMap(({ assignee }) => assignee ?? []),
  );
  const procedures = await proceduresOf(deps, town, running);
  const now = clock.now();
  return orders.map((order) => {
    const department = departments.get(order.department_id);
    const head = heads.get(order.case_id);
    const task = taskOf(order, tasks);
    const awaits = awaitsOf(order.status);
    const due = dueOf(order, task);
    const timer = awaits.startsWith('department')
      ? nextTimer(order, timers, procedures.get(order.procedure_key))
      : undefined;
    return {
      id: order.order_id,
      number: order.number,
      title: order.title,
      caseId: order.case_id,
      caseNumber: head?.number ?? '',
      level: head?.level ?? null,
      department: department?.short ?? order.department_id,
      kind: order.kind,
      urgent: order.urgent,
      status: order.status,
      awaits,
      awaited: awaitedOf(order.status, department, task && awaitedTask(task, people)),
      contact: department ? `${department.contact} ${maskPhone(phoneOf(deps, department))}` : '',
      bounced: order.bounced && !isClosed(order.status),
      issued: order.issued_at && localIso(order.issued_at),
      deadline: due ? speak(due.at, due.since) : null,
      ladder: ladderOf(
        rungs.filter(({ order_id }) => order_id === order.order_id),
        order.status,
      ),
      nextAct: timer ? `${speakDate(timer.at, now)} 自动${timer.act}` : null,
      task: task && mayAct(me, task) ? taskId(task) : null,
    };
  });
}

export const phoneOf = (deps: ServerDeps, department: DepartmentRow): string =>
  cipherOf(deps).open(department.phone_enc, { field: 'department.phone', row: department.department_id });

/** Our open task about the order: of the procedure that handles it, in its instance. */
function taskOf(order: OrderRow, tasks: readonly OpenTask[]): OpenTask | undefined {
  const process = order.procedure_key.split('@')[0];
  if (isClosed(order.status)) return undefined;
  return tasks.find((task) => task.instance_id === order.instance_id && task.procedure_key.split('@')[0] === process);
}

function awaitsOf(status: OrderStatus): OrderItem['awaits'] {
  if (isClosed(status)) return 'nobody';
  if (status === 'issued') return 'department-sign';
  return status === 'signed' ? 'department-act' : 'us';
}

function awaitedOf(status: OrderStatus, department: DepartmentRow | undefined, ours: string | undefined): string {
  const short = department?.short ?? '部门';
  if (status === 'verified') return '已销单';
  if (status === 'cancelled') return '已撤销';
  if (status === 'issued') return `等 ${short}签收`;
  // An extension is ruled on while the department goes on working.
  if (status === 'signed') return ours ? `等 ${short}反馈结果，${ours}` : `等 ${short}反馈结果`;
  if (status === 'returned') return ours ?? '已准予退单';
  return ours ?? '等 本中心办理';
}

function dueOf(order: OrderRow, task: OpenTask | undefined): { at: Date; since: Date } | undefined {
  if (order.status === 'issued' && order.sign_due)
    return { at: order.sign_due, since: order.issued_at ?? order.created_at };
  if (order.status === 'signed' && order.result_due)
    return { at: order.result_due, since: order.issued_at ?? order.created_at };
  return task?.due_at ? { at: task.due_at, since: task.created_at } : undefined;
}

async function proceduresOf(
  { engine }: ServerDeps,
  town: number,
  orders: readonly OrderRow[],
): Promise<Map<string, Procedure | undefined>> {
  const keys = [...new Set(orders.map(({ procedure_key }) => procedure_key))];
  return new Map(await Promise.all(keys.map(async (key) => [key, await engine.procedure(town, key)] as const)));
}

function nextTimer(order: OrderRow, timers: Awaited<ReturnType<typeof timersOf>>, procedure: Procedure | undefined) {
  const timer = timers.find(
    ({ instance_id, element_id }) => instance_id === order.instance_id && procedure?.nodes[element_id] !== undefined,
  );
  const act = timer && automaticAct(procedure, timer.element_id);
  return timer && act ? { at: timer.due_at, act } : undefined;
}
