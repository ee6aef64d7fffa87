import type { ModelElement } from './source.ts';

/** The innermost lane an element is drawn in: who works there does what names nobody else. */
export function laneOf(element: ModelElement): ModelElement | undefined {
  const inside = (lanes: readonly ModelElement[] = []): ModelElement | undefined => {
    const lane = lanes.find(({ flowNodeRef }) => (flowNodeRef ?? []).includes(element));
    return lane && (inside(lane.childLaneSet?.lanes) ?? lane);
  };
  for (const { lanes } of (element.$parent?.laneSets ?? []) as readonly ModelElement[]) {
    const lane = inside(lanes);
    if (lane) return lane;
  }
  return undefined;
}
