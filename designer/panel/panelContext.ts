import { createContext, useContext } from 'react';
import type { CatalogueView, SourceFile } from '../../server/procedures/contract.ts';
import type { Element, Modeler } from '../modeler/types.ts';

type Problem = import('../../engine/model/problem.ts').Problem;

/** What every section of the panel needs: the element, the modeler, the catalogue, the files of the folder and the problems found. */
export interface PanelContext {
  readonly modeler: Modeler;
  readonly element: Element;
  readonly catalogue: CatalogueView;
  readonly files: readonly SourceFile[];
  readonly problems: readonly Problem[];
}

export const Panel = createContext<PanelContext | undefined>(undefined);

export function usePanel(): PanelContext {
  const context = useContext(Panel);
  if (!context) throw new Error('Expected a panel around this section but there is none');
  return context;
}

/** The first problem of this element at a property, as the words shown under the field. */
export function useProblem(...properties: readonly string[]): string | undefined {
  const { problems, element } = usePanel();
  return problems.find(
    (problem) =>
      problem.element === element.id && problem.property !== undefined && properties.includes(problem.property),
  )?.message;
}
