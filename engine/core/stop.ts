import type { IncidentCode } from '../model/instance.ts';

/**
 * The model or the data does not let the work go on: thrown inside an operation, whose effects are then undone, and kept
 * with it as an incident. Its message reads “Expected … but …” and names ids, never values of variables.
 */
export class Stop extends Error {
  readonly code: IncidentCode;
  /** Element to show it at, when it is not the one the operation began at. */
  readonly element: string | undefined;
  constructor(code: IncidentCode, message: string, element?: string) {
    super(message);
    this.name = 'Stop';
    this.code = code;
    this.element = element;
  }
}
