import { parse } from '../../../engine/compile/parse.ts';
import { filesOf } from './folders.ts';
import { type Box, boxOf, type Point } from './geometry.ts';

export interface Shape {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly box: Box;
  readonly label: Box | undefined;
  /** Id of the sub-process around it. */
  readonly parent: string | undefined;
  /** Id of the activity that a boundary event sits on. */
  readonly host: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: an element of the model, as its schema has it.
  readonly element: any;
}

export interface Edge {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly points: readonly Point[];
  readonly label: Box | undefined;
}

export interface Diagram {
  readonly shapes: readonly Shape[];
  readonly edges: readonly Edge[];
  /** Ids of flow elements of the model that are not drawn. */
  readonly missing: readonly string[];
}

/** The drawing of a shipped procedure, as its file gives it. */
export async function diagramOf(id: string): Promise<Diagram> {
  const result = await parse(filesOf(id).find(({ path }) => path === 'procedure.bpmn')!);
  if (!('definitions' in result)) throw new Error(`Expected ${id} to parse but: ${JSON.stringify(result.problems)}`);
  // biome-ignore lint/suspicious/noExplicitAny: elements of the model, as their schema has them.
  const definitions = result.definitions as any;
  const process = definitions.rootElements.find((root: { $type: string }) => root.$type === 'bpmn:Process');
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  const drawn: any[] = definitions.diagrams[0].plane.planeElement;
  const labelOf = (one: { label?: { bounds: Parameters<typeof boxOf>[0] } }) => one.label && boxOf(one.label.bounds);
  const shapes = drawn
    .filter(({ $type }) => $type === 'bpmndi:BPMNShape')
    .map((one): Shape => {
      const element = one.bpmnElement;
      return {
        id: element.id,
        type: element.$type,
        name: element.name ?? '',
        box: boxOf(one.bounds),
        label: labelOf(one),
        parent: element.$parent === process ? undefined : element.$parent.id,
        host: element.attachedToRef?.id,
        element,
      };
    });
  const edges = drawn
    .filter(({ $type }) => $type === 'bpmndi:BPMNEdge')
    .map(({ bpmnElement: flow, waypoint, ...one }): Edge => {
      const points = waypoint.map(({ x, y }: Point) => ({ x, y }));
      return {
        id: flow.id,
        name: flow.name ?? '',
        source: flow.sourceRef.id,
        target: flow.targetRef.id,
        points,
        label: labelOf(one),
      };
    });
  const known = new Set([...shapes, ...edges].map((one) => one.id));
  return { shapes, edges, missing: idsIn(process).filter((one) => !known.has(one)) };
}

interface Drawable {
  readonly id: string;
  /** Of a process or sub-process. */
  readonly flowElements?: readonly Drawable[];
}

const idsIn = ({ flowElements = [] }: Drawable): string[] =>
  flowElements.flatMap((element) => [element.id, ...idsIn(element)]);
