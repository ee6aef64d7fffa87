/** The run that shows a problem, as it is drawn and told: numbered stops, the lines between them, and where it ends. */

/** What is known of an element of the diagram. */
export interface Known {
  readonly type: string;
  readonly name: string;
  readonly kind: string;
  /** Where a line leads. */
  readonly target?: string;
}

export interface Stop {
  /** 1, 2, 3 … in the order of the run; an element that is passed twice has two. */
  readonly number: number;
  readonly element: string;
  /** zh-CN: what happens here. */
  readonly words: string;
  /** Flows taken since the stop before. */
  readonly by: readonly string[];
  readonly last: boolean;
}

export interface Run {
  readonly stops: readonly Stop[];
  /** zh-CN: how it ends, in one sentence. */
  readonly ending: string;
}

/** Reads the path of a problem; elements that are not drawn any more are left out. Undefined when nothing is left of it. */
export function runOf(
  path: readonly string[],
  message: string,
  find: (id: string) => Known | undefined,
): Run | undefined {
  const stops: { element: string; words: string; by: string[] }[] = [];
  let by: string[] = [];
  const stop = (element: string, known: Known) => {
    const way = by.map((flow) => find(flow)?.name).filter(Boolean);
    const through = way.length ? `经“${way.join('、')}”` : '';
    stops.push({ element, words: `${through}${verb(known, stops.length === 0)}${called(known)}`, by });
    by = [];
  };
  for (const id of path) {
    const known = find(id);
    if (known?.type === 'bpmn:SequenceFlow') by.push(id);
    else if (known) stop(id, known);
  }
  // Who waits at a gateway for others has come to it but not into it.
  const waits = by.length > 0 ? find(by.at(-1)!)?.target : undefined;
  const there = waits === undefined ? undefined : find(waits);
  if (waits !== undefined && there) stop(waits, there);
  if (stops.length === 0) return undefined;
  const end = find(stops.at(-1)!.element)!;
  return {
    stops: stops.map((one, at) => ({ ...one, number: at + 1, last: at === stops.length - 1 })),
    ending: `走到${called(end)}后，${withoutWay(message, called(end))}`,
  };
}

/** What a problem says beside the way that is drawn and the step it ends at. */
const withoutWay = (message: string, end: string): string =>
  message
    .replace(/^按图上标出的路走到[^，]*，(之后)?/, '')
    .replace('走图上标出的这条路时，', '')
    .replace('按图上标出的路', '')
    .replace(end, '');

const called = ({ name, kind }: Known): string => (name ? `“${name}”` : `“${kind}”`);

function verb({ type }: Known, first: boolean): string {
  if (first) return '从';
  if (type.endsWith('Gateway')) return '走到';
  if (type === 'bpmn:EndEvent') return '这一路结束于';
  if (type === 'bpmn:BoundaryEvent') return '发生';
  return '到';
}
