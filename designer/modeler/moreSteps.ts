/** Every other step that the engine runs (docs/bpmn.md), drawn as bpmn-js draws it and named in the words of the office. */
import { PopupEntries } from 'bpmn-js/lib/features/popup-menu/PopupEntries.js';
import type { Step, StepGroup } from './steps.ts';
import { type Target, vocabulary } from './vocabulary.ts';

const catalogue = PopupEntries as Readonly<Record<string, { readonly className: string; readonly target: Target }>>;

/** Steps that stand on the diagram with a name of their own from the beginning. */
const named = /Task$|CallActivity$|SubProcess$|Transaction$|Event$/;

/** The step of an entry of bpmn-js's catalogue. */
function step(key: string): Step {
  const { className, target } = catalogue[key]!;
  const { title, hint } = vocabulary[key]!;
  const interrupting = target.type === 'bpmn:BoundaryEvent' ? target.cancelActivity : undefined;
  return {
    ...{ key, title, hint, icon: className as Step['icon'], type: target.type },
    ...(named.test(target.type) ? { name: title } : {}),
    ...(target.eventDefinitionType ? { eventDefinitionType: target.eventDefinitionType } : {}),
    ...(target.isExpanded ? { expanded: true } : {}),
    ...(target.triggeredByEvent ? { triggeredByEvent: true } : {}),
    ...(interrupting === undefined ? {} : { interrupting }),
  };
}

const group = (title: string, ...keys: readonly string[]): StepGroup => ({ title, steps: keys.map(step) });

export const moreGroups: readonly StepGroup[] = [
  group('分路和汇合', 'inclusive-gateway', 'event-based-gateway', 'complex-gateway'),
  group('一组步骤', 'event-subprocess', 'expanded-ad-hoc-subprocess', 'transaction'),
  group('别的步骤', 'receive-task', 'manual-task', 'task'),
  group('等', 'conditional-intermediate-catch', 'signal-intermediate-catch', 'link-intermediate-catch'),
  group(
    '发出',
    'none-intermediate-throwing',
    'message-intermediate-throw',
    'signal-intermediate-throw',
    'escalation-intermediate-throw',
    'compensation-intermediate-throw',
    'link-intermediate-throw',
  ),
  group('结束时', 'message-end', 'signal-end', 'escalation-end', 'error-end', 'compensation-end', 'cancel-end'),
  group('开始', 'none-start-event', 'message-start', 'timer-start', 'conditional-start', 'signal-start'),
];

/** Events that sit on the edge of a step (“到时中止”“收到消息另办”), those of every day first. */
export const boundarySteps: readonly Step[] = [
  'non-interrupting-timer-boundary',
  'timer-boundary',
  'non-interrupting-message-boundary',
  'message-boundary',
  'error-boundary',
].map(step);

export const moreBoundarySteps: readonly Step[] = [
  'non-interrupting-conditional-boundary',
  'conditional-boundary',
  'non-interrupting-signal-boundary',
  'signal-boundary',
  'non-interrupting-escalation-boundary',
  'escalation-boundary',
  'compensation-boundary',
  'cancel-boundary',
].map(step);

const awaited = /^bpmn:(Message|Timer|Signal|Conditional)EventDefinition$/;

interface Source {
  readonly type: string;
  readonly businessObject: {
    readonly $parent?: { readonly $type: string };
    readonly eventDefinitions?: readonly { readonly $type: string }[];
  };
}

/** Whether a step can stand behind another: publishing would refuse the others. */
export function canFollow(step: Step, { type, businessObject: { $parent, eventDefinitions } }: Source): boolean {
  if (step.triggeredByEvent || step.type === 'bpmn:StartEvent' || step.key === 'link-intermediate-catch') return false;
  if (step.key === 'cancel-end' && $parent?.$type !== 'bpmn:Transaction') return false;
  if (type === 'bpmn:EventBasedGateway')
    return (
      step.type === 'bpmn:ReceiveTask' ||
      (step.type === 'bpmn:IntermediateCatchEvent' && awaited.test(step.eventDefinitionType ?? ''))
    );
  const undoes =
    type === 'bpmn:BoundaryEvent' && eventDefinitions?.some(({ $type }) => $type === 'bpmn:CompensateEventDefinition');
  return !undoes || /Task$|SubProcess$|CallActivity$/.test(step.type);
}

/** Whether an event can sit on this step: only a transaction is cancelled, what is undone is undone from outside. */
export const canSitOn = (step: Step, { type }: { readonly type: string }): boolean =>
  step.key !== 'cancel-boundary' || type === 'bpmn:Transaction';
