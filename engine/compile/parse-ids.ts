import { descend, type ModdleElement } from './moddle.ts';
import type { Finding } from './parse-messages.ts';

/** Names that JavaScript objects have by birth; an element of that id would be mistaken for them. */
const BORN = new Set(['__proto__', 'constructor', 'prototype', ...Object.getOwnPropertyNames(Object.prototype)]);

/** Control and bidirectional formatting characters, which make a text look different from what it is. */
const HIDDEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const LONGEST = 255;

/** Checks ids and names of all elements beyond what the schema asks. */
export function identify(definitions: ModdleElement): Finding[] {
  const findings: Finding[] = [];
  for (const element of descend(definitions)) {
    const { id, name } = element;
    const where = { ...(id === undefined ? {} : { element: id }), ...(name ? { name } : {}) };
    if (typeof id === 'string' && BORN.has(id)) {
      findings.push({ ...where, property: 'id', message: `编号“${id}”是系统保留字，不能使用。`, remedy: '修改编号' });
    }
    if (typeof id === 'string' && id.length > LONGEST) {
      findings.push({ property: 'id', message: `编号“${id.slice(0, 20)}…”超过 ${LONGEST} 个字。`, remedy: '修改编号' });
    }
    if (typeof name === 'string' && HIDDEN.test(name.replaceAll(/[\n\r\t]/g, ' '))) {
      findings.push({
        ...(id ? { element: id } : {}),
        property: 'name',
        message: '名称里有看不见的控制字符，显示会与实际不符。',
        remedy: '重新输入名称',
      });
    }
  }
  return findings;
}
