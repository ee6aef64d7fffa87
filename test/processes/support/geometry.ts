export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle by its edges. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A horizontal or vertical piece of a line. */
export type Segment = readonly [Point, Point];

export const boxOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): Box => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height,
});

export const centre = (box: Box): Point => ({ x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 });

/** Whether two rectangles share more than a border. */
export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export const inside = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left && inner.top >= outer.top && inner.right <= outer.right && inner.bottom <= outer.bottom;

/** Whether a point lies on the border of a rectangle. */
export const onBorder = ({ x, y }: Point, box: Box): boolean =>
  ((x === box.left || x === box.right) && box.top <= y && y <= box.bottom) ||
  ((y === box.top || y === box.bottom) && box.left <= x && x <= box.right);

export const segments = (points: readonly Point[]): Segment[] =>
  points.slice(1).map((point, at) => [points[at]!, point]);

/** The thin rectangle that a segment is. */
export const boxOfSegment = ([a, b]: Segment): Box => ({
  left: Math.min(a.x, b.x),
  top: Math.min(a.y, b.y),
  right: Math.max(a.x, b.x),
  bottom: Math.max(a.y, b.y),
});

/** Whether a segment runs through the inside of a rectangle; along its border is outside. */
export function through(segment: Segment, box: Box): boolean {
  const line = boxOfSegment(segment);
  return line.left < box.right && line.right > box.left && line.top < box.bottom && line.bottom > box.top;
}

/** Whether two segments have a point in common. */
export function meet(a: Segment, b: Segment): boolean {
  const [one, other] = [boxOfSegment(a), boxOfSegment(b)];
  return one.left <= other.right && other.left <= one.right && one.top <= other.bottom && other.top <= one.bottom;
}

/** Whether two segments cross: each goes on beyond the other on both sides. */
export function cross(a: Segment, b: Segment): boolean {
  const [one, other] = [boxOfSegment(a), boxOfSegment(b)];
  const [flat, upright] = one.top === one.bottom ? [one, other] : [other, one];
  return (
    flat.top === flat.bottom &&
    upright.left === upright.right &&
    flat.left < upright.left &&
    upright.left < flat.right &&
    upright.top < flat.top &&
    flat.top < upright.bottom
  );
}
