import type { CaseView } from '../../server/cases/contract.ts';

/** What the widgets of a step's form must know of where they are. */
export interface FormContext {
  readonly caseId: string | null;
  /** The case, once loaded: its parties and files. */
  readonly case?: CaseView | undefined;
  /** Asks for the names of the parties, which is logged; only where whoever fills in the form may know them. */
  readonly names?: () => Promise<readonly string[]>;
}

/** The context that a widget or field reads from its registry. */
export const contextOf = (registry: { readonly formContext?: unknown }): FormContext =>
  (registry.formContext ?? { caseId: null }) as FormContext;
