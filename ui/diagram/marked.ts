import { tokens } from '../theme/tokens.ts';
import { type Board, isScope, isTask, openBoard, type Shape } from './board.ts';
import { hollow, type Paint, paints } from './colours.ts';

/** How one element is shown; what has no mark is painted as ahead. */
export interface Mark {
  readonly paint: Paint;
  /** A word or a number at its top-right corner. */
  readonly badge?: { readonly text: string; readonly tone: 'plain' | 'brand' | 'warn' | 'danger' | 'ok' };
  /** A line under it, where its own name is not: under a task. */
  readonly note?: string;
  /** The ring of who stands there. */
  readonly token?: 'now' | 'late';
  /** Outlined as chosen. */
  readonly chosen?: boolean;
  /** Fill events and frames too, not only their outline: a heat map. */
  readonly solid?: boolean;
}

export type Marks = Readonly<Record<string, Mark>>;

/** What was pointed at; flows are not pointed at. */
export interface Picked {
  readonly id: string;
  readonly name: string;
  /** Type of BPMN, such as bpmn:UserTask. */
  readonly type: string;
}

export interface MarkedViewer {
  /** Paints anew; flows that were taken are drawn as done. The drawing stays where it was moved to. */
  readonly show: (marks: Marks, flows: readonly string[]) => void;
  /** The part around one element, or around what stands, is chosen or wants attention. */
  readonly here: (id?: string) => void;
  readonly whole: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly destroy: () => void;
}

const kinds = ['mark-badge', 'mark-note', 'mark-token', 'mark-chosen'];

/** Draws a procedure whose elements are marked, and marked anew as often as wished. */
export async function showMarked(
  container: HTMLElement,
  xml: string,
  onPick: (picked: Picked) => void,
): Promise<MarkedViewer> {
  const board = await openBoard(container, xml);
  let current: Marks = {};
  let flows: readonly string[] = [];
  board.onClick((shape) => {
    const name = shape.businessObject.name ?? '';
    if (!shape.waypoints && !/Process$|Collaboration$/.test(shape.type))
      onPick({ id: shape.id, name, type: shape.type });
  });
  const lookOf = (shape: Shape): Paint => {
    if (shape.waypoints) return hollow(paints[flows.includes(shape.id) ? 'done' : 'ahead']);
    const mark = current[shape.id];
    const paint = mark?.paint ?? paints.ahead;
    if (isTask(shape)) return paint;
    if (!mark?.solid) return hollow(paint);
    // The name of an event stands beside it, on the ground of the page.
    return isScope(shape) ? hollow(paints.ahead) : { ...paint, label: tokens.ink };
  };
  return {
    show(marks, taken) {
      [current, flows] = [marks, taken];
      for (const kind of kinds) board.clear(kind);
      for (const shape of board.shapes) {
        if (!shape.di || shape.type === 'label') continue;
        board.paint(shape, lookOf(shape));
        const mark = shape.waypoints ? undefined : current[shape.id];
        if (mark) decorate(board, shape, mark);
      }
    },
    here(id) {
      const marked = (test: (mark: Mark) => unknown) =>
        board.shapes.findLast((shape) => !isScope(shape) && current[shape.id] && test(current[shape.id]!));
      const asked = board.shapes.find((shape) => shape.id === id);
      board.rest(
        asked ??
          marked(({ token }) => token) ??
          marked(({ chosen }) => chosen) ??
          marked(({ badge }) => badge?.tone === 'warn'),
      );
    },
    whole: board.whole,
    zoomBy: board.zoomBy,
    destroy: board.destroy,
  };
}

function decorate(board: Board, shape: Shape, { badge, note, token, chosen }: Mark): void {
  const hang = (kind: string, className: string, top: number, left: number, text = '') => {
    const html = document.createElement('div');
    html.className = className;
    html.textContent = text;
    board.hang(shape, `mark-${kind}`, { top, left }, html);
    return html;
  };
  if (chosen) {
    const frame = hang('chosen', 'markchosen', -7, -7);
    frame.style.width = `${shape.width + 14}px`;
    frame.style.height = `${shape.height + 14}px`;
  }
  if (badge) hang('badge', `markbadge ${badge.tone}`, -12, shape.width - 8, badge.text);
  if (token) hang('token', `token ${token}`, -9, -9);
  if (note && isTask(shape)) {
    const line = hang('note', 'stepnote', shape.height + 3, -18, note);
    line.style.width = `${shape.width + 36}px`;
  }
}
