import type { WorkCalendar } from '../../engine/model/world.ts';
import { dayOfDate, localDate, startOfDay } from '../calendar/zone.ts';
import { type AgreementStatus, nextStatus } from './lifecycle.ts';

export interface Signing {
  readonly kind: 'written' | 'oral';
  /** `YYYY-MM-DD`: the day it was reached, signed by all, stamped. */
  readonly madeOn: string;
  readonly signedOn: string | null;
  readonly stampedOn: string | null;
}

export interface Effect {
  readonly status: AgreementStatus;
  readonly effectiveOn: string | null;
  /** Last day on which both sides together may apply for judicial confirmation. */
  readonly confirmUntil: string | null;
}

/**
 * When an agreement takes effect: a written one on the day on which the last of signatures and seal was put (人民调解法
 * 29), an oral one on the day it was reached (30). Judicial confirmation may be applied for within 30 days after that
 * (民事诉讼法 205); a last day that is a holiday moves to the day after it (民法典 203).
 */
export function effectOf({ kind, madeOn, signedOn, stampedOn }: Signing, calendar: WorkCalendar): Effect {
  if (kind === 'oral') return { status: nextStatus('drafted', 'reach'), ...inForce(madeOn, calendar) };
  if (!signedOn) return { status: 'drafted', effectiveOn: null, confirmUntil: null };
  const signed = nextStatus('drafted', 'sign');
  if (!stampedOn) return { status: signed, effectiveOn: null, confirmUntil: null };
  return { status: nextStatus(signed, 'stamp'), ...inForce(signedOn > stampedOn ? signedOn : stampedOn, calendar) };
}

function inForce(effectiveOn: string, calendar: WorkCalendar) {
  const from = startOfDay(dayOfDate(effectiveOn));
  return { effectiveOn, confirmUntil: localDate(calendar.calendarDays(from, 30)) };
}

/** Kinds of dispute whose agreements a court does not confirm: personal status, and who owns what (民诉法解释 355). */
const notConfirmable = new Set([
  'family.divorce',
  'family.custody',
  'housing.boundary',
  'land.boundary',
  'land.forest',
]);

/** What to tell the parties about judicial confirmation, zh-CN. */
export function confirmationNote(caseType: string, { confirmUntil }: Pick<Effect, 'confirmUntil'>): string {
  if (!confirmUntil) return '';
  const [year, month, day] = confirmUntil.split('-').map(Number);
  if (notConfirmable.has(caseType)) return '本类纠纷涉及身份关系或者权属确认的内容，人民法院不予司法确认。';
  return `双方可以在${year}年${month}月${day}日前共同向人民法院申请司法确认。`;
}
