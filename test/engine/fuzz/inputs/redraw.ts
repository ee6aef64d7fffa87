import { VALUES } from './pieces.ts';
import { type Apply, nth, replaceOne } from './text.ts';

/** Changes after which a drawing can still be read, so that what comes after reading is tried as well. */

const GROUPS = [
  ['task', 'manualTask', 'userTask', 'serviceTask', 'sendTask', 'receiveTask', 'scriptTask', 'businessRuleTask'],
  ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway', 'eventBasedGateway'],
  ['subProcess', 'transaction', 'adHocSubProcess'],
  ['startEvent', 'endEvent', 'intermediateCatchEvent', 'intermediateThrowEvent'],
];

const TRIGGERS = [
  '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>',
  '<bpmn:conditionalEventDefinition><bpmn:condition>=x > 1</bpmn:condition></bpmn:conditionalEventDefinition>',
  '<bpmn:errorEventDefinition />',
  '<bpmn:escalationEventDefinition />',
  '<bpmn:terminateEventDefinition />',
  '<bpmn:compensateEventDefinition />',
  '<bpmn:linkEventDefinition name="l" />',
];

const LOOPS = [
  '<bpmn:standardLoopCharacteristics loopMaximum="2" />',
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>=2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>',
  '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=xs" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>',
];

const ACTIVITY = /<bpmn:(\w*[tT]ask|subProcess|transaction|callActivity)\b[^<>]*[^/<>]>/g;

const places = (text: string): readonly string[] =>
  [...text.matchAll(/(?:sourceRef|targetRef)="([^"]*)"/g)].map(([, id]) => id!);

export const redraws = {
  retype: (text, at, what) =>
    replaceOne(text, /<bpmn:(\w+) id="([^"]+)"([^<>]*)>/g, at, ([tag, type, id, rest]) => {
      const group = GROUPS.find((types) => types.includes(type!)) ?? [type!];
      return rest!.endsWith('/') ? tag : `<bpmn:${nth(group, what)} id="${id}" ${rest}>`;
    }).replace(
      /<bpmn:(\w+) id="([^"]+)" ([^<>]*)>([\s\S]*?)<\/bpmn:(\w+)>/,
      (all, type, _id, _rest, _inside, closing) =>
        GROUPS.some((types) => types.includes(type) && types.includes(closing))
          ? `${all.slice(0, -closing.length - 1)}${type}>`
          : all,
    ),
  toggle: (text, at) =>
    replaceOne(text, /="(true|false)"/g, at, ([, old]) => (old === 'true' ? '="false"' : '="true"')),
  express: (text, at, what) =>
    replaceOne(text, /(">|>|")=[^"<]*(?=["<])/g, at, ([, before]) => `${before}${nth(VALUES, what)}`),
  redirect: (text, at, what) =>
    replaceOne(text, /(sourceRef|targetRef)="[^"]*"/g, at, ([, name]) => `${name}="${nth(places(text), what)}"`),
  unlink: (text, at) => {
    const flows = [...text.matchAll(/<bpmn:sequenceFlow id="([^"]+)"/g)].map(([, id]) => id!);
    const id = flows[Math.floor(at * flows.length)];
    if (id === undefined) return text;
    const whole = new RegExp(`<bpmn:sequenceFlow id="${id}"[^<>]*(?:/>|>[sS]*?</bpmn:sequenceFlow>)`);
    return text
      .replace(whole, '')
      .replaceAll(`<bpmn:incoming>${id}</bpmn:incoming>`, '')
      .replaceAll(`<bpmn:outgoing>${id}</bpmn:outgoing>`, '')
      .replaceAll(` default="${id}"`, '');
  },
  link: (text, at, what) => {
    const ids = places(text);
    const flow = `<bpmn:sequenceFlow id="new${what}" sourceRef="${nth(ids, Math.floor(at * ids.length))}" targetRef="${nth(ids, what)}" />`;
    return ids.length === 0 ? text : text.replace('</bpmn:process>', () => `${flow}</bpmn:process>`);
  },
  loop: (text, at, what) =>
    replaceOne(text, /<\/bpmn:(\w*[tT]ask|subProcess)>/g, at, ([tag]) => nth(LOOPS, what) + tag),
  trigger: (text, at, what) => replaceOne(text, /<\/bpmn:\w+Event>/g, at, ([tag]) => nth(TRIGGERS, what) + tag),
  attach: (text, at, what) => {
    const hosts = [...text.matchAll(ACTIVITY)].flatMap(([tag]) => / id="([^"]+)"/.exec(tag)?.[1] ?? []);
    const host = hosts[Math.floor(at * hosts.length)];
    if (host === undefined) return text;
    const [trigger, target, stops] = [nth(TRIGGERS, what), nth(places(text), what >> 3), what % 2 === 0];
    const event = `<bpmn:boundaryEvent id="on${what}" attachedToRef="${host}" cancelActivity="${stops}">${trigger}</bpmn:boundaryEvent><bpmn:sequenceFlow id="from${what}" sourceRef="on${what}" targetRef="${target}" />`;
    return text.replace('</bpmn:process>', () => `${event}</bpmn:process>`);
  },
  time: (text, at, what) =>
    replaceOne(text, /(<bpmn:time\w+[^<>]*>)[^<]*</g, at, ([, tag]) => `${tag}${nth(VALUES, what)}<`),
} as const satisfies Record<string, Apply>;
