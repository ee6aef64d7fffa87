import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import type { RunningDiagram } from '../../server/cases/contract.ts';
import { fonts, tokens } from '../theme/tokens.ts';
import { hollow, type Paint, paints, type StepState } from './colours.ts';
import { withRoom } from './labels.ts';

type Running = RunningDiagram[number];

/** What we use of diagram-js. */
interface Di {
  get(name: string): { set(name: string, value: string): void } | undefined;
  set(name: string, value: unknown): void;
}
interface Shape extends Box {
  readonly id: string;
  readonly type: string;
  readonly waypoints?: readonly unknown[];
  readonly children?: readonly Shape[];
  readonly labelTarget?: Shape;
  readonly collapsed?: boolean;
  readonly businessObject: { readonly name?: string };
  readonly di?: Di;
}
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
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
  readonly overlays: { add(id: string, kind: string, overlay: object): void };
  readonly moddle: { create(type: string, values: object): unknown };
  readonly eventBus: { on(event: string, handle: (event: { readonly element: Shape }) => void): void };
}

export interface RunningViewer {
  readonly zoomBy: (factor: number) => void;
  /** Everything, however small. */
  readonly whole: () => void;
  /** The part around the token, large enough to read. */
  readonly here: () => void;
  readonly destroy: () => void;
}

/** Labels below this zoom cannot be read; the rest of the diagram is reached by dragging. */
const readable = 0.86;

/**
 * Draws a running procedure: what is done, where it stands, what is ahead.
 * @param onStep called with the id and name of the step that was clicked.
 */
export async function showRunning(
  container: HTMLElement,
  running: Running,
  onStep: (id: string, name: string) => void,
): Promise<RunningViewer> {
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
  await viewer.importXML(withRoom(running.xml));
  container.querySelector('.bjs-powered-by')?.setAttribute('title', '绘图组件：bpmn.io');
  const get = <Name extends keyof Services>(name: Name) => viewer.get(name as never) as Services[Name];
  const shapes = get('elementRegistry').getAll();
  for (const shape of shapes) paint(shape, running, get);
  get('eventBus').on('element.click', ({ element }) => {
    const step = element.labelTarget ?? element;
    if (running.elements[step.id]) onStep(step.id, step.businessObject.name ?? '');
  });
  const canvas = get('canvas');
  const here = () => rest(canvas, tokenOf(shapes, running));
  here();
  return {
    here,
    whole: () => void canvas.zoom('fit-viewport', 'auto'),
    zoomBy: (factor) => void canvas.zoom(canvas.viewbox().scale * factor, 'auto'),
    destroy: () => viewer.destroy(),
  };
}

type Get = <Name extends keyof Services>(name: Name) => Services[Name];

/** The step where the token stands; the innermost when scopes hold it. */
function tokenOf(shapes: readonly Shape[], running: Running): Shape | undefined {
  return shapes.findLast(
    (shape) =>
      shape.type !== 'label' && !isScope(shape) && ['now', 'late'].includes(running.elements[shape.id]?.state ?? ''),
  );
}

/** The whole diagram when it can be read so, else the part around the token. */
function rest(canvas: Services['canvas'], token: Shape | undefined): void {
  canvas.resized();
  const fitted = canvas.zoom('fit-viewport', 'auto');
  if (fitted > 1) canvas.zoom(1, 'auto');
  if (fitted >= readable) return;
  const { inner, outer } = canvas.viewbox();
  const [width, height] = [outer.width / readable, outer.height / readable];
  const at = token ?? { ...inner, width: Math.min(inner.width, width) };
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

function paint(shape: Shape, running: Running, get: Get): void {
  if (!shape.di || shape.type === 'label') return;
  const kind = shape.waypoints ? 'connection' : 'shape';
  const seen = running.elements[shape.id];
  const state: StepState =
    kind === 'connection' ? (running.flows.includes(shape.id) ? 'done' : 'ahead') : (seen?.state ?? 'ahead');
  const isTask = /(Task|CallActivity)$/.test(shape.type);
  const colours = isTask || (state === 'done' && !isScope(shape)) ? paints[state] : hollow(paints[state]);
  colour(shape.di, colours, get);
  get('graphicsFactory').update(kind, shape, get('elementRegistry').getGraphics(shape.id));
  const label = get('elementRegistry')
    .getAll()
    .find(({ labelTarget }) => labelTarget === shape);
  if (label) get('graphicsFactory').update('shape', label, get('elementRegistry').getGraphics(label.id));
  if (seen && isTask) annotate(shape, seen, get);
}

const isScope = (shape: Shape) => /(SubProcess|Transaction|Participant|Process)$/.test(shape.type) && !shape.collapsed;

function colour(di: Di, { stroke, fill, label }: Paint, get: Get): void {
  di.set('bioc:stroke', stroke);
  di.set('bioc:fill', fill);
  if (!di.get('label')) di.set('label', get('moddle').create('bpmndi:BPMNLabel', {}));
  di.get('label')!.set('color:color', label);
}

/** Under a step: day and hand; at the top-left of where it stands: the token. */
function annotate(shape: Shape, { state, note, count }: Running['elements'][string], get: Get): void {
  const words = [note, count > 1 ? `第 ${count} 次` : null].filter(Boolean).join(' · ');
  if (words) {
    const html = document.createElement('div');
    html.className = `stepnote ${state}`;
    html.style.width = `${shape.width + 36}px`;
    html.textContent = words;
    get('overlays').add(shape.id, 'note', { position: { top: shape.height + 3, left: -18 }, html });
  }
  if (state === 'done') return;
  const token = document.createElement('div');
  token.className = `token ${state}`;
  get('overlays').add(shape.id, 'token', { position: { top: -9, left: -9 }, html: token });
}
