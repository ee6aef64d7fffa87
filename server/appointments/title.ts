import { typeLabel } from '../intake/taxonomy.ts';

/** What an appointment is about, without naming anybody: 欠薪纠纷调解 */
export function appointmentTitle(caseType: string): string {
  const last = typeLabel(caseType)?.split('/').at(-1)?.trim() ?? '';
  const matter = last === '' || last === '其他' ? '矛盾' : last;
  return /(纠纷|争议)$/.test(matter) ? `${matter}调解` : `${matter}纠纷调解`;
}
