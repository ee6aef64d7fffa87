import { describe, expect, test } from 'vitest';
import { procedures } from '../../processes/manifest.ts';
import { type Diagram, diagramOf, type Edge, type Shape } from './support/diagram.ts';
import {
  type Box,
  boxOfSegment,
  centre,
  cross,
  inside,
  meet,
  onBorder,
  overlap,
  segments,
  through,
} from './support/geometry.ts';

/** Room that a letter of a label needs: labels are drawn at 13 px. */
const LETTER = 13;

describe.each(procedures)('the diagram of $name', async ({ id }) => {
  const diagram = await diagramOf(id);
  const { shapes, edges } = diagram;
  const shapeOf = (one: string) => shapes.find((shape) => shape.id === one)!;

  test('draws everything there is, on the grid', () => {
    expect(diagram.missing).toEqual([]);
    const off = shapes.filter(({ box, host }) => !host && Object.values(centre(box)).some((at) => at % 10 !== 0));
    expect(off.map((shape) => shape.id)).toEqual([]);
    const corners = edges.filter(({ points }) => points.slice(1, -1).some(({ x, y }) => x % 10 !== 0 || y % 10 !== 0));
    expect(corners.map((edge) => edge.id)).toEqual([]);
  });

  test('keeps shapes apart and inside the sub-process they belong to', () => {
    const clash = pairs(shapes).filter(
      ([a, b]) =>
        overlap(a.box, b.box) && !holds(diagram, a, b) && !holds(diagram, b, a) && a.host !== b.id && b.host !== a.id,
    );
    expect(clash.map(names)).toEqual([]);
    const outside = shapes.filter(({ box, parent, host }) => parent && !host && !inside(box, shapeOf(parent).box));
    expect(outside.map((shape) => shape.id)).toEqual([]);
  });

  test('leads flows in straight pieces from border to border, never through another shape', () => {
    const wrong = edges.flatMap((edge) => faults(diagram, edge));
    expect(wrong).toEqual([]);
  });

  test('never lets two flows cross or touch, except where they leave or reach the same step', () => {
    const clash = pairs(edges).filter(([a, b]) => {
      const together = a.source === b.source || a.target === b.target;
      return segments(a.points).some((one) =>
        segments(b.points).some((other) => (together ? cross(one, other) : meet(one, other))),
      );
    });
    expect(clash.map(names)).toEqual([]);
  });

  test('places every label where nothing else is, with room for its words', () => {
    const labels = labelsOf(diagram);
    const clash = [
      ...pairs(labels)
        .filter(([a, b]) => overlap(a.box, b.box))
        .map(names),
      ...labels.flatMap((label) =>
        shapes.filter((shape) => !isContainer(shape) && covers(shape, label.box)).map((shape) => names([label, shape])),
      ),
      ...labels.flatMap((label) =>
        edges
          .filter((edge) => segments(edge.points).some((one) => overlap(grown(boxOfSegment(one)), label.box)))
          .map((edge) => names([label, edge])),
      ),
    ];
    expect(clash).toEqual([]);
    const narrow = labels.filter(({ name, box }) => box.right - box.left < widthOf(name));
    expect(narrow.map((label) => label.id)).toEqual([]);
  });

  test('runs the main path on one straight line from the start to an end', () => {
    const start = shapes.find(({ type, parent }) => type === 'bpmn:StartEvent' && !parent)!;
    const { y } = centre(start.box);
    const reached = new Set([start.id]);
    for (const one of reached) {
      const ahead = edges.filter(
        (edge) =>
          edge.source === one &&
          edge.points.every((point) => point.y === y) &&
          edge.points[0]!.x < edge.points.at(-1)!.x,
      );
      for (const edge of ahead) reached.add(edge.target);
    }
    expect([...reached].map(shapeOf).some(({ type }) => type === 'bpmn:EndEvent')).toBe(true);
  });

  test('speaks Chinese: names for steps, questions for gateways, answers for flows', () => {
    const named = [...shapes, ...edges].filter(({ name }) => name !== '');
    expect(
      named.filter(({ name }) => !/\p{Script=Han}/u.test(name) || /[A-Za-z?!,]/.test(name)).map(({ name }) => name),
    ).toEqual([]);
    expect(shapes.filter((shape) => isStep(shape) && shape.name === '').map((shape) => shape.id)).toEqual([]);
    const forks = shapes.filter((shape) => shape.type === 'bpmn:ExclusiveGateway' && shape.element.outgoing.length > 1);
    expect(forks.filter(({ name }) => !name.endsWith('？')).map((shape) => shape.id)).toEqual([]);
    const answers = edges.filter((edge) => forks.some((fork) => fork.id === edge.source));
    expect(answers.filter(({ name }) => name === '').map((edge) => edge.id)).toEqual([]);
  });
});

