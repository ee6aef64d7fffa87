/** Address of an instance: town (行政区划代码) and uuid v7. */
export interface InstanceRef {
  readonly town: number;
  readonly instance: string;
}

/** Who caused a command: kept in history. `user` is a user id; system work has `system`. */
export interface Actor {
  readonly kind: 'user' | 'department' | 'system';
  readonly id: string;
  readonly name?: string;
}

/** Who asks for what concerns no one instance, and by which key the same question gets the same answer. */
export interface AskedBy {
  readonly actor: Actor;
  readonly idempotencyKey?: string;
}
