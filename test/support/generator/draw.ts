import type { Block, Step } from './block.ts';

/** What somebody does at an element of the run: the task is never done, the message comes before it is done, the job fails. */
export type Deed = 'hold' | 'message-first' | 'fail';

/** A drawn procedure with the run through it. */
export interface Drawing {
  readonly text: string;
  /** What is done at an element, where it is not simply completed. */
  readonly deeds: ReadonlyMap<string, Deed>;
  /** How often the run enters each element and takes each flow; what is not here never. */
  readonly expected: ReadonlyMap<string, number>;
  /** Names of the messages that come. */
  readonly messages: ReadonlySet<string>;
}

/** First and last node of what was drawn. */
type Ends = readonly [first: string, last: string];

/** Timers that fire in the run are short; the others are longer than it lasts. */
const SHORT = 'P1D';
const LONG = 'P9000D';
const CODE = 'refused';

/** Draws a block as an executable procedure `p`, from start to end. */
export function draw(block: Block): Drawing {
  const pen = new Pen();
  const inside = pen.container(() => pen.between(block, 1));
  const process = (id: string, content: string) =>
    `<bpmn:process id="${id}" name="${id}" isExecutable="true">${content}</bpmn:process>`;
  const called = pen.called.map(([id, content]) => process(id, content));
  const text = `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="drawing" targetNamespace="http://onedoor.local"><bpmn:error id="error" errorCode="${CODE}" />${pen.roots.join('')}${process('p', inside)}${called.join('')}</bpmn:definitions>`;
  return { text, deeds: pen.deeds, expected: pen.expected, messages: pen.messages };
}

class Pen {
  readonly roots: string[] = [];
  readonly called: [id: string, content: string][] = [];
  readonly deeds = new Map<string, Deed>();
  readonly expected = new Map<string, number>();
  readonly messages = new Set<string>();
  #content: string[] = [];
  #count = 0;

  /** What `paint` draws, as the content of a container of its own. */
  container(paint: () => void): string {
    const around = this.#content;
    this.#content = [];
    paint();
    const content = this.#content.join('');
    this.#content = around;
    return content;
  }

  /** start → block → end. */
  between(block: Block, times: number, ended = times): void {
    const start = this.#node('startEvent', 's', times);
    const [first, last] = this.#block(block, ended);
    const end = this.#node('endEvent', 'e', ended);
    this.#flow(start, first, times);
    this.#flow(last, end, ended);
  }

