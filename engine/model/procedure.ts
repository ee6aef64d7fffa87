import type { Decision, Expression } from './expression.ts';

/** A compiled, immutable procedure. The runtime never sees XML. Records keyed by id have a null prototype. */
export interface Procedure {
  /** `id@version`. */
  readonly key: string;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Tag of the version, by which a call may name it. */
  readonly tag?: string;
  /** Every container: the process itself (id = process id) and its embedded sub-processes. */
  readonly scopes: Readonly<Record<string, ScopeDefinition>>;
  /** Every flow node of every scope. */
  readonly nodes: Readonly<Record<string, FlowNode>>;
  readonly flows: Readonly<Record<string, SequenceFlow>>;
  readonly decisions: Readonly<Record<string, Decision>>;
  /** Keys of the processes compiled together with this one (itself included), by process id: what binding `deployment` calls. */
  readonly siblings: Readonly<Record<string, string>>;
  /**
   * Nodes of the process by whose event an instance begins: triggered start events, the events behind an instantiating
   * event-based gateway, instantiating receive tasks. `start` names one of them; the newest version's are live.
   */
  readonly triggers: readonly string[];
}

export interface ScopeDefinition {
  readonly id: string;
  /** Containing scope; absent for the process. */
  readonly parent?: string;
  /** Flow nodes directly inside, in document order. */
  readonly nodes: readonly string[];
  /** Nodes that get a token when the scope opens: its none start event, or the nodes without incoming flow. */
  readonly starts: readonly string[];
  /** Names of the data that is drawn directly inside: variables of the scope, whoever writes them. */
  readonly data: readonly string[];
  /** Start events of the event sub-processes directly inside, by which a token may begin while the scope is open. */
  readonly listeners: readonly string[];
}

export interface SequenceFlow {
  readonly id: string;
  readonly name?: string;
  readonly source: string;
  readonly target: string;
  readonly condition?: Expression;
}

/** Element kinds the registry knows; a forgotten one is a compile error there. */
export type NodeKind =
  | 'startEvent'
  | `${'message' | 'timer' | 'signal' | 'conditional' | 'error' | 'escalation' | 'compensation' | 'multiple'}StartEvent`
  | `${'message' | 'timer' | 'signal' | 'conditional' | 'link' | 'multiple'}CatchEvent`
  | `${'message' | 'timer' | 'signal' | 'conditional' | 'error' | 'escalation' | 'compensation' | 'cancel' | 'multiple'}BoundaryEvent`
  | 'throwEvent'
  | `${'message' | 'signal' | 'escalation' | 'compensation' | 'link' | 'multiple'}ThrowEvent`
  | 'endEvent'
  | `${'message' | 'signal' | 'escalation' | 'error' | 'compensation' | 'cancel' | 'terminate' | 'multiple'}EndEvent`
  | 'task'
  | 'manualTask'
  | 'userTask'
  | 'serviceTask'
  | 'sendTask'
  | 'receiveTask'
  | 'scriptTask'
  | 'businessRuleTask'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'complexGateway'
  | 'eventBasedGateway'
  | 'subProcess'
  | 'eventSubProcess'
  | 'transaction'
  | 'adHocSubProcess'
  | 'callActivity';

/** What an event waits for or throws: one of these. */
export interface EventTrigger {
  readonly timer?: TimerDefinition;
  readonly message?: MessageDefinition;
  readonly signal?: { readonly name: string };
  readonly condition?: Expression;
  /** Without a code: any. */
  readonly error?: { readonly code?: string };
  readonly escalation?: { readonly code?: string };
  /** `activity`: only what this activity did; else everything done in the scope. `wait`: the thrower waits for it. */
  readonly compensation?: { readonly activity?: string; readonly wait: boolean };
  readonly link?: { readonly name: string };
  readonly cancel?: true;
  readonly terminate?: true;
}

