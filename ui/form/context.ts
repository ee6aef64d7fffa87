import type { CaseView } from '../../server/cases/contract.ts';

/** What the widgets of a step's form must know of where they are. */
export interface FormContext {
  readonly caseId: string | null;
  /** The case, once loaded: its parties and files. */
  readonly case?: CaseView | undefined;
  /** Names of the parties, where whoever fills in the form may know them. */
  readonly present?: readonly string[];
}

/** The context that a widget or field reads from its registry. */
export const contextOf = (registry: { readonly formContext?: unknown }): FormContext =>
  (registry.formContext ?? { caseId: null }) as FormContext;