  #block(block: Block, times: number): Ends {
    switch (block.kind) {
      case 'sequence':
        return this.#row(
          block.blocks.map((one) => this.#block(one, times)),
          times,
        );
      case 'choice': {
        const share = (at: number) => (at === block.chosen ? times : 0);
        const name = `c${this.#count}`;
        return this.#split(
          'exclusiveGateway',
          block.branches,
          times,
          share,
          (at) => `=${name} = ${at}`,
          name,
          block.chosen,
        );
      }
      case 'parallel':
        return this.#split('parallelGateway', block.branches, times, () => times);
      case 'loop':
        return this.#loop(block.body, block.times, times);
      case 'scope':
        return this.#scope(block, times);
      case 'call': {
        const id = `called${this.#count++}`;
        this.called.push([id, this.container(() => this.between(block.body, times))]);
        return this.#one(
          'callActivity',
          times,
          extended(
            `<zeebe:calledElement processId="${id}" bindingType="deployment" propagateAllChildVariables="false" />`,
          ),
        );
      }
      case 'inclusive':
        return this.#inclusive(block, times);
      case 'race':
        return this.#race(block, times);
      case 'several':
        return this.#several(block, times);
      default:
        return this.#step(block.kind, times);
    }
  }

  #step(kind: Step, times: number): Ends {
    if (kind === 'script') return this.#script('1 + 1', `v${this.#count}`, times);
    if (kind === 'manual') return this.#one('manualTask', times);
    if (kind === 'receive') return this.#one('receiveTask', times, '', `messageRef="${this.#message(times)}"`);
    if (kind === 'message') return this.#one('intermediateCatchEvent', times, onMessage(this.#message(times)));
    if (kind === 'timer') return this.#one('intermediateCatchEvent', times, timer(SHORT));
    return this.#one(`${kind}Task`, times, WORK[kind]);
  }

  /** An activity done several times is entered as a whole, then once for each. */
  #several({ step, how, count }: Extract<Block, { kind: 'several' }>, times: number): Ends {
    const loop =
      how === 'loop'
        ? `<bpmn:standardLoopCharacteristics loopMaximum="${count}" />`
        : `<bpmn:multiInstanceLoopCharacteristics isSequential="${how === 'sequential'}"><bpmn:loopCardinality>=${count}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`;
    return this.#one(`${step}Task`, times * (1 + count), WORK[step] + loop);
  }

  /** Branches that are all taken when their condition holds; the last when none does. */
  #inclusive({ branches, taken }: Extract<Block, { kind: 'inclusive' }>, times: number): Ends {
    const last = branches.length - 1;
    const held = branches.map((_, at) => at < last && taken[at] === true);
    const share = (at: number) => ((at === last ? !held.includes(true) : held[at]) ? times : 0);
    const name = `c${this.#count}`;
    const list = `[${held.flatMap((holds, at) => (holds ? [at] : [])).join(', ')}]`;
    const condition = (at: number) => `=list contains(${name}, ${at})`;
    return this.#split('inclusiveGateway', branches, times, share, condition, name, list);
  }

  /** Waits for a message or for a time, whichever is first. */
  #race({ branches, first }: Extract<Block, { kind: 'race' }>, times: number): Ends {
    const gateway = this.#node('eventBasedGateway', 'g', times);
    const share = [0, 1].map((at) => (at === first ? times : 0)) as [number, number];
    const events = [
      this.#one('intermediateCatchEvent', share[0], onMessage(this.#message(share[0]))),
      this.#one('intermediateCatchEvent', share[1], timer(first === 1 ? SHORT : LONG)),
    ];
    const ends = branches.map((branch, at) => this.#row([events[at]!, this.#block(branch, share[at]!)], share[at]!));
    const merge = this.#node('exclusiveGateway', 'g', times);
    for (const [at, [start, end]] of ends.entries()) {
      this.#flow(gateway, start, share[at]!);
      this.#flow(end, merge, share[at]!);
    }
    return [gateway, merge];
  }

  #script(expression: string, result: string, times: number): Ends {
    return this.#one(
      'scriptTask',
      times,
      extended(`<zeebe:script expression="=${expression}" resultVariable="${result}" />`),
    );
  }

  /** Branches between two gateways; `condition` of each but the last, which is the default. */
  #split(
    type: string,
    branches: readonly Block[],
    times: number,
    share: (at: number) => number,
    condition?: (at: number) => string,
    variable?: string,
    value: number | string = 0,
  ): Ends {
    const set = variable === undefined ? undefined : this.#script(String(value), variable, times);
    const id = `g${this.#count}`;
    const otherwise = condition ? `default="${id}_default"` : '';
    const split = this.#node(type, 'g', times, '', otherwise);
    const ends = branches.map((branch, at) => this.#block(branch, share(at)));
    const join = this.#node(type, 'g', times);
    for (const [at, [first, last]] of ends.entries()) {
      const isDefault = condition && at === ends.length - 1;
      this.#flow(
        split,
        first,
        share(at),
        isDefault ? undefined : condition?.(at),
        isDefault ? `${id}_default` : undefined,
      );
      this.#flow(last, join, share(at));
    }
    if (!set) return [split, join];
    this.#flow(set[1], split, times);
    return [set[0], join];
  }

  /** reset → h → body → count → g, back to h until it was made often enough. */
  #loop(body: Block, rounds: number, times: number): Ends {
    const counter = `l${this.#count}`;
    const [reset] = this.#script('0', counter, times);
    const h = this.#node('exclusiveGateway', 'g', times * rounds);
    const [first, last] = this.#block(body, times * rounds);
    const [rest] = this.#step('user', times * rounds);
    const [count] = this.#script(`${counter} + 1`, counter, times * rounds);
    const id = `g${this.#count}`;
    const g = this.#node('exclusiveGateway', 'g', times * rounds, '', `default="${id}_default"`);
    const after = this.#node('exclusiveGateway', 'g', times);
    this.#flow(reset, h, times);
    this.#flow(h, first, times * rounds);
    this.#flow(last, rest, times * rounds);
    this.#flow(rest, count, times * rounds);
    this.#flow(count, g, times * rounds);
    this.#flow(g, h, times * (rounds - 1), `=${counter} &lt; ${rounds}`);
    this.#flow(g, after, times, undefined, `${id}_default`);
    return [reset, after];
  }

  /** A sub-process that begins with a step, at which its boundary event comes or not, then its body. */
  #scope({ body, boundary, comes }: Extract<Block, { kind: 'scope' }>, times: number): Ends {
    const stopped = comes && (boundary === 'timer' || boundary === 'error') ? times : 0;
    const inside = this.container(() => {
      const start = this.#node('startEvent', 's', times);
      const [step] = this.#step(boundary === 'error' ? 'service' : 'user', times);
      const [first, last] = this.#block(body, times - stopped);
      const end = this.#node('endEvent', 'e', times - stopped);
      this.#flow(start, step, times);
      this.#flow(step, first, times - stopped);
      this.#flow(last, end, times - stopped);
      if (comes && boundary === 'timer') this.deeds.set(step, 'hold');
      if (comes && boundary === 'error') this.deeds.set(step, 'fail');
      if (comes && boundary === 'message') this.deeds.set(step, 'message-first');
    });
    const scope = this.#node('subProcess', 'n', times, inside);
    if (boundary === 'none') return [scope, scope];
    const happens = comes ? times : 0;
    const trigger =
      boundary === 'timer'
        ? timer(comes ? SHORT : LONG)
        : boundary === 'error'
          ? '<bpmn:errorEventDefinition errorRef="error" />'
          : onMessage(this.#message(happens));
    const event = this.#node(
      'boundaryEvent',
      'b',
      happens,
      trigger,
      `attachedToRef="${scope}" cancelActivity="${boundary !== 'message'}"`,
    );
    const [handled] = this.#step('user', happens);
    this.#flow(event, handled, happens);
    if (boundary === 'message') {
      this.#flow(handled, this.#node('endEvent', 'e', happens), happens);
      return [scope, scope];
    }
    const merge = this.#node('exclusiveGateway', 'g', times);
    this.#flow(scope, merge, times - stopped);
    this.#flow(handled, merge, happens);
    return [scope, merge];
  }

  /** A message that comes when it is waited for in the run. */
  #message(times: number): string {
    const id = `m${this.#count++}`;
    this.roots.push(
      `<bpmn:message id="${id}" name="${id}"><bpmn:extensionElements><zeebe:subscription correlationKey="=&quot;k&quot;" /></bpmn:extensionElements></bpmn:message>`,
    );
    if (times > 0) this.messages.add(id);
    return id;
  }

  #row(parts: readonly Ends[], times: number): Ends {
    for (const [at, [first]] of parts.entries()) if (at > 0) this.#flow(parts[at - 1]![1], first, times);
    return [parts[0]![0], parts.at(-1)![1]];
  }

  #one(type: string, times: number, inside = '', attributes = ''): Ends {
    const id = this.#node(type, 'n', times, inside, attributes);
    return [id, id];
  }

  #node(type: string, letter: string, times: number, inside = '', attributes = ''): string {
    const id = `${letter}${this.#count++}`;
    this.#content.push(`<bpmn:${type} id="${id}" ${attributes}>${inside}</bpmn:${type}>`);
    this.#expect(id, times);
    return id;
  }

  #flow(from: string, to: string, times: number, condition?: string, id = `${from}_${to}`): void {
    const asked = condition === undefined ? '' : `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>`;
    this.#content.push(
      `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${asked}</bpmn:sequenceFlow>`,
    );
    this.#expect(id, times);
  }

  #expect(id: string, times: number): void {
    if (times > 0) this.expected.set(id, times);
  }
}

const extended = (inside: string): string => `<bpmn:extensionElements>${inside}</bpmn:extensionElements>`;
const WORK = {
  user: extended('<zeebe:assignmentDefinition candidateGroups="all" />'),
  service: extended('<zeebe:taskDefinition type="work" />'),
} as const;
const onMessage = (message: string): string => `<bpmn:messageEventDefinition messageRef="${message}" />`;
const timer = (duration: string): string =>
  `<bpmn:timerEventDefinition><bpmn:timeDuration>${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>`;
