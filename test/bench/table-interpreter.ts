import { Parser } from 'saxen';

/**
 * The same work by hand, as somebody would write it who needs this one procedure and nothing else: a table of nodes and a
 * switch over five kinds. It keeps what the engine keeps (tokens, who came by which flow, tasks with their candidates,
 * variables) and tells the same events, so that its time is the floor of a token move and of reading a file.
 */
export interface Table {
  readonly start: string;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly flows: ReadonlyMap<string, Flow>;
}

interface Node {
  readonly kind: string;
  readonly name: string;
  readonly groups: readonly string[];
  readonly outgoing: string[];
  readonly default: string | undefined;
  incoming: number;
}

interface Flow {
  readonly target: string;
  /** A comparison of a variable with a number; no more is needed here. */
  holds: ((variables: Readonly<Record<string, unknown>>) => boolean) | undefined;
}

export interface State {
  readonly n: number;
  readonly status: 'active' | 'completed';
  readonly tokens: readonly Token[];
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Token {
  readonly i: number;
  readonly node: string;
  readonly via?: string;
  /** Number of the open task. */
  readonly task?: number;
}

export interface Row {
  readonly id: number;
  readonly element: string;
  readonly name: string;
  readonly groups: readonly string[];
  readonly created: number;
}

export interface Result {
  readonly state: State;
  /** `entered intake`, `flow f1` … */
  readonly events: readonly string[];
  readonly opened: readonly Row[];
  readonly closed: number | undefined;
}

const KINDS = ['startEvent', 'endEvent', 'userTask', 'exclusiveGateway', 'parallelGateway'];

/** Reads the table out of a BPMN file: every reference must be there. */
export function readTable(text: string): Table {
  const nodes = new Map<string, Node>();
  const flows = new Map<string, Flow & { source: string }>();
  let node: { id: string; groups: string[] } | undefined;
  let flow: (Flow & { source: string }) | undefined;
  let body = '';
  const parser = new Parser();
  parser.on('openTag', (name: string, attributes: () => Record<string, string>) => {
    const kind = name.slice(name.indexOf(':') + 1);
    body = '';
    if (name.startsWith('bpmn:') && KINDS.includes(kind)) {
      const { id = '', name: called = '', default: otherwise } = attributes();
      if (nodes.has(id)) throw new Error(`Expected one element ${id} but there are two`);
      node = { id, groups: [] };
      nodes.set(id, { kind, name: called, groups: node.groups, outgoing: [], default: otherwise, incoming: 0 });
    } else if (kind === 'assignmentDefinition') node?.groups.push(attributes().candidateGroups ?? '');
    else if (kind === 'sequenceFlow') {
      const { id = '', sourceRef = '', targetRef = '' } = attributes();
      flow = { source: sourceRef, target: targetRef, holds: undefined };
      flows.set(id, flow);
    }
  });
  parser.on('text', (value: string, decode: (value: string) => string) => {
    body += decode(value);
  });
  parser.on('closeTag', (name: string) => {
    if (name.endsWith(':conditionExpression') && flow) flow.holds = comparison(body);
  });
  parser.parse(text);
  for (const [id, { source, target }] of flows) {
    const [from, to] = [nodes.get(source), nodes.get(target)];
    if (!from || !to) throw new Error(`Expected ${id} to join two elements but it does not`);
    from.outgoing.push(id);
    to.incoming++;
  }
  const start = [...nodes].find(([, { kind }]) => kind === 'startEvent')?.[0];
  if (start === undefined) throw new Error('Expected a start event but there is none');
  return { start, nodes, flows };
}

function comparison(text: string): Flow['holds'] {
  const [, name = '', bound] = /^=\s*(\w+) > (\d+)\s*$/.exec(text) ?? [];
  return (variables) => Number(variables[name]) > Number(bound);
}

/** Begins an instance. */
export function begin(table: Table, variables: State['variables'], now: number): Result {
  const run = new Run(table, { n: 0, status: 'active', tokens: [], variables }, now);
  run.events.push('instance.started');
  run.enter({ i: ++run.n, node: table.start });
  return run.result(undefined);
}

/** Completes a task; throws when it is not open. */
export function complete(table: Table, state: State, task: number, variables: State['variables'], now: number): Result {
  const token = state.tokens.find((one) => one.task === task);
  if (!token) throw new Error(`Expected task ${task} to be open but there is none`);
  const run = new Run(table, { ...state, variables: { ...state.variables, ...variables } }, now);
  run.events.push(`task.completed ${token.node}`, `left ${token.node}`);
  run.tokens.delete(token.i);
  run.leave(token, table.nodes.get(token.node)!);
  return run.result(task);
}

class Run {
  n: number;
  readonly events: string[] = [];
  readonly opened: Row[] = [];
  readonly tokens: Map<number, Token>;
  readonly #table: Table;
  readonly #variables: State['variables'];
  readonly #now: number;

  constructor(table: Table, { n, tokens, variables }: State, now: number) {
    this.#table = table;
    this.n = n;
    this.tokens = new Map(tokens.map((token) => [token.i, token]));
    this.#variables = variables;
    this.#now = now;
  }

  enter(token: Token): void {
    const node = this.#table.nodes.get(token.node)!;
    switch (node.kind) {
      case 'userTask': {
        const id = ++this.n;
        this.events.push(`entered ${token.node}`);
        this.tokens.set(token.i, { i: token.i, node: token.node, task: id });
        this.opened.push({ id, element: token.node, name: node.name, groups: node.groups, created: this.#now });
        return;
      }
      case 'parallelGateway':
        this.tokens.set(token.i, token);
        this.join(token, node);
        return;
      case 'endEvent':
        this.events.push(`entered ${token.node}`);
        return;
      default:
        this.events.push(`entered ${token.node}`);
        this.leave(token, node);
    }
  }

  /** One token from every flow goes on as one. */
  join(token: Token, node: Node): void {
    const here = [...this.tokens.values()].filter((one) => one.node === token.node);
    const byFlow = new Map(here.map((one) => [one.via, one]));
    if (byFlow.size < node.incoming) return;
    for (const one of byFlow.values()) this.tokens.delete(one.i);
    this.events.push(`entered ${token.node}`);
    this.leave(token, node);
  }

  leave(token: Token, node: Node): void {
    const { flows } = this.#table;
    const taken = node.kind === 'exclusiveGateway' ? [this.choose(node)] : node.outgoing;
    for (const [at, id] of taken.entries()) {
      this.events.push(`flow ${id}`);
      this.enter({ i: at === 0 ? token.i : ++this.n, node: flows.get(id)!.target, via: id });
    }
  }

  choose(node: Node): string {
    const conditional = node.outgoing.filter((id) => id !== node.default);
    const held = conditional.find((id) => this.#table.flows.get(id)!.holds?.(this.#variables) ?? true);
    const chosen = held ?? node.default;
    if (chosen === undefined) throw new Error('Expected one condition to be true but none is');
    return chosen;
  }

  result(closed: number | undefined): Result {
    const tokens = [...this.tokens.values()];
    const over = tokens.length === 0;
    if (over) this.events.push('instance.completed');
    const state: State = { n: this.n, status: over ? 'completed' : 'active', tokens, variables: this.#variables };
    return { state, events: this.events, opened: this.opened, closed };
  }
}
