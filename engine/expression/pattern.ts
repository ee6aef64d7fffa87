/** Functions whose pattern is a regular expression, and the place of the pattern among their arguments. */
export const PATTERN_FUNCTIONS: ReadonlyMap<string, { readonly position: number; readonly name: string }> = new Map([
  ['matches', { position: 1, name: 'pattern' }],
  ['replace', { position: 1, name: 'pattern' }],
  ['split', { position: 1, name: 'delimiter' }],
]);

/** Longest text that a pattern is tried on. */
export const PATTERN_INPUT = 500;

const MOST_OPEN = 2;
/** A repetition up to this often counts as bounded. */
const MOST_COUNTED = 50;

/**
 * Why a regular expression may take very long (zh-CN), or undefined. A repeated group that repeats or branches inside
 * makes the time double with every character; back references and look-around defeat any estimate; and every further
 * open repetition multiplies by the length of the text.
 */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > 200) return '匹配规则超过 200 个字';
  try {
    new RegExp(pattern, 'u');
  } catch {
    return '匹配规则写错了';
  }
  if (/\\[1-9k]/.test(pattern)) return '匹配规则不能引用前面的分组';
  if (/\(\?(?:[=!]|<[=!])/.test(pattern)) return '匹配规则不能用前后断言';
  const plain = pattern.replaceAll(/\\[\s\S]/gu, 'x').replaceAll(/\[[^\]]*\]/gu, 'x');
  return walk(plain);
}

/** Goes through a pattern without escapes and classes, keeping for every open group whether it repeats or branches inside. */
function walk(pattern: string): string | undefined {
  const groups = [{ varies: false }];
  let open = 0;
  for (let at = 0; at < pattern.length; at += 1) {
    const group = groups.at(-1);
    if (!group) return undefined;
    const char = pattern.charAt(at);
    const repeat = repetition(pattern.slice(at));
    if (char === '(') {
      groups.push({ varies: false });
      at += /^\((\?(?::|<\w+>))?/.exec(pattern.slice(at))?.[1]?.length ?? 0;
    } else if (char === ')') {
      groups.pop();
      const after = repetition(pattern.slice(at + 1));
      if (group.varies && after && after.most > 1) return '匹配规则在重复里又有重复或分支，文字稍长就会卡住';
      const outer = groups.at(-1);
      if (outer && group.varies) outer.varies = true;
    } else if (char === '|') {
      group.varies = true;
    } else if (repeat) {
      group.varies = true;
      if (repeat.most > MOST_COUNTED) open += 1;
      at += repeat.length - 1;
    }
  }
  return open > MOST_OPEN ? `匹配规则里没有上限的重复（* 或 +）超过 ${MOST_OPEN} 处` : undefined;
}

/** The quantifier that a text begins with: how long it is, and how often at most it repeats. */
function repetition(text: string): { readonly length: number; readonly most: number } | undefined {
  const found = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/.exec(text);
  if (!found) return undefined;
  const [whole, least, range, most] = found;
  if (least === undefined) return { length: whole.length, most: whole.startsWith('?') ? 1 : Number.POSITIVE_INFINITY };
  return {
    length: whole.length,
    most: range === undefined ? Number(least) : most ? Number(most) : Number.POSITIVE_INFINITY,
  };
}
