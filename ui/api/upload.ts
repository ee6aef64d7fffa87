import type { AttachmentView } from '../../server/cases/contract.ts';
import { api } from './client.ts';

/** What the file dialog offers; the server looks at the bytes, not at the name. */
export const accepted = '.pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.txt,.mp4,.m4a';

/** Puts a file into the case. */
export async function uploadTo(caseId: string, file: File): Promise<AttachmentView> {
  const body = new FormData();
  body.append('file', file, file.name);
  const [added] = await api.post<AttachmentView[]>(`/api/cases/${caseId}/attachments`, body);
  return added!;
}
