import { file, flow, line, node, task } from '../../engine/compile/rules/draw.ts';

/** A block of parallel rows of tasks; the middle row holds the next block. */
function nest(depth: number): readonly [content: string, first: string, last: string] {
  const [f, j] = [`f${depth}`, `j${depth}`];
  const row = (letter: string, length: number) => Array.from({ length }, (_, at) => `${letter}${depth}_${at}`);
  const [a, b] = [row('a', 6), row('b', 5)];
  const innermost = row('c', 5);
  const [inner, first, last] =
    depth > 1 ? nest(depth - 1) : [innermost.map((id) => task(id)).join('') + line(...innermost), 'c1_0', 'c1_4'];
  const content = `${node('parallelGateway', f)}${node('parallelGateway', j)}${[...a, ...b].map((id) => task(id)).join('')}`;
  const flows = line(f, ...a, j) + line(f, ...b, j) + flow(f, first) + flow(last, j);
  return [content + inner + flows, f, j];
}

/** 62 nodes: three parallel blocks inside each other, and a row of tasks behind them. */
export function nested(): string {
  const [content, first, last] = nest(3);
  const behind = Array.from({ length: 16 }, (_, at) => `t${at}`);
  const inside = node('startEvent', 's') + content + behind.map((id) => task(id)).join('') + node('endEvent', 'e');
  return file(inside + flow('s', first) + line(last, ...behind, 'e'));
}
