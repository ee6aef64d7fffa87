import { type Cell, choice, drawing, ending, flow, job, line, node, START, type Step, steps, work } from './cell.ts';
import { DEFINITIONS, OTHERS, OUTSIDE, type Trigger } from './triggers.ts';

/** Draws an event of a trigger where a position of table 10.93 says. */
type Draw = (trigger: Trigger) => Cell;

const event = (type: string, trigger: Trigger, attributes = '', id = 'event', definition = DEFINITIONS[trigger]) =>
  node(
    type,
    id,
    '',
    '',
    definition,
    `${attributes} ${trigger.startsWith('parallel') ? 'parallelMultiple="true"' : ''}`,
  );
const start = node('startEvent', 'start');
const end = node('endEvent', 'end');
/** Where a drawing has an end, it has a beginning. */
const begun = node('startEvent', 'in') + flow('in', 'ask');
const X = { yes: { x: 2 }, no: { x: 1 } } as const;

/** Somebody decides by `ask` whether it happens. */
const asked = (text: string, ...after: Step[]): Cell => ({
  text,
  happens: steps(START, ['complete', 'ask', X.yes], ...after),
  not: steps(START, ['complete', 'ask', X.no]),
});

const outside = (trigger: Trigger, text: string): Cell => {
  const { comes, not } = OUTSIDE[trigger] ?? { comes: [], not: [] };
  return { text, happens: steps(START, ...comes), not: steps(START, ...not) };
};

/** Something that throws what is caught when x is more than 1, and else another of its kind. */
const thrower = (trigger: Trigger, type: 'endEvent' | 'intermediateThrowEvent' = 'endEvent'): string =>
  work('ask') +
  choice('g', 'thrown', 'other') +
  node(type, 'thrown', '', '', DEFINITIONS[trigger]) +
  node(type, 'other', '', '', OTHERS[trigger] ?? '') +
  flow('ask', 'g');

/** What is undone when x is more than 1, after `done`. */
const undone = (done: string, first: string): string =>
  start +
  done +
  work('ask') +
  choice('g', 'thrown', 'end') +
  node('endEvent', 'thrown', '', '', DEFINITIONS.compensation) +
  end +
  line('start', first, 'ask', 'g');

const onWork = (trigger: Trigger, attributes: string): string =>
  event('boundaryEvent', trigger, `attachedToRef="work" ${attributes}`);

const afterWork = (text: string, first: string): Cell => ({
  text,
  happens: steps(START, ['complete', first], ['complete', 'ask', X.yes], ['complete', 'mark']),
  not: steps(START, ['complete', first], ['complete', 'ask', X.no]),
});

function boundary(trigger: Trigger, attributes: string): Cell {
  const behind = ending('mark') + flow('event', 'mark');
  if (trigger === 'compensation') {
    const association = '<bpmn:association id="as" sourceRef="event" targetRef="mark" associationDirection="One" />';
    return afterWork(
      drawing(
        undone(
          work('work') + onWork(trigger, attributes) + job('mark', 'isForCompensation="true"') + association,
          'work',
        ),
      ),
      'work',
    );
  }
  if (trigger === 'cancel' || trigger === 'escalation') {
    const inside = begun + thrower(trigger);
    const host = node(trigger === 'cancel' ? 'transaction' : 'subProcess', 'work', '', '', inside);
    return asked(drawing(start + host + onWork(trigger, attributes) + end + line('start', 'work', 'end') + behind));
  }
  if (trigger === 'error') {
    const text = drawing(
      start + job('work') + onWork(trigger, attributes) + end + line('start', 'work', 'end') + behind,
    );
    const fails = (code: string) => steps(START, ['fail', 'work', { code }]);
    return { text, happens: fails('lost'), not: fails('other') };
  }
  return outside(
    trigger,
    drawing(start + work('work') + onWork(trigger, attributes) + end + line('start', 'work', 'end') + behind),
  );
}

function eventSubProcess(trigger: Trigger, attributes: string): Cell {
  const inside = event('startEvent', trigger, attributes) + ending('mark') + flow('event', 'mark');
  const beside = node('subProcess', 'esp', '', '', inside, 'triggeredByEvent="true"');
  if (trigger === 'compensation')
    return afterWork(drawing(undone(node('subProcess', 's', '', '', work('work') + beside), 's')), 'work');
  if (trigger === 'error' || trigger === 'escalation')
    return asked(drawing(start + thrower(trigger) + flow('start', 'ask') + beside));
  return outside(trigger, drawing(start + work('work') + end + line('start', 'work', 'end') + beside));
}

