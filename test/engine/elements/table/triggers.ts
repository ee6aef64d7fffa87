/** The rows of table 10.93: the definition of each trigger, another of its kind, and what makes it come or not. */
import type { Trace } from '../trace.ts';

export type Trigger =
  | 'none'
  | 'message'
  | 'timer'
  | 'signal'
  | 'conditional'
  | 'error'
  | 'escalation'
  | 'compensation'
  | 'cancel'
  | 'link'
  | 'terminate'
  | 'multiple'
  | 'parallel multiple';

const definition = (name: string, attributes = '', inside = ''): string =>
  `<bpmn:${name}EventDefinition ${attributes}>${inside}</bpmn:${name}EventDefinition>`;

const MESSAGE = definition('message', 'messageRef="m"');
const SIGNAL = definition('signal', 'signalRef="sig"');

export const DEFINITIONS: { readonly [T in Trigger]: string } = {
  none: '',
  message: MESSAGE,
  timer: definition('timer', '', '<bpmn:timeDuration>P1D</bpmn:timeDuration>'),
  signal: SIGNAL,
  conditional: definition('conditional', '', '<bpmn:condition>=x &gt; 1</bpmn:condition>'),
  error: definition('error', 'errorRef="err"'),
  escalation: definition('escalation', 'escalationRef="esc"'),
  compensation: definition('compensate'),
  cancel: definition('cancel'),
  link: definition('link', 'name="l"'),
  terminate: definition('terminate'),
  multiple: MESSAGE + SIGNAL,
  'parallel multiple': MESSAGE + SIGNAL,
};

/** What somebody else throws of the same kind, so that it must not be caught. */
export const OTHERS: { readonly [T in Trigger]?: string } = {
  message: definition('message', 'messageRef="m2"'),
  signal: definition('signal', 'signalRef="sig2"'),
  error: definition('error', 'errorRef="err2"'),
  escalation: definition('escalation', 'escalationRef="esc2"'),
  multiple: definition('message', 'messageRef="m2"') + definition('signal', 'signalRef="sig2"'),
};

type Do = Trace['steps'][number]['do'];

/** What comes from outside: the event itself, and something much like it. */
export const OUTSIDE: { readonly [T in Trigger]?: { readonly comes: readonly Do[]; readonly not: readonly Do[] } } = {
  message: { comes: [['message', 'm', 'K', { by: 'li' }]], not: [['message', 'm', 'another', { by: 'li' }]] },
  timer: { comes: [['advance', 'P1D']], not: [['advance', 'PT23H59M']] },
  signal: { comes: [['signal', 'sig', { by: 'li' }]], not: [['signal', 'sig2', { by: 'li' }]] },
  conditional: { comes: [['set', { x: 2 }]], not: [['set', { x: 1 }]] },
  multiple: { comes: [['signal', 'sig']], not: [['signal', 'sig2']] },
  'parallel multiple': {
    comes: [
      ['signal', 'sig'],
      ['message', 'm', 'K'],
    ],
    not: [
      ['signal', 'sig'],
      ['message', 'm', 'another'],
    ],
  },
};