export interface FlowNode extends EventTrigger {
  readonly kind: NodeKind;
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  readonly incoming: readonly string[];
  /** In the order of the diagram file; the default flow is named by `default`. */
  readonly outgoing: readonly string[];
  readonly default?: string;
  /** Boundary events on this activity, in document order. */
  readonly boundaries: readonly string[];
  /** Of a boundary event: its activity, and whether it interrupts it. */
  readonly host?: string;
  readonly interrupting?: boolean;
  /** Closed-loop stage (发现 研判 流转 处置 反馈) and other `onedoor:` facts that the domain reads. */
  readonly stage?: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  readonly task?: UserTaskDefinition;
  readonly job?: JobDefinition;
  readonly script?: { readonly expression: Expression; readonly result: string };
  readonly decision?: { readonly id: string; readonly result: string };
  readonly call?: {
    readonly process: string;
    /** The newest version, the newest with a tag, or the one deployed with the caller. */
    readonly binding: 'latest' | 'versionTag' | 'deployment';
    readonly tag?: string;
    readonly propagateAll: boolean;
  };
  /** Of an event with several definitions: any of them, or with `parallel` all of them. */
  readonly multiple?: readonly EventTrigger[];
  readonly parallel?: true;
  /** Tokens an activity needs to begin, and gives to each flow when it is done; absent: 1. */
  readonly startQuantity?: number;
  readonly completionQuantity?: number;
  /** An activity that only compensation begins; and, of a compensation boundary event, that activity. */
  readonly forCompensation?: true;
  readonly handler?: string;
  readonly loop?: LoopDefinition;
  readonly activation?: Expression;
  /** Of an event-based gateway or a receive task: it begins an instance; a parallel gateway's other events are then awaited. */
  readonly instantiate?: 'exclusive' | 'parallel';
  readonly adHoc?: AdHocDefinition;
}

export interface MessageDefinition {
  readonly name: string;
  /** Correlation key; of a process start there may be none. */
  readonly key: Expression;
}

/** An activity done again: as long as a condition holds, or once for each of several. */
export type LoopDefinition =
  | {
      readonly kind: 'standard';
      readonly testBefore: boolean;
      readonly condition?: Expression;
      readonly maximum?: number;
    }
  | MultiInstance;

export interface MultiInstance {
  readonly kind: 'parallel' | 'sequential';
  readonly cardinality?: Expression;
  /** A list, and the name under which each instance sees its item. */
  readonly collection?: Expression;
  readonly item?: string;
  /** Name of the list of results, and what each instance gives to it. */
  readonly results?: string;
  readonly result?: Expression;
  /** True after an instance: the others are cancelled. */
  readonly completion?: Expression;
  /** Thrown at each completion (`none`) or at the first (`one`). */
  readonly behaviour?: { readonly when: 'none' | 'one'; readonly event: EventTrigger };
  readonly complex?: readonly { readonly condition: Expression; readonly event: EventTrigger }[];
}

export interface AdHocDefinition {
  readonly ordering: 'parallel' | 'sequential';
  readonly completion?: Expression;
  readonly cancelRemaining: boolean;
  /** Ids of the activities to begin; absent: all that nothing leads to. */
  readonly active?: Expression;
}

export interface Mapping {
  readonly source: Expression;
  readonly target: string;
}

export interface UserTaskDefinition {
  readonly assignee?: Expression;
  readonly candidateGroups?: Expression;
  readonly candidateUsers?: Expression;
  readonly excludedUsers?: Expression;
  readonly due?: Expression;
  readonly followUp?: Expression;
  readonly priority?: Expression;
  readonly form?: string;
}

export interface JobDefinition {
  readonly type: string;
  readonly retries: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** `date`: instant; `duration`: ISO 8601 duration or an instant (a working-day deadline); `cycle`: `R3/PT1H`. */
export interface TimerDefinition {
  readonly kind: 'date' | 'duration' | 'cycle';
  readonly expression: Expression;
}
