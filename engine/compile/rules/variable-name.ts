const BORN = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a text can be the name of a process variable that FEEL reads without quoting. */
export const isVariableName = (text: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) && !BORN.has(text);

/** Whether a text names a variable or a place inside one: `case.level`. */
export const isVariablePath = (text: string): boolean => text.split('.').every(isVariableName);
