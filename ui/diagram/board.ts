import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import { fonts, tokens } from '../theme/tokens.ts';
import type { Paint } from './colours.ts';
import { withRoom } from './labels.ts';

/** What we use of diagram-js. */
interface Di {
  get(name: string): { set(name: string, value: string): void } | undefined;
  set(name: string, value: unknown): void;
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Shape extends Box {
  readonly id: string;
  readonly type: string;
  readonly waypoints?: readonly unknown[];
  readonly labelTarget?: Shape;
  readonly collapsed?: boolean;
  readonly businessObject: { readonly name?: string };
  readonly di?: Di;
}
interface Services {
  readonly canvas: {
    zoom(level: number | 'fit-viewport', centre?: 'auto'): number;
    viewbox(box?: Box): {
      readonly inner: Box;
      readonly outer: { readonly width: number; readonly height: number };
      readonly scale: number;
    };
    resized(): void;
  };
  readonly elementRegistry: { getAll(): Shape[]; getGraphics(id: string): SVGElement };
  readonly graphicsFactory: { update(kind: 'shape' | 'connection', element: Shape, graphics: SVGElement): void };
  readonly overlays: { add(id: string, kind: string, overlay: object): void; remove(filter: { type: string }): void };
  readonly moddle: { create(type: string, values: object): unknown };
  readonly eventBus: { on(event: string, handle: (event: { readonly element: Shape }) => void): void };
}

/** A drawn procedure that can be painted and pointed at, and knows nothing of why. */
export interface Board {
  readonly shapes: readonly Shape[];
  readonly paint: (shape: Shape, paint: Paint) => void;
  /** Hangs HTML on a shape; `kind` names it for `clear`. */
  readonly hang: (shape: Shape, kind: string, position: { top: number; left: number }, html: HTMLElement) => void;
  readonly clear: (kind: string) => void;
  /** The shape that was clicked; of a label, the shape it names. */
  readonly onClick: (handle: (shape: Shape) => void) => void;
  readonly zoomBy: (factor: number) => void;
  /** Everything, however small. */
  readonly whole: () => void;
  /** The whole diagram when it can be read so, else the part around this shape, or around where it begins. */
  readonly rest: (around: Shape | undefined) => void;
  readonly destroy: () => void;
}

/** Labels below this zoom cannot be read; the rest of the diagram is reached by dragging. */
const readable = 0.86;

/** Draws a BPMN file into the container; rejects when it is no BPMN. */
export async function openBoard(container: HTMLElement, xml: string): Promise<Board> {
  const viewer = new NavigatedViewer({
    container,
    zoomScroll: { enabled: false },
    bpmnRenderer: {
      defaultFillColor: tokens.surface,
      defaultStrokeColor: tokens.lineStrong,
      defaultLabelColor: tokens.ink3,
    },
    textRenderer: { defaultStyle: { fontFamily: fonts.sans, fontSize: 14 }, externalStyle: { fontSize: 13 } },
  } as never);
  await viewer.importXML(withRoom(xml));
  container.querySelector('.bjs-powered-by')?.setAttribute('title', '绘图组件：bpmn.io');
  const get = <Name extends keyof Services>(name: Name) => viewer.get(name as never) as Services[Name];
  const [canvas, registry, graphics, overlays] = [
    get('canvas'),
    get('elementRegistry'),
    get('graphicsFactory'),
    get('overlays'),
  ];
  const shapes = registry.getAll();
  const redraw = (shape: Shape) =>
    graphics.update(shape.waypoints ? 'connection' : 'shape', shape, registry.getGraphics(shape.id));
  return {
    shapes,
    paint(shape, { stroke, fill, label }) {
      if (!shape.di) return;
      shape.di.set('bioc:stroke', stroke);
      shape.di.set('bioc:fill', fill);
      if (!shape.di.get('label')) shape.di.set('label', get('moddle').create('bpmndi:BPMNLabel', {}));
      shape.di.get('label')!.set('color:color', label);
      redraw(shape);
      for (const one of shapes) if (one.labelTarget === shape) redraw(one);
    },
    hang: (shape, kind, position, html) => overlays.add(shape.id, kind, { position, html }),
    clear: (kind) => overlays.remove({ type: kind }),
    onClick: (handle) => get('eventBus').on('element.click', ({ element }) => handle(element.labelTarget ?? element)),
    zoomBy: (factor) => void canvas.zoom(canvas.viewbox().scale * factor, 'auto'),
    whole: () => void canvas.zoom('fit-viewport', 'auto'),
    rest: (around) => rest(canvas, around ?? shapes.find(({ type }) => type === 'bpmn:StartEvent')),
    destroy: () => viewer.destroy(),
  };
}

/** What people do: boxes with a name inside, as against events, gateways and frames. */
export const isTask = (shape: Shape) => /(Task|CallActivity)$/.test(shape.type);

/** A frame around others; it is not filled. */
export const isScope = (shape: Shape) =>
  /(SubProcess|Transaction|Participant|Lane|Process)$/.test(shape.type) && !shape.collapsed;

function rest(canvas: Services['canvas'], around: Shape | undefined): void {
  canvas.resized();
  const fitted = canvas.zoom('fit-viewport', 'auto');
  if (fitted > 1) canvas.zoom(1, 'auto');
  if (fitted >= readable) return;
  const { inner, outer } = canvas.viewbox();
  const [width, height] = [outer.width / readable, outer.height / readable];
  const at = around ?? { x: inner.x, y: inner.y, width: 0, height: 0 };
  canvas.viewbox({
    x: along(inner.x, inner.width, at.x + at.width / 2, width),
    y: along(inner.y, inner.height, at.y + at.height / 2, height),
    width,
    height,
  });
}

/** Where a window of `size` begins so that it centres on `at` without leaving the drawing; all of it when it fits. */
function along(start: number, length: number, at: number, size: number): number {
  const air = 20;
  if (length + 2 * air <= size) return start - (size - length) / 2;
  return Math.max(start - air, Math.min(start + length + air - size, at - size / 2));
}
