/** Sample facts for trying a formula: which it reads, what they are called, and what is typed for them as JSON. */
import { compileExpression } from '../../engine/pure.ts';
import type { ModdleElement } from '../modeler/types.ts';
import { facts as known } from '../panel/condition.ts';

export interface Fact {
  readonly name: string;
  readonly label: string;
  readonly values?: readonly { readonly value: string; readonly label: string }[];
}

/** The facts that a formula reads, by name; none while it cannot be read. */
export function factsOf(formula: string): readonly Fact[] {
  const compiled = compileExpression(formula.trim().replace(/^=/, '').trim(), 'expression');
  return 'problem' in compiled ? [] : compiled.reads.map(factNamed);
}

export const factNamed = (name: string): Fact =>
  known.find((fact) => fact.name === name) ?? { name, label: provided[name] ?? name };

/** What the engine provides at some places. */
const provided: Readonly<Record<string, string>> = {
  loopCounter: '第几遍',
  numberOfInstances: '共几份',
  numberOfCompletedInstances: '办完几份',
  numberOfActiveInstances: '在办几份',
  activationCount: '来了几路',
  opinions: '各人的意见',
  signer: '签的人',
  case: '案件',
  mediator: '调解员',
  firstHandler: '首问责任人',
};

/** Facts that can be used in a formula: those of every case, and what the steps of this procedure find out. */
export function catalogueOf(definitions: ModdleElement): readonly Fact[] {
  const names = new Set<string>();
  const visit = (element: ModdleElement): void => {
    for (const value of element.extensionElements?.values ?? []) {
      if (value.resultVariable) names.add(value.resultVariable);
      for (const output of value.outputParameters ?? []) if (output.target) names.add(output.target);
    }
    const loop = element.loopCharacteristics?.extensionElements?.values ?? [];
    for (const { outputCollection } of loop) if (outputCollection) names.add(outputCollection);
    for (const child of element.flowElements ?? []) visit(child);
  };
  for (const root of definitions?.rootElements ?? []) visit(root);
  const own = [...names].filter((name) => !known.some((fact) => fact.name === name)).map(factNamed);
  return [...own, ...known];
}

/** What is typed as a value: JSON where it is, else a text (乡政府 needs no quotes); nothing typed is no value. */
export function readSample(typed: string): unknown {
  const text = typed.trim();
  if (text === '') return null;
  if (text === '是') return true;
  if (text === '否') return false;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
