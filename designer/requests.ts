/** The designer's calls to the server. */
import type { Static } from 'typebox';
import type { Deadline } from '../server/calendar/contract.ts';
import type {
  CatalogueView,
  DraftSave,
  DraftSaved,
  DraftView,
  ProcedureItem,
  ProcedureNew,
  ProcedureView,
  Publish,
  Published,
  Rollback,
  SourceFile,
  Tried,
} from '../server/procedures/contract.ts';
import { api } from '../ui/api/client.ts';
import { ApiProblem, wordsFor } from '../ui/api/problem.ts';
import type { Period } from './panel/period.ts';

export const listProcedures = () => api.get<ProcedureItem[]>('/api/procedures');
export const readProcedure = (id: string) => api.get<ProcedureView>(`/api/procedures/${id}`);
export const readDraft = (id: string) => api.get<DraftView>(`/api/procedures/${id}/draft`);
export const readVersion = (id: string, version: number) =>
  api.get<SourceFile[]>(`/api/procedures/${id}/versions/${version}`);
export const readCatalogue = () => api.get<CatalogueView>('/api/catalogue');
export const discardDraft = (id: string) => api.delete<void>(`/api/procedures/${id}/draft`);
export const makeProcedure = (procedure: Static<typeof ProcedureNew>) =>
  api.post<{ id: string }>('/api/procedures', procedure);

export const publish = (id: string, draft: Static<typeof Publish>) =>
  api.post<Static<typeof Published>>(`/api/procedures/${id}/publish`, draft);
export const rollback = (id: string, version: Static<typeof Rollback>) =>
  api.post<Static<typeof Published>>(`/api/procedures/${id}/rollback`, version);

/** What a formula gives with these facts, now and on the town's own calendar. */
export const tryFormula = (formula: string, variables: Readonly<Record<string, unknown>>) =>
  api.post<Tried>('/api/procedures/trial', { formula, variables });

/** When a deadline that began now would fall due, on the town's calendar. */
export const dueExample = ({ count, unit }: Period) =>
  api.get<Static<typeof Deadline>>('/api/calendar/due', { count, unit });

export type SavedOrNot =
  | { readonly ok: true; readonly rev: number }
  | { readonly ok: false; readonly conflict: boolean; readonly message: string };

/** Saves the draft; a conflict says who saved in between. Never throws: typed work must not be lost to an error. */
export async function saveDraft(id: string, draft: Static<typeof DraftSave>): Promise<SavedOrNot> {
  try {
    const { rev } = await api.put<Static<typeof DraftSaved>>(`/api/procedures/${id}/draft`, draft);
    return { ok: true, rev };
  } catch (error) {
    return { ok: false, conflict: error instanceof ApiProblem && error.status === 409, message: wordsFor(error) };
  }
}
