import { mailAddress } from '../mail/address.ts';

/** What a form sent, as text by field. */
export type Fields = Readonly<Record<string, string>>;
/** What is wrong, zh-CN by field. */
export type Wrong = Readonly<Record<string, string>>;

/** A form that was filled in rightly, or what is wrong with it. */
export type Checked<T> = { readonly value: T; readonly wrong?: undefined } | { readonly wrong: Wrong };

export interface Person {
  readonly name: string;
  /** Last four digits of the phone; empty where a signature on paper stands for it. */
  readonly tail: string;
}

const field = (fields: Fields, name: string) =>
  (fields[name] ?? '').replaceAll(/[\p{Cc}\p{Cf}]+/gu, (run) => (run.includes('\n') ? '\n' : '')).trim();

function person(fields: Fields, onPaper: boolean): { readonly value: Person; readonly wrong: Record<string, string> } {
  const value = { name: field(fields, 'name'), tail: field(fields, 'tail') };
  const wrong: Record<string, string> = {};
  if (!/^[\p{Script=Han}A-Za-z·. ]{2,30}$/u.test(value.name)) wrong.name = '请填写真实姓名';
  if (!onPaper && !/^\d{4}$/.test(value.tail)) wrong.tail = '请填写 4 位数字';
  return { value, wrong };
}

const result = <T>(value: T, wrong: Wrong): Checked<T> => (Object.keys(wrong).length > 0 ? { wrong } : { value });

export function checkSign(fields: Fields, onPaper = false): Checked<Person> {
  const { value, wrong } = person(fields, onPaper);
  return result(value, wrong);
}

export function checkReturn(fields: Fields, onPaper = false): Checked<Person & { readonly reason: string }> {
  const { value, wrong } = person(fields, onPaper);
  const reason = field(fields, 'reason');
  if (reason.length < 10) wrong.reason = '请写明依据，至少 10 个字';
  if (reason.length > 2000) wrong.reason = '最多 2000 字';
  return result({ ...value, reason }, wrong);
}

/** Working days that a department can ask for. */
export const extensionDays = [3, 5, 10] as const;

export function checkExtension(
  fields: Fields,
  onPaper = false,
): Checked<Person & { readonly days: number; readonly reason: string }> {
  const { value, wrong } = person(fields, onPaper);
  const reason = field(fields, 'reason');
  const days = Number(fields.days);
  if (!extensionDays.some((one) => one === days)) wrong.days = '请选择要延长几个工作日';
  if (reason.length < 5) wrong.reason = '请写明理由，至少 5 个字';
  if (reason.length > 2000) wrong.reason = '最多 2000 字';
  return result({ ...value, days, reason }, wrong);
}

export interface Report {
  readonly outcome: string;
  readonly who: string;
  readonly when: string;
  readonly text: string;
}

export function checkReport(fields: Fields, outcomes: readonly string[]): Checked<Report> {
  const value = {
    outcome: fields.outcome ?? '',
    who: field(fields, 'who'),
    when: field(fields, 'when'),
    text: field(fields, 'text'),
  };
  const wrong: Record<string, string> = {};
  if (!outcomes.includes(value.outcome)) wrong.outcome = '请选择办得怎么样';
  if (value.text.length < 5) wrong.text = '请写明办理情况，至少 5 个字';
  if (value.text.length > 4000) wrong.text = '最多 4000 字';
  return result({ ...value, who: value.who.slice(0, 30), when: value.when.slice(0, 30) }, wrong);
}

/** A colleague of the same house: a link must not wander to any address that somebody types. */
export function checkForward(
  fields: Fields,
  domain: string,
): Checked<{ readonly name: string; readonly address: string }> {
  const name = field(fields, 'to');
  const address = mailAddress(field(fields, 'email'));
  const wrong: Record<string, string> = {};
  if (!/^[\p{Script=Han}A-Za-z·. ]{2,30}$/u.test(name)) wrong.to = '请填写同事姓名';
  if (!address) wrong.email = '请填写一个有效的邮箱地址';
  else if (address.split('@')[1]!.toLowerCase() !== domain.toLowerCase()) wrong.email = `只能转给本单位邮箱 @${domain}`;
  return result({ name, address: address ?? '' }, wrong);
}
