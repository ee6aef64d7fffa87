/** What some logic gives, and what a decision table says of how it came to it. */
export interface Outcome {
  readonly value: unknown;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Numbers of the rules that gave the value. */
  readonly matched?: readonly number[];
}
