/** A migration plan while it is edited: lines by element of the old version. Pure. */
import type { MigrationDraft, MigrationPlan } from '../../../server/operations/change.contract.ts';
import type { VersionView } from '../../../server/operations/contract.ts';

export interface PlanLine {
  readonly element: string;
  readonly name: string;
  readonly kind: string;
  /** Element of the new version; undefined: nowhere. */
  readonly to: string | undefined;
  /** Why it was proposed so, in words. */
  readonly text: string;
  readonly timer: boolean;
  /** Timer: counted anew from now. */
  readonly restart: boolean;
  /** Changed by hand. */
  readonly edited: boolean;
  /** The proposal found the very same step. */
  readonly same: boolean;
}

export function linesOf({ lines, plan }: MigrationDraft): PlanLine[] {
  return lines.map((line) => ({
    element: line.element,
    name: line.name,
    kind: line.kind,
    to: line.to ?? undefined,
    text: line.text,
    timer: line.timer,
    restart: plan.restart?.includes(line.element) ?? false,
    edited: false,
    same: line.because === 'same',
  }));
}

export const sendTo = (lines: readonly PlanLine[], element: string, to: string | undefined): PlanLine[] =>
  lines.map((line) => (line.element === element ? { ...line, to, edited: true } : line));

export const restartTimer = (lines: readonly PlanLine[], element: string, restart: boolean): PlanLine[] =>
  lines.map((line) => (line.element === element ? { ...line, restart } : line));

/** What goes to the server. */
export function planOf(draft: MigrationPlan, lines: readonly PlanLine[]): MigrationPlan {
  const elements = Object.fromEntries(lines.flatMap(({ element, to }) => (to === undefined ? [] : [[element, to]])));
  const restart = lines
    .filter((line) => line.timer && line.restart && line.to !== undefined)
    .map(({ element }) => element);
  return { ...draft, elements, ...(restart.length ? { restart } : { restart: [] }) };
}

/** What a line may go to: elements of the same kind first in their order, since others are refused. */
export function targetsFor(line: PlanLine, to: VersionView): VersionView['elements'] {
  return to.elements.filter(({ kind }) => kind === line.kind);
}

/** Numbers of the lines, by the elements of both sides: the same number is on both diagrams. */
export function numbersOf(lines: readonly PlanLine[]): { from: Map<string, string>; to: Map<string, string> } {
  const from = new Map<string, string>();
  const to = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    const number = String(index + 1);
    from.set(line.element, number);
    if (line.to) to.set(line.to, to.has(line.to) ? `${to.get(line.to)}、${number}` : number);
  }
  return { from, to };
}
