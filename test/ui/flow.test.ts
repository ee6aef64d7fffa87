import { expect, test } from 'vitest';
import { type Drawn, windowOf } from '../../ui/diagram/flow.ts';

const at = (x: number): Drawn => ({ id: `t${x}`, kind: 'task', name: '', x, y: 100, width: 100, height: 80 });
const flow = { shapes: [0, 400, 800, 1200, 1600].map(at), edges: [] };

test('a small drawing is shown whole', () => {
  expect(windowOf({ shapes: [at(0)], edges: [] }, at(0), 780, 300)).toEqual({ x: -12, y: 88, width: 124, height: 104 });
});

test('a long drawing is shown around the step that is on', () => {
  expect(windowOf(flow, at(800), 600, 300)).toEqual({ x: 550, y: 88, width: 600, height: 104 });
});

test('the window never leaves the drawing', () => {
  expect(windowOf(flow, at(0), 600, 300).x).toBe(-12);
  expect(windowOf(flow, at(1600), 600, 300).x).toBe(1112);
});
