import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import UpdateModdlePropertiesHandler from 'bpmn-js/lib/features/modeling/cmd/UpdateModdlePropertiesHandler.js';
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { rootElementsModule } from '../../../designer/modeler/rootElements.ts';
import { togetherModule } from '../../../designer/modeler/together.ts';
import type { Element, ModdleElement, Modeler } from '../../../designer/modeler/types.ts';
import { onedoorModdle } from '../../../engine/pure.ts';
import { file } from '../../engine/compile/rules/draw.ts';

/** diagram-js in the version that bpmn-js brings with it. */
const beside = createRequire(createRequire(import.meta.url).resolve('bpmn-js/package.json'));
const part = async (path: string): Promise<ModdleElement> =>
  (await import(pathToFileURL(beside.resolve(`diagram-js/lib/${path}`)).href)).default;
const CommandStack = await part('command/CommandStack.js');
const EventBus = await part('core/EventBus.js');

/** The designer's modeler without a canvas: bpmn-js's own commands, undo and file format, and our modules. */
export async function openModeler(inside: string, around = '') {
  const moddle: ModdleElement = new BpmnModdle({ zeebe, onedoor: onedoorModdle });
  const { rootElement: definitions } = await moddle.fromXML(file(inside, around));
  const bus = new EventBus();
  const root = { businessObject: definitions };
  const services: Record<string, unknown> = {
    moddle,
    eventBus: bus,
    canvas: { getRootElement: () => root },
    elementRegistry: { get: () => undefined, filter: () => [] },
    bpmnjs: { getDefinitions: () => definitions },
  };
  const make = (type: { readonly $inject?: readonly string[]; new (...services: unknown[]): unknown }) =>
    new type(...(type.$inject ?? []).map((name) => services[name]));
  const stack = new CommandStack(bus, { instantiate: make });
  stack.registerHandler('properties-of-moddle', UpdateModdlePropertiesHandler);
  services.commandStack = stack;
  services.modeling = {
    updateModdleProperties: (element: unknown, moddleElement: unknown, properties: object) =>
      stack.execute('properties-of-moddle', { element, moddleElement, properties }),
  };
  make(togetherModule.onedoorTogether[1] as never);
  make(rootElementsModule.onedoorSweep[1] as never);
  const modeler = { get: (name: string) => services[name], getDefinitions: () => definitions } as never as Modeler;
  const [process]: readonly ModdleElement[] = definitions.rootElements.filter(
    ({ $type }: ModdleElement) => $type === 'bpmn:Process',
  );
  const element = (id: string): Element =>
    ({
      id,
      businessObject: id === process.id ? process : process.flowElements.find((one: ModdleElement) => one.id === id),
    }) as Element;
  return {
    modeler,
    element,
    stack,
    xml: async () => (await moddle.toXML(definitions, { format: true })).xml,
  };
}
