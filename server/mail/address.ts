import { domainToASCII } from 'node:url';

const local = /^[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*$/;
const domain = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})$/;

/**
 * The address in the form in which it may be handed to a mail server, or undefined when it is not one plain address.
 * Nodemailer does not check recipients: `a@b.cn\r\nRCPT TO:<x@y.cn>`, lists, groups, comments and quoted local parts
 * would all reach other people, so only the plainest form passes. A domain in Chinese becomes its ASCII twin.
 */
export function mailAddress(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  if (at < 1 || text.length > 254) return undefined;
  const name = text.slice(0, at);
  const host = text.slice(at + 1);
  // domainToASCII repairs what it is given (spaces, percent signs, full-width dots): only letters, digits, dots, hyphens may come.
  if (!/^[\p{L}\p{N}.-]+$/u.test(host)) return undefined;
  const ascii = domainToASCII(host);
  return name.length <= 64 && local.test(name) && domain.test(ascii) ? `${name}@${ascii}` : undefined;
}

/** A display name as one line without anything that could end a header or reverse the reading direction. */
export function mailName(text: string): string {
  return oneLine(text, 60).replaceAll(/[<>"@,;:\\]/g, '');
}

/** Text as a single header line of at most `most` characters. */
export function oneLine(text: string, most: number): string {
  const line = text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  return [...line].slice(0, most).join('');
}
