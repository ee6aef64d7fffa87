import { localDate } from '../calendar/zone.ts';
import type { Database, Trx } from '../db/schema.ts';
import { typeLabel } from '../intake/taxonomy.ts';
import type { TemplateContext } from '../mail/render.ts';
import { confirmationNote } from '../mediation/effect.ts';
import { findAgreement, lastAgreement, lastRecord } from '../mediation/queries.ts';
import { open } from '../mediation/sealed.ts';
import { accountNames, caseHead } from '../orders/case.queries.ts';
import { letterDate } from '../orders/words.ts';
import { listParties } from '../parties/queries.ts';
import { openParty } from '../parties/read.ts';
import type { Base } from '../platform/deps.ts';
import { findTown } from '../towns/queries.ts';
import { amountInWords } from './money.ts';

const sides = { claimant: '申请人', respondent: '被申请人' } as const;

/** Everything a printed document of a case may name. Documents stay inside, so parties stand in clear. */
export async function documentContext(
  trx: Trx,
  deps: Base<Database>,
  town: number,
  {
    case: caseId,
    agreement: agreementId,
    now,
  }: { readonly case: string; readonly agreement: string | undefined; readonly now: Date },
): Promise<TemplateContext> {
  const [head, parties, agreement, record, place] = [
    await caseHead(trx, town, caseId),
    await listParties(trx, town, caseId),
    agreementId ? await findAgreement(trx, town, agreementId) : await lastAgreement(trx, town, caseId),
    await lastRecord(trx, town, caseId),
    await findTown(trx, town),
  ];
  const names = await accountNames(
    trx,
    town,
    [head?.mediator, head?.first_handler].filter((id) => id != null),
  );
  const read = (field: 'facts' | 'content' | 'mode') =>
    agreement ? open(deps, 'agreement', agreement.agreement_id, field, agreement[`${field}_enc`]) : '';
  const opened = parties.map((row) => openParty(deps, row));
  const amount = agreement?.amount == null ? null : Number(agreement.amount);
  return {
    number: agreement?.number ?? head?.number ?? '',
    caseNumber: head?.number ?? '',
    title: head?.title ?? '',
    type: typeLabel(head?.type ?? '') ?? '',
    date: letterDate(now),
    parties: opened.map((party) => ({
      side: sides[party.side],
      name: party.name || '匿名',
      gender: party.gender ?? '',
      age: party.age ?? '',
      address: party.address ?? '',
      phone: party.phone ?? '',
      idNumber: party.idNumber ?? '',
    })),
    facts: read('facts'),
    content: read('content'),
    mode: read('mode'),
    performBy: agreement ? chineseDate(agreement.perform_by) : '',
    amount: amount === null ? '' : amount.toFixed(2),
    amountWords: amount === null ? '' : amountInWords(amount),
    place: agreement?.place_enc
      ? open(deps, 'agreement', agreement.agreement_id, 'place', agreement.place_enc)
      : recordPlace(deps, record),
    mediator: agreement?.mediator_name ?? record?.mediator_name ?? names.get(head?.mediator ?? '') ?? '',
    recorder: record?.mediator_name ?? agreement?.mediator_name ?? '',
    // One for each party, one for the committee.
    copies: opened.length + 1,
    centre: place?.centre ?? '',
    committee: place?.settings.committee ?? '',
    centrePhone: place?.dutyPhone ?? '',
    confirmNote: agreement ? confirmationNote(head?.type ?? '', { confirmUntil: agreement.confirm_until }) : '',
    effectiveDate: agreement?.effective_on ? chineseDate(agreement.effective_on) : '',
    today: localDate(now),
  };
}

function recordPlace(deps: Base<Database>, record: Awaited<ReturnType<typeof lastRecord>>): string {
  return record ? open(deps, 'mediation_record', record.record_id, 'place', record.place_enc) : '';
}

/** `2026-12-10` → 2026年12月10日 */
function chineseDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
