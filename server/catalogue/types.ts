import type { TSchema } from 'typebox';
import type { CompanionContext, Job } from '../../engine/model/door.ts';
import type { Variables } from '../../engine/model/variables.ts';
import type { Database, Trx } from '../db/schema.ts';
import type { Base } from '../platform/deps.ts';

/** What an action sees: the batch's transaction, the town, the instance and the moment. */
export type ActionContext = CompanionContext<Trx>;

/**
 * Something that a service or send task can ask of the domain, named by its job type (`order.issue`). It runs inside the
 * transaction that completes the job and is idempotent: the same `job.key` never takes effect twice.
 */
export interface ActionDefinition {
  readonly type: string;
  /** zh-CN, for the designer's step templates. */
  readonly title: string;
  readonly help: string;
  /** Input mappings of the step; each property has a zh-CN `title`. */
  readonly input: TSchema;
  /** Task headers that the step may set, by name with their zh-CN title. */
  readonly headers?: Readonly<Record<string, { readonly title: string; readonly required: boolean }>>;
  readonly output: TSchema;
  /** Files of the procedure's folder that the step needs, given its headers: checked at publish. */
  templates?(headers: Readonly<Record<string, string>>): readonly string[];
  // biome-ignore lint/suspicious/noConfusingVoidType: an action without output just ends.
  run(context: ActionContext, job: Job, deps: Base<Database>): Promise<Variables | void>;
}

/** Something that happens outside a task; `key` is the FEEL of the usual correlation key. */
export interface MessageDefinition {
  readonly name: string;
  readonly title: string;
  readonly key: string;
}

/** Where a task is being completed or shown, and by whom. */
export interface BindingContext {
  readonly trx: Trx;
  readonly town: number;
  /** Case id: the business key of the instance. */
  readonly case: string;
  readonly instance: string;
  /** Number of the task in its instance, and the key (`id@version`) of the procedure its element belongs to. */
  readonly task: { readonly no: number; readonly procedure: string; readonly name: string };
  readonly element: string;
  /** The variables that the task sees (see `visibleVariables`). */
  readonly variables: Variables;
  readonly actor: { readonly id: string; readonly name: string; readonly roles: readonly string[] };
  readonly now: Date;
  readonly deps: Base<Database>;
  /** Path of the bound field in the form, such as `/appointment`: refusals name fields below it. */
  readonly field: string;
}

/**
 * Where the value of a form field lives when it is a domain record. `load` gives the value to start from; `save` writes
 * it in the transaction of the completion and returns the facts for the procedure's variables. Refuses with `Refusal`.
 */
export interface Binding {
  readonly name: string;
  readonly title: string;
  /** Shape of the value; checked before `save` beside the form's own schema. */
  readonly schema: TSchema;
  load?(context: BindingContext): Promise<unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: the value has been checked against `schema`.
  // biome-ignore lint/suspicious/noConfusingVoidType: a binding without facts just ends.
  save(context: BindingContext, value: any): Promise<Variables | void>;
}
