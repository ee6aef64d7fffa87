import type { PartyRow } from '../parties/queries.ts';
import type { FullCaseRow } from './queries.ts';

export interface Volume {
  readonly records: readonly { readonly result: string }[];
  readonly agreements: readonly { readonly kind: 'written' | 'oral'; readonly signed_on: unknown }[];
  readonly followups: readonly unknown[];
  readonly documents: readonly string[];
  /** Names of uploaded files; a paper counts by its name. */
  readonly attachments: readonly string[];
}

/**
 * Which papers of the official order (司法部 人民调解文书格式) the volume still lacks: only those that must be there at
 * this point. The registration form is the case itself.
 */
export function missingOf(
  row: Pick<FullCaseRow, 'outcome' | 'closed_at' | 'stage'>,
  parties: readonly Pick<PartyRow, 'kind' | 'id_number_enc'>[],
  volume: Volume,
): string[] {
  const has = (word: string) => [...volume.attachments, ...volume.documents].some((name) => name.includes(word));
  const missing: string[] = [];
  if (!has('权利义务告知')) missing.push('当事人权利义务告知书');
  const unknown = parties.filter((party) => party.kind === 'person' && party.id_number_enc === null);
  if (unknown.length > 0 && !has('身份证')) missing.push('当事人身份证明');
  const mediated = row.stage === '处置' || row.stage === '反馈' || row.closed_at !== null;
  if (mediated && volume.records.length === 0 && row.outcome !== 'withdrawn' && !has('调解记录'))
    missing.push('调解记录');
  const agreed = volume.records.some(({ result }) => result === 'agreed' || result === 'partly');
  if (agreed && volume.agreements.length === 0 && !has('协议')) missing.push('调解协议书或口头协议登记表');
  if (volume.agreements.some(({ kind, signed_on }) => kind === 'written' && !signed_on) && !has('协议书'))
    missing.push('各方签名的调解协议书');
  if (row.stage === '反馈' && volume.followups.length === 0 && !has('回访')) missing.push('回访记录');
  return missing;
}
