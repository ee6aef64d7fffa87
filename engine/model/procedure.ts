import type { Decision, Expression } from './expression.ts';

/** A compiled, immutable procedure. The runtime never sees XML. Records keyed by id have a null prototype. */
export interface Procedure {
  /** `id@version`. */
  readonly key: string;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Every container: the process itself (id = process id) and its embedded sub-processes. */
  readonly scopes: Readonly<Record<string, ScopeDefinition>>;
  /** Every flow node of every scope. */
  readonly nodes: Readonly<Record<string, FlowNode>>;
  readonly flows: Readonly<Record<string, SequenceFlow>>;
  readonly decisions: Readonly<Record<string, Decision>>;
  /** Keys of the processes compiled together with this one (itself included), by process id: what binding `deployment` calls. */
  readonly siblings: Readonly<Record<string, string>>;
}

export interface ScopeDefinition {
  readonly id: string;
  /** Containing scope; absent for the process. */
  readonly parent?: string;
  /** Flow nodes directly inside, in document order. */
  readonly nodes: readonly string[];
  /** Nodes that get a token when the scope opens: its none start event, or the nodes without incoming flow. */
  readonly starts: readonly string[];
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
  | 'endEvent'
  | 'terminateEndEvent'
  | 'userTask'
  | 'serviceTask'
  | 'sendTask'
  | 'scriptTask'
  | 'businessRuleTask'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'timerCatchEvent'
  | 'messageCatchEvent'
  | 'timerBoundaryEvent'
  | 'messageBoundaryEvent'
  | 'errorBoundaryEvent'
  | 'subProcess'
  | 'callActivity';

export interface FlowNode {
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
    readonly binding: 'latest' | 'deployment';
    readonly propagateAll: boolean;
  };
  readonly timer?: TimerDefinition;
  readonly message?: { readonly name: string; readonly key: Expression };
  readonly error?: { readonly code?: string };
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
