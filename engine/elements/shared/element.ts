import type { Run } from '../../core/run.ts';
import type { ScopeState, TokenState } from '../../model/instance.ts';
import type { FlowNode, Procedure } from '../../model/procedure.ts';
import type { Variables } from '../../model/variables.ts';
import type { StateConfig } from './fragments.ts';
import type { ModelElement, Source } from './source.ts';

/** Everything the engine knows of one kind of BPMN element. */
export interface Element {
  /** Type in BPMN: `bpmn:UserTask`. */
  readonly type: string;
  /** Type of its one event definition, or `multiple`; an event without one has none. */
  readonly definition?: string;
  /** Whether this very element is of the kind, where its type does not tell. */
  readonly accepts?: (element: ModelElement) => boolean;
  /** What it adds to its flow node when a procedure is compiled. */
  readonly read?: (source: Source) => Partial<FlowNode>;
  /** The state it becomes in its scope's statechart. */
  readonly states: (node: FlowNode, procedure: Procedure) => StateConfig;
  /** Whether flow nodes are drawn inside it. */
  readonly container?: true;
  /** Its work when a token has come. */
  readonly arrive?: (run: Run, token: TokenState, node: FlowNode) => void;
  /** Its work when an activity begins. */
  readonly begin?: (run: Run, token: TokenState, node: FlowNode) => void;
  /** Of a container: what its scope gives to it at the end. */
  readonly collect?: (scope: ScopeState, node: FlowNode) => Variables;
}
