/** A shape or an edge of a drawn procedure, from its diagram interchange. */
export interface Drawn {
  readonly id: string;
  readonly kind: 'task' | 'gateway' | 'event' | 'scope';
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface Edge {
  readonly id: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}
export interface Flow {
  readonly shapes: readonly Drawn[];
  readonly edges: readonly Edge[];
}

/** Reads what the small picture needs of a BPMN file; labels and icons are left out. */
export function readFlow(xml: string): Flow {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const named = new Map<string, Element>();
  for (const element of document.getElementsByTagName('*')) {
    const id = element.getAttribute('id');
    if (id && !/^BPMN(Shape|Edge|Plane|Diagram|Label)$/.test(element.localName)) named.set(id, element);
  }
  return {
    shapes: local(document, 'BPMNShape').flatMap((shape) => drawn(shape, named)),
    edges: local(document, 'BPMNEdge').map(edge),
  };
}

const local = (from: Document | Element, name: string) =>
  [...from.getElementsByTagName('*')].filter(({ localName }) => localName === name);

function drawn(shape: Element, named: ReadonlyMap<string, Element>): Drawn[] {
  const id = shape.getAttribute('bpmnElement') ?? '';
  const element = named.get(id);
  const bounds = [...shape.children].find(({ localName }) => localName === 'Bounds');
  const kind = element && kindOf(element.localName);
  if (!element || !bounds || !kind) return [];
  const number = (name: string) => Number(bounds.getAttribute(name));
  return [
    {
      id,
      kind,
      name: element.getAttribute('name') ?? '',
      x: number('x'),
      y: number('y'),
      width: number('width'),
      height: number('height'),
    },
  ];
}

function kindOf(name: string): Drawn['kind'] | undefined {
  if (/task$|callActivity$/i.test(name)) return 'task';
  if (/gateway$/i.test(name)) return 'gateway';
  if (/event$/i.test(name)) return 'event';
  if (/subProcess$|transaction$/i.test(name)) return 'scope';
  return undefined; // Data, annotations, lanes: not in a small picture.
}

function edge(element: Element): Edge {
  const points = local(element, 'waypoint').map(
    (point) => [Number(point.getAttribute('x')), Number(point.getAttribute('y'))] as const,
  );
  return { id: element.getAttribute('bpmnElement') ?? '', points };
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part of the flow to show: all of it when it fits, else a window of at most `width` around the step that is on. */
export function windowOf({ shapes }: Flow, centre: Drawn | undefined, width: number, height: number): Box {
  if (shapes.length === 0) return { x: 0, y: 0, width, height };
  const left = Math.min(...shapes.map(({ x }) => x)) - 12;
  const top = Math.min(...shapes.map(({ y }) => y)) - 12;
  const whole = {
    x: left,
    y: top,
    width: Math.max(...shapes.map((shape) => shape.x + shape.width)) + 12 - left,
    height: Math.max(...shapes.map((shape) => shape.y + shape.height)) + 12 - top,
  };
  const part = { width: Math.min(whole.width, width), height: Math.min(whole.height, height) };
  const middle = centre ?? { ...whole };
  const slide = (start: number, length: number, at: number, size: number) =>
    Math.max(start, Math.min(start + length - size, at - size / 2));
  return {
    x: slide(whole.x, whole.width, middle.x + middle.width / 2, part.width),
    y: slide(whole.y, whole.height, middle.y + middle.height / 2, part.height),
    ...part,
  };
}