const isContainer = (shape: Shape) => shape.type === 'bpmn:SubProcess';
const isStep = ({ type }: Shape) => /Task$|CallActivity|SubProcess|BoundaryEvent|CatchEvent/.test(type);
const names = (two: readonly [{ readonly id: string }, { readonly id: string }]) => two.map(({ id }) => id).join(' × ');
const pairs = <T>(all: readonly T[]): [T, T][] => all.flatMap((a, at) => all.slice(at + 1).map((b): [T, T] => [a, b]));
const widthOf = (name: string) =>
  [...name].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 255 ? LETTER : LETTER / 2), 0);
/** A line is two pixels wide. */
const grown = ({ left, top, right, bottom }: Box): Box => ({
  left: left - 1,
  top: top - 1,
  right: right + 1,
  bottom: bottom + 1,
});

/** Whether the outer shape is a sub-process around the inner one, at any depth. */
function holds({ shapes }: Diagram, outer: Shape, inner: Shape): boolean {
  for (let at = inner.parent; at; at = shapes.find((shape) => shape.id === at)?.parent)
    if (at === outer.id) return true;
  const host = shapes.find((shape) => shape.id === inner.host);
  return host !== undefined && holds({ shapes, edges: [], missing: [] }, outer, host);
}

/** Whether a label lies on a shape; a gateway is the diamond in its box. */
function covers({ type, box }: Shape, label: Box): boolean {
  if (!type.endsWith('Gateway')) return overlap(box, label);
  const { x, y } = centre(box);
  const away = (at: number, from: number, to: number) => Math.max(from - at, at - to, 0);
  return away(x, label.left, label.right) + away(y, label.top, label.bottom) < (box.right - box.left) / 2;
}

function faults(diagram: Diagram, edge: Edge): string[] {
  const shapeOf = (id: string) => diagram.shapes.find((shape) => shape.id === id)!;
  const [source, target] = [shapeOf(edge.source), shapeOf(edge.target)];
  const pieces = segments(edge.points);
  const ends = onBorder(edge.points[0]!, source.box) && onBorder(edge.points.at(-1)!, target.box);
  const foreign = diagram.shapes.filter(
    (shape) =>
      !holds(diagram, shape, source) &&
      !holds(diagram, shape, target) &&
      pieces.some((piece) => through(piece, shape.box)),
  );
  return [
    ...(pieces.every(([a, b]) => (a.x === b.x) !== (a.y === b.y)) ? [] : [`${edge.id} is not straight`]),
    ...(ends ? [] : [`${edge.id} does not reach from border to border`]),
    ...foreign.map((shape) => `${edge.id} runs through ${shape.id}`),
  ];
}

/** Labels of shapes and flows, and the names that are drawn at the top of sub-processes. Every name outside a step has a place. */
function labelsOf({ shapes, edges }: Diagram): { id: string; name: string; box: Box }[] {
  const outside = [...shapes.filter((shape) => /Event$|Gateway$/.test(shape.type)), ...edges].filter(
    ({ name }) => name !== '',
  );
  const unplaced = outside.filter(({ label }) => !label).map(({ id }) => id);
  expect(unplaced).toEqual([]);
  const titles = shapes.filter(isContainer).map(({ id, name, box }) => {
    const [middle, half] = [(box.left + box.right) / 2, (name.length * 14) / 2];
    return { id, name, box: { left: middle - half, top: box.top + 4, right: middle + half, bottom: box.top + 20 } };
  });
  return [...outside.map(({ id, name, label }) => ({ id, name, box: label! })), ...titles];
}
