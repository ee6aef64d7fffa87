import type { MigrationPlan, MigrationProblem } from '../../model/operation.ts';
import type { FlowNode, Procedure } from '../../model/procedure.ts';

/** The way from one version to the other by a plan, and all that was found to stand in it, each trouble once. */
export class Guide {
  readonly from: Procedure;
  readonly to: Procedure;
  readonly plan: MigrationPlan;
  readonly problems: MigrationProblem[] = [];
  readonly #told = new Set<string>();

  constructor(from: Procedure, to: Procedure, plan: MigrationPlan) {
    this.from = from;
    this.to = to;
    this.plan = plan;
  }

  /** Where the plan leads an element or scope of the old version; undefined when it says nothing. */
  planned(id: string): string | undefined {
    if (id === this.from.id) return this.to.id;
    return Object.hasOwn(this.plan.elements, id) ? this.plan.elements[id] : undefined;
  }

  /** The element that stands for an element of the old version; undefined after telling why there is none. */
  element(id: string, token?: number): FlowNode | undefined {
    const to = this.planned(id);
    if (to === undefined)
      return this.tell('unmapped', id, token, `Expected the plan to say where ${id} goes on but it does not`);
    const node = this.to.nodes[to];
    if (!node) return this.tell('unknown-element', id, token, `Expected ${this.to.key} to have ${to} but it has not`);
    const old = this.from.nodes[id];
    if (!old) return this.tell('unknown-element', id, token, `Expected ${this.from.key} to have ${id} but it has not`);
    if (node.kind !== old.kind)
      return this.tell('other-kind', id, token, `Expected ${to} to be a ${old.kind} as ${id} but it is a ${node.kind}`);
    if (node.scope !== this.planned(old.scope))
      return this.tell(
        'other-scope',
        id,
        token,
        `Expected ${to} to be inside ${this.planned(old.scope) ?? 'what stands for'} as ${id} inside ${old.scope} but it is inside ${node.scope}`,
      );
    if (old.host !== undefined && node.host !== this.planned(old.host))
      return this.tell(
        'other-scope',
        id,
        token,
        `Expected ${to} to be attached to what stands for ${old.host} but it is on ${node.host}`,
      );
    return node;
  }

  /** As `element`, of what may be left out of the plan: an event that nobody waits for any more. */
  kept(id: string, token?: number): FlowNode | undefined {
    return this.planned(id) === undefined ? undefined : this.element(id, token);
  }

  /** The flow by which a token waits at a join; undefined when it leads elsewhere or nowhere. */
  flow(id: string, gateway: string): string | undefined {
    const { flows = {} } = this.plan;
    const to = Object.hasOwn(flows, id) ? flows[id]! : id;
    return this.to.flows[to]?.target === gateway ? to : undefined;
  }

  tell(
    code: MigrationProblem['code'],
    element: string | undefined,
    token: number | undefined,
    message: string,
  ): undefined {
    const trouble = `${code} ${element} ${message}`;
    if (this.#told.has(trouble)) return undefined;
    this.#told.add(trouble);
    this.problems.push({ code, element, token, message });
    return undefined;
  }
}
