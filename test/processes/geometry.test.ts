import { expect, test } from 'vitest';
import { boxOf, cross, inside, meet, onBorder, overlap, type Segment, through } from './support/geometry.ts';

const box = boxOf({ x: 100, y: 100, width: 100, height: 80 });
const flat = (from: number, to: number, y: number): Segment => [
  { x: from, y },
  { x: to, y },
];
const upright = (x: number, from: number, to: number): Segment => [
  { x, y: from },
  { x, y: to },
];

test('rectangles that only touch do not overlap', () => {
  expect(overlap(box, boxOf({ x: 200, y: 100, width: 10, height: 10 }))).toBe(false);
  expect(overlap(box, boxOf({ x: 199, y: 179, width: 10, height: 10 }))).toBe(true);
  expect(inside(boxOf({ x: 100, y: 100, width: 100, height: 80 }), box)).toBe(true);
  expect(inside(boxOf({ x: 99, y: 100, width: 10, height: 10 }), box)).toBe(false);
});

test('a line runs through a rectangle, along its border, or by', () => {
  expect(through(flat(50, 250, 140), box)).toBe(true);
  expect(through(upright(150, 90, 101), box)).toBe(true);
  expect(through(flat(50, 250, 100), box)).toBe(false);
  expect(through(flat(50, 100, 140), box)).toBe(false);
  expect(through(upright(201, 0, 300), box)).toBe(false);
  expect(onBorder({ x: 200, y: 140 }, box)).toBe(true);
  expect(onBorder({ x: 201, y: 140 }, box)).toBe(false);
});

test('lines that cross go on beyond each other; lines that meet share a point', () => {
  expect(cross(flat(0, 100, 50), upright(50, 0, 100))).toBe(true);
  expect(cross(upright(50, 0, 100), flat(0, 100, 50))).toBe(true);
  expect(cross(flat(0, 50, 50), upright(50, 0, 100))).toBe(false);
  expect(meet(flat(0, 50, 50), upright(50, 0, 100))).toBe(true);
  expect(meet(flat(0, 50, 50), flat(50, 90, 50))).toBe(true);
  expect(meet(flat(0, 49, 50), upright(50, 0, 100))).toBe(false);
  expect(cross(flat(0, 60, 50), flat(50, 90, 50))).toBe(false);
});
