/** Dropping a step on a line: the line's label counts as the line, and what comes behind moves aside. */
import type { Element } from './types.ts';

/** Between two steps, as the shipped procedures are drawn. */
const gap = 50;

interface Hovering {
  hover?: (Element & { readonly waypoints?: unknown }) | null;
  hoverGfx?: SVGElement | null;
}
interface Created {
  readonly context: {
    readonly shape: Element;
    readonly targetFlow?: Element;
    position: { readonly x: number; readonly y: number };
  };
}
interface EventBus {
  on(events: string | readonly string[], priority: number, handler: (event: Hovering & Created) => void): void;
}
interface Registry {
  filter(test: (element: Element) => boolean): Element[];
  getGraphics(element: Element): SVGElement;
}
interface Modeling {
  moveShape(shape: Element, delta: { x: number; y: number }): void;
}
interface SpaceTool {
  calculateAdjustments(
    elements: readonly Element[],
    axis: 'x',
    delta: number,
    start: number,
  ): { readonly movingShapes: Element[]; readonly resizingShapes: Element[] };
  makeSpace(
    moving: Element[],
    resizing: Element[],
    delta: { x: number; y: number },
    direction: 'e',
    start: number,
  ): void;
}

class InsertOnLine {
  static $inject = ['eventBus', 'elementRegistry', 'modeling', 'spaceTool'];
  constructor(bus: EventBus, registry: Registry, modeling: Modeling, space: SpaceTool) {
    // A short line is covered by its label: whoever drops there means the line.
    bus.on(['create.move', 'create.end', 'shape.move.move', 'shape.move.end'], 2000, (event) => {
      const line = event.hover?.labelTarget as Hovering['hover'];
      if (!line?.waypoints) return;
      event.hover = line;
      event.hoverGfx = registry.getGraphics(line);
    });
    // After bpmn-js has seen that it is dropped on a line and before it is drawn there; all in one undo.
    bus.on('commandStack.shape.create.preExecute', 400, ({ context }) => {
      const { shape, targetFlow, position } = context;
      const { source: from, target: to } = targetFlow ?? {};
      if (!from || !to || to.x < from.x + from.width) return;
      const left = from.x + from.width + gap;
      const missing = left + shape.width + gap - to.x;
      if (missing > 0) {
        const start = to.x - 1;
        const others = registry.filter((element) => element.parent !== undefined);
        const { movingShapes, resizingShapes } = space.calculateAdjustments(others, 'x', missing, start);
        space.makeSpace(movingShapes, resizingShapes, { x: missing, y: 0 }, 'e', start);
      }
      const level = Math.abs(middle(from) - middle(to)) < 2;
      context.position = { x: left + shape.width / 2, y: level ? middle(from) : position.y };
    });
    // The line's words stay with the part that leads to the new step.
    bus.on('commandStack.shape.create.postExecuted', 400, ({ context: { shape, targetFlow } }) => {
      const from = targetFlow?.source;
      const label = registry.filter((element) => element.labelTarget === targetFlow)[0];
      if (!from || !label || shape.x < from.x + from.width) return;
      const centre = (from.x + from.width + shape.x) / 2;
      modeling.moveShape(label, { x: Math.round(centre - label.width / 2 - label.x), y: 0 });
    });
  }
}

const middle = ({ y, height }: Element) => y + height / 2;

export const insertOnLineModule = { __init__: ['insertOnLine'], insertOnLine: ['type', InsertOnLine] };
