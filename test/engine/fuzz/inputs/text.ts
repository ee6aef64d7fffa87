/** A change of a text: `at` is a share of the places there are to choose from, `what` chooses what to put there. */
export type Apply = (text: string, at: number, what: number) => string;

export const nth = <T>(items: readonly T[], number: number): T => items[number % items.length] as T;

export const place = (text: string, at: number): number => Math.floor(at * text.length);

export const splice = (text: string, from: number, to: number, put: string): string =>
  text.slice(0, from) + put + text.slice(to);

/** Replaces one of the places that a pattern finds, by what `put` makes of it. */
export function replaceOne(text: string, pattern: RegExp, at: number, put: (found: RegExpExecArray) => string): string {
  const found = [...text.matchAll(pattern)];
  const one = found[Math.floor(at * found.length)];
  return one ? splice(text, one.index, one.index + one[0].length, put(one as RegExpExecArray)) : text;
}
