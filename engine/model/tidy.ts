import type { Problem } from './problem.ts';

/** Control characters, halves of surrogate pairs, and characters that turn the direction of a text. */
const HIDDEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Characters of the file that a message quotes. */
const LONGEST = 60;
const QUOTED = new RegExp(`“([^”]{${LONGEST}})[^”]+”`, 'gu');

/** A message as it may be shown and stored: what it quotes of a file is cut and freed of what cannot be seen. */
export const tidy = (message: string): string => message.replaceAll(HIDDEN, ' ').replaceAll(QUOTED, '“$1…”');

/** The problem with a message that may be shown. */
export const tidied = (problem: Problem): Problem => ({ ...problem, message: tidy(problem.message) });