/** Thrown in the one branch; in the other branch, or around it, stands what catches it. */
function throwing(trigger: Trigger, type: 'endEvent' | 'intermediateThrowEvent'): Cell {
  const here = event(type, trigger) + event(type, trigger, '', 'another', OTHERS[trigger] ?? '');
  const goesOn = type === 'endEvent' ? '' : end + flow('event', 'end') + flow('another', 'end');
  const decided = work('ask') + choice('g', 'event', 'another') + flow('ask', 'g') + here + goesOn;
  const caught = (definition: string): string =>
    node('intermediateCatchEvent', 'catch', '', '', definition) + ending('mark') + flow('catch', 'mark');
  switch (trigger) {
    case 'message':
    case 'signal':
    case 'multiple': {
      const fork = node('parallelGateway', 'f') + line('start', 'f', 'ask') + flow('f', 'catch');
      const first = trigger === 'multiple' ? 'signal' : trigger;
      return asked(drawing(start + fork + decided + caught(DEFINITIONS[first])));
    }
    case 'error':
    case 'escalation':
    case 'cancel': {
      const host = node(trigger === 'cancel' ? 'transaction' : 'subProcess', 's', '', '', begun + decided);
      const on = node('boundaryEvent', 'on', '', '', DEFINITIONS[trigger], 'attachedToRef="s"');
      const behind = node('endEvent', 'over') + line('start', 's', 'over') + ending('mark') + flow('on', 'mark');
      return asked(drawing(start + host + on + behind));
    }
    case 'compensation': {
      const association = '<bpmn:association id="as" sourceRef="on" targetRef="mark" associationDirection="One" />';
      const on = node('boundaryEvent', 'on', '', '', DEFINITIONS.compensation, 'attachedToRef="work"');
      const done = work('work') + on + job('mark', 'isForCompensation="true"') + association;
      return afterWork(drawing(start + done + decided + line('start', 'work', 'ask')), 'work');
    }
    case 'terminate': {
      const fork = node('parallelGateway', 'f') + line('start', 'f', 'ask') + flow('f', 'beside') + ending('beside');
      const stopped = ({ status }: { readonly status?: string }) => status === 'terminated';
      return { ...asked(drawing(start + fork + decided)), shows: stopped };
    }
    case 'link': {
      const pair = work('ask') + choice('g', 'event', 'end') + flow('ask', 'g') + event(type, trigger) + end;
      return asked(drawing(start + pair + flow('start', 'ask') + caught(DEFINITIONS.link)));
    }
    default: {
      const reached = ({ steps: all }: { readonly steps: Cell['happens'] }) =>
        all.some(({ events = [] }) => events.some((one) => one.type === 'entered' && one.element === 'event'));
      return { ...asked(drawing(start + decided + flow('start', 'ask'))), shows: reached };
    }
  }
}

/** Positions of table 10.93, by the names that docs/bpmn.md gives them. */
export const POSITIONS: Readonly<Record<string, Draw>> = {
  'process start': (trigger) => {
    const other = trigger === 'none' ? 'message' : 'none';
    const starts = event('startEvent', trigger) + event('startEvent', other, '', 'other');
    const text = drawing(starts + ending('mark') + ending('beside') + flow('event', 'mark') + flow('other', 'beside'));
    const by = (event: string): Step => ['start', 'p', { key: 'K' }, event];
    return { text, happens: steps(by('event')), not: steps(by('other')) };
  },
  'sub-process start': (trigger) => {
    const inside = event('startEvent', trigger) + ending('mark') + flow('event', 'mark');
    const s = node('subProcess', 's', '', '', inside) + node('endEvent', 's_end') + flow('s', 's_end');
    return asked(drawing(start + work('ask') + choice('g', 's', 'end') + s + end + line('start', 'ask', 'g')));
  },
  'event sub-process start': (trigger) => eventSubProcess(trigger, ''),
  'event sub-process start, not interrupting': (trigger) => eventSubProcess(trigger, 'isInterrupting="false"'),
  catch: (trigger) => {
    if (trigger === 'link') return throwing(trigger, 'intermediateThrowEvent');
    return outside(
      trigger,
      drawing(start + event('intermediateCatchEvent', trigger) + ending('mark') + line('start', 'event', 'mark')),
    );
  },
  boundary: (trigger) => boundary(trigger, ''),
  'boundary, not interrupting': (trigger) => boundary(trigger, 'cancelActivity="false"'),
  throw: (trigger) => throwing(trigger, 'intermediateThrowEvent'),
  end: (trigger) => throwing(trigger, 'endEvent'),
};
