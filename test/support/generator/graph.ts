import fc from 'fast-check';

/** A node of a free-form procedure: a task, a choice made at a task before it, a fork, a join, a merge, an end. */
interface Knot {
  readonly kind: 'task' | 'choice' | 'parallel' | 'merge' | 'end';
  /** Where its flows lead, by position among the knots. */
  readonly to: readonly number[];
}

/** Random procedures without any structure: most of them stop somewhere, pile up or never reach an element. */
export const graph: fc.Arbitrary<readonly Knot[]> = fc.integer({ min: 2, max: 7 }).chain((size) =>
  fc.array(
    fc.record({
      kind: fc.constantFrom<Knot['kind'][]>(
        'task',
        'task',
        'choice',
        'choice',
        'parallel',
        'parallel',
        'merge',
        'end',
      ) as fc.Arbitrary<Knot['kind']>,
      to: fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: 2 }),
    }),
    { minLength: size, maxLength: size },
  ),
);

/**
 * Draws it as procedure `p`; a start leads to the first knot. A choice is a task that writes `way` before the gateway that
 * reads it, so that each pass is decided anew.
 */
export function drawGraph(knots: readonly Knot[]): string {
  const content: string[] = ['<bpmn:startEvent id="start" />'];
  const flow = (from: string, to: string, id = `${from}_${to}`, condition = ''): void => {
    const asked = condition && `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>`;
    content.push(`<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${asked}</bpmn:sequenceFlow>`);
  };
  const task = (id: string): void => {
    content.push(
      `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="all" /></bpmn:extensionElements></bpmn:userTask>`,
    );
  };
  const last = knots.length;
  const idOf = (at: number): string => `k${at}`;
  for (const [at, { kind, to }] of knots.entries()) {
    const id = idOf(at);
    // The last knot always ends, so that most drawings have a way out.
    if (kind === 'end' || at === last - 1) {
      content.push(`<bpmn:endEvent id="${id}" />`);
      continue;
    }
    if (kind === 'task') task(id);
    else if (kind === 'parallel') content.push(`<bpmn:parallelGateway id="${id}" />`);
    else if (kind === 'merge') {
      // A merge waits, or a circle of merges would never rest.
      content.push(`<bpmn:exclusiveGateway id="${id}" />`);
      task(`${id}t`);
      flow(id, `${id}t`);
    } else {
      task(id);
      content.push(`<bpmn:exclusiveGateway id="${id}g" ${to.length > 1 ? `default="${id}_d"` : ''} />`);
      flow(id, `${id}g`);
    }
    const from = kind === 'choice' ? `${id}g` : kind === 'merge' ? `${id}t` : id;
    const ways = kind === 'merge' ? to.slice(0, 1) : to;
    for (const [way, target] of ways.entries()) {
      if (kind === 'choice' && to.length > 1)
        flow(from, idOf(target), way === 0 ? `${id}_d` : `${id}_x`, way === 0 ? '' : '=way = 1');
      else flow(from, idOf(target));
    }
  }
  flow('start', 'k0');
  return `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="drawing" targetNamespace="http://onedoor.local"><bpmn:process id="p" name="p" isExecutable="true">${content.join('')}</bpmn:process></bpmn:definitions>`;
}
