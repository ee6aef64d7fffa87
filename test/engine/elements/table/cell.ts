import { file, flow, line, node, task } from '../../compile/rules/draw.ts';
import type { Trace } from '../trace.ts';

/**
 * A row of a table of the specification at one position: a drawing, and two runs through it. In the one it happens, and
 * the element `mark` is reached (or whatever `shows` says); in the other something much like it happens, and it is not.
 */
export interface Cell {
  readonly text: string;
  readonly happens: Trace['steps'];
  readonly not: Trace['steps'];
  readonly shows?: (trace: Trace) => boolean;
}

export type Step = Trace['steps'][number]['do'];

export const steps = (...all: Step[]): Trace['steps'] => all.map((one) => ({ do: one }));

export const START: Step = ['start', 'p', { key: 'K', x: 0 }];

/** What the events of the drawings refer to. */
const ROOTS = `<bpmn:message id="m" name="m"><bpmn:extensionElements><zeebe:subscription correlationKey="=key" /></bpmn:extensionElements></bpmn:message>
<bpmn:message id="m2" name="m2"><bpmn:extensionElements><zeebe:subscription correlationKey="=key" /></bpmn:extensionElements></bpmn:message>
<bpmn:signal id="sig" name="sig" /><bpmn:signal id="sig2" name="sig2" />
<bpmn:error id="err" errorCode="lost" /><bpmn:error id="err2" errorCode="other" />
<bpmn:escalation id="esc" escalationCode="late" /><bpmn:escalation id="esc2" escalationCode="other" />`;

/** A drawing of a process `p`; tasks without a form and other advice are no matter here. */
export const drawing = (inside: string): string =>
  file(inside, ROOTS).replace('</bpmn:definitions>', `${inside.includes('"p2"') ? CALLED : ''}</bpmn:definitions>`);

/** What a call activity calls. */
const CALLED = `<bpmn:process id="p2" isExecutable="true">${node('startEvent', 'in')}${task('a', '', '<zeebe:assignmentDefinition candidateGroups="mediator" />')}${node('endEvent', 'out')}${line('in', 'a', 'out')}</bpmn:process>`;

/** Somebody's task that leads on to an end of its own. */
export const ending = (id: string): string =>
  task(id, '', MEDIATOR) + node('endEvent', `${id}_end`) + flow(id, `${id}_end`);

export const MEDIATOR = '<zeebe:assignmentDefinition candidateGroups="mediator" />';
export const work = (id: string): string => task(id, '', MEDIATOR);
export const job = (id: string, attributes = '', inside = ''): string =>
  node('serviceTask', id, '', '<zeebe:taskDefinition type="work" />', inside, attributes);

/** `from`, then what is done when x is more than 1 and else: both go on to what is drawn elsewhere. */
export const choice = (id: string, yes: string, no: string): string =>
  node('exclusiveGateway', id, '', '', '', `default="${id}_${no}"`) + flow(id, yes, 'x > 1') + flow(id, no);

export { flow, line, node };
