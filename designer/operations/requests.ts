/** The calls of “运行” to the server: what it shows, and what an administrator does to what runs. */
import type {
  Bulk,
  BulkFailures,
  BulkList,
  BulkOrder,
  Choice,
  Commanded,
  MigrationDraft,
  MigrationPlan,
  MigrationTrial,
  Modification,
} from '../../server/operations/change.contract.ts';
import type {
  CauseList,
  HistoryList,
  IncidentList,
  InstanceFilter,
  InstanceList,
  InstanceView,
  MarkedDiagram,
  Moment,
  Overview,
  Statistics,
  StatisticsQuery,
  TaskList,
  TaskQuery,
  VersionView,
} from '../../server/operations/contract.ts';
import { address, api, call } from '../../ui/api/client.ts';
import { addressOf } from './filter.ts';

const root = '/api/operations';
const at = (id: string) => `${root}/instances/${encodeURIComponent(id)}`;

export const readOverview = () => api.get<Overview>(`${root}/overview`);
export const readVersionView = (key: string) => api.get<VersionView>(`${root}/versions/${encodeURIComponent(key)}`);
export const findInstances = (filter: InstanceFilter, cursor: string, signal?: AbortSignal) =>
  api.get<InstanceList>(`${root}/instances`, { ...addressOf(filter), cursor }, signal);
/** Address of what happened to all that match, one line an event, as a table. */
export const logFile = (filter: InstanceFilter) => address(`${root}/export`, { ...addressOf(filter), format: 'csv' });
export const readInstance = (id: string) => api.get<InstanceView>(at(id));
/** Where it stands now, of its own version first. */
export const readDiagrams = (id: string) => api.get<MarkedDiagram[]>(`${at(id)}/diagram`);
export const readHistory = (id: string, cursor: string) => api.get<HistoryList>(`${at(id)}/history`, { cursor });
/** The instance as it was after its `rev`-th command; 0 is not a moment. */
export const readMoment = (id: string, rev: number) => api.get<Moment>(`${at(id)}/replay`, { rev });

export const command = (id: string, what: 'suspend' | 'resume' | 'cancel', reason: string, key: string) =>
  api.post<Commanded>(`${at(id)}/${what}`, { reason }, key);
export const setFacts = (id: string, scope: number, variables: Facts, key: string) =>
  api.post<Commanded>(`${at(id)}/variables`, { variables, scope }, key);
export const modify = (id: string, reason: string, changes: readonly Modification[], key: string) =>
  api.post<Commanded>(`${at(id)}/modify`, { reason, changes }, key);
export const retry = (id: string, incident: number, variables: Facts | undefined, key: string) =>
  api.post<Commanded>(`${at(id)}/incidents/${incident}/retry`, variables ? { variables } : {}, key);
export const skip = (id: string, incident: number, reason: string, variables: Facts | undefined, key: string) =>
  api.post<Commanded>(`${at(id)}/incidents/${incident}/skip`, { reason, ...(variables && { variables }) }, key);

export const findTasks = (query: TaskQuery, cursor: string, signal?: AbortSignal) =>
  api.get<TaskList>(`${root}/tasks`, { ...query, cursor }, signal);
export const findIncidents = (process: string, cursor: string) =>
  api.get<IncidentList>(`${root}/incidents`, { process, cursor });
export const readCauses = () => api.get<CauseList>(`${root}/incidents/causes`);

export const draftMigration = (from: string, to: string) => api.get<MigrationDraft>(`${root}/migration`, { from, to });
export const tryMigration = (plan: MigrationPlan, choice: Choice) =>
  api.post<MigrationTrial>(`${root}/migration/try`, { plan, choice });

export const begin = (order: BulkOrder, key: string) => api.post<Bulk>(`${root}/bulks`, order, key);
export const listBulks = (cursor: string) => api.get<BulkList>(`${root}/bulks`, { cursor });
export const readBulk = (id: string) => api.get<Bulk>(`${root}/bulks/${id}`);
export const stopBulk = (id: string, key: string) => api.post<Bulk>(`${root}/bulks/${id}/stop`, {}, key);
export const readFailures = (id: string, cursor: string) =>
  api.get<BulkFailures>(`${root}/bulks/${id}/failures`, { cursor });

export const readStatistics = (query: StatisticsQuery) => api.get<Statistics>(`${root}/statistics`, { ...query });
/** Address of the same figures as a file. */
export const statisticsFile = (query: StatisticsQuery) =>
  `${root}/statistics.csv?${new URLSearchParams({ ...query }).toString()}`;

const ofVersion = (id: string, version: number) => `/api/procedures/${encodeURIComponent(id)}/versions/${version}`;
/** `null` takes the tag off. */
export const tagVersion = (id: string, version: number, tag: string | null, idempotencyKey: string) =>
  call<void>('PUT', `${ofVersion(id, version)}/tag`, { body: { tag }, idempotencyKey });
export const suspendVersion = (id: string, version: number, key: string) =>
  api.post<void>(`${ofVersion(id, version)}/suspend`, {}, key);
export const resumeVersion = (id: string, version: number, key: string) =>
  api.post<void>(`${ofVersion(id, version)}/resume`, {}, key);

/** Facts by name, as they are sent. */
export type Facts = Readonly<Record<string, unknown>> & Record<string, unknown>;
