import type { CaseNew } from '../../server/intake/contract.ts';
import type { Client } from './app.ts';
import { home } from './fixtures.ts';

/** Case 1 of the sample data: rain water from a raised road runs into the neighbour's kitchen. Everybody is willing. */
export const drainage: CaseNew = {
  source: 'grid',
  sourceNote: '网格员巡查发现',
  type: 'neighbour.drainage',
  village: `${home}202`,
  place: '示范三村 12 号与 14 号之间',
  story: '两户改建时抬高了路面，下大雨时雨水倒灌进邻居家厨房，双方为此争吵多次。',
  demand: '恢复排水，清理水沟',
  parties: [
    {
      side: 'claimant',
      kind: 'person',
      name: '赵小明',
      phone: '13800001111',
      idNumber: '440783198001011234',
      people: 2,
      village: `${home}202`,
    },
    { side: 'respondent', kind: 'person', name: '钱大力', phone: '13800002222', people: 3 },
  ],
  facts: { people: 5, since: '2026-09' },
  paths: ['调解'],
  willing: true,
  litigation: false,
  needsDepartment: false,
};

/** Case 3: a works has stopped and owes 22 people two months of wages. */
export const wages: CaseNew = {
  source: 'visit',
  type: 'labour.wages',
  title: '五金厂拖欠 22 名工人两个月工资',
  village: `${home}201`,
  place: '示范二村工业区 3 号',
  story: '示例五金厂停产两个月，拖欠 22 名工人工资共 41.6 万元，工人多次到厂门口讨要未果，情绪激动。',
  parties: [
    { side: 'claimant', kind: 'person', name: '孙志远', phone: '13800003333', people: 22 },
    { side: 'respondent', kind: 'organisation', name: '示例五金厂', phone: '0750-2610000' },
  ],
  facts: { people: 22, amount: 416_000, since: '2026-09', policeReports: 1, collective: true, sensitive: true },
  paths: ['调解', '法律援助'],
  willing: null,
  litigation: false,
  needsDepartment: true,
};

/** Registers a case and answers its id and number; throws when it was refused. */
export async function register(
  desk: Client,
  input: CaseNew,
  key?: string,
): Promise<{ id: string; number: string; merged: boolean }> {
  const { status, body, text } = await desk.post('/api/cases', input, key ? { 'idempotency-key': key } : {});
  if (status !== 200) throw new Error(`Expected the case to be registered but got ${status} ${text}`);
  return body;
}

/** Id of the open task of a case at an element, as this person sees it. */
export async function taskAt(client: Client, caseId: string, name: string): Promise<string> {
  const { body } = await client.get(`/api/cases/${caseId}`);
  const task = body.tasks.find((one: { name: string; status: string }) => one.name === name && one.status === 'open');
  if (!task)
    throw new Error(
      `Expected an open task “${name}” but there are ${JSON.stringify(body.tasks.map((one: { name: string; status: string }) => `${one.name} ${one.status}`))}`,
    );
  return task.id;
}

/** Completes the open task of a case by its name. */
export async function complete(
  client: Client,
  caseId: string,
  name: string,
  data: Record<string, unknown>,
): Promise<{ next: string | null }> {
  const { status, body, text } = await client.post(`/api/tasks/${await taskAt(client, caseId, name)}/complete`, {
    data,
  });
  if (status !== 200) throw new Error(`Expected “${name}” to be completed but got ${status} ${text}`);
  return body;
}
