import type { RunningDiagram } from '../../server/cases/contract.ts';
import { type Board, isScope, isTask, openBoard, type Shape } from './board.ts';
import { hollow, paints, type StepState } from './colours.ts';

type Running = RunningDiagram[number];

export interface RunningViewer {
  readonly zoomBy: (factor: number) => void;
  /** Everything, however small. */
  readonly whole: () => void;
  /** The part around the token, large enough to read. */
  readonly here: () => void;
  readonly destroy: () => void;
}

/**
 * Draws a running procedure: what is done, where it stands, what is ahead.
 * @param onStep called with the id and name of the step that was clicked.
 */
export async function showRunning(
  container: HTMLElement,
  running: Running,
  onStep: (id: string, name: string) => void,
): Promise<RunningViewer> {
  const board = await openBoard(container, running.xml);
  for (const shape of board.shapes) paint(shape, running, board);
  board.onClick((step) => {
    if (running.elements[step.id]) onStep(step.id, step.businessObject.name ?? '');
  });
  const here = () => board.rest(tokenOf(board.shapes, running));
  here();
  return { here, whole: board.whole, zoomBy: board.zoomBy, destroy: board.destroy };
}

/** The step where the token stands; the innermost when scopes hold it. */
function tokenOf(shapes: readonly Shape[], running: Running): Shape | undefined {
  return shapes.findLast(
    (shape) =>
      shape.type !== 'label' && !isScope(shape) && ['now', 'late'].includes(running.elements[shape.id]?.state ?? ''),
  );
}

function paint(shape: Shape, running: Running, board: Board): void {
  if (!shape.di || shape.type === 'label') return;
  const seen = running.elements[shape.id];
  const state: StepState = shape.waypoints
    ? running.flows.includes(shape.id)
      ? 'done'
      : 'ahead'
    : (seen?.state ?? 'ahead');
  const filled = isTask(shape) || (state === 'done' && !isScope(shape));
  board.paint(shape, filled ? paints[state] : hollow(paints[state]));
  if (seen && isTask(shape)) annotate(shape, seen, board);
}

/** Under a step: day and hand; at the top-left of where it stands: the token. */
function annotate(shape: Shape, { state, note, count }: Running['elements'][string], board: Board): void {
  const words = [note, count > 1 ? `第 ${count} 次` : null].filter(Boolean).join(' · ');
  if (words) {
    const html = document.createElement('div');
    html.className = `stepnote ${state}`;
    html.style.width = `${shape.width + 36}px`;
    html.textContent = words;
    board.hang(shape, 'note', { top: shape.height + 3, left: -18 }, html);
  }
  if (state === 'done') return;
  const token = document.createElement('div');
  token.className = `token ${state}`;
  board.hang(shape, 'token', { top: -9, left: -9 }, token);
}
