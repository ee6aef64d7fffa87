/** Draws a run on the canvas: its lines and shapes marked, a number at each stop, a flag at the end. */
import type { Canvas, ElementRegistry, Modeler, Overlays } from '../modeler/types.ts';
import type { Run } from './run.ts';

const KIND = 'od-run';

/** Draws; `now` is the stop that is being looked at. Returns what takes it away. */
export function drawRun(modeler: Modeler, run: Run, now: number): () => void {
  const canvas = modeler.get<Canvas>('canvas');
  const overlays = modeler.get<Overlays>('overlays');
  const registry = modeler.get<ElementRegistry>('elementRegistry');
  const marked: (readonly [string, string])[] = [];
  const mark = (id: string, marker: string) => {
    if (!registry.get(id)) return;
    canvas.addMarker(id, marker);
    marked.push([id, marker]);
  };
  for (const stop of run.stops) {
    for (const flow of stop.by) mark(flow, stop.number <= now ? 'od-run-way' : 'od-run-ahead');
    if (stop.number <= now) mark(stop.element, stop.last ? 'od-run-end' : 'od-run-stop');
  }
  const numbers = new Map<string, string[]>();
  for (const stop of run.stops)
    numbers.set(stop.element, [
      ...(numbers.get(stop.element) ?? []),
      stop.last ? `${stop.number} 停在这里` : `${stop.number}`,
    ]);
  const here = run.stops[now - 1]?.element;
  for (const [element, texts] of numbers) {
    if (!registry.get(element)) continue;
    const html = document.createElement('span');
    const last = run.stops.at(-1)!.element === element;
    html.className = `od-run-number${element === here ? ' od-run-here' : ''}${last ? ' od-run-last' : ''}`;
    html.textContent = texts.join('、');
    overlays.add(element, KIND, { position: { top: -12, left: -10 }, html });
  }
  return () => {
    overlays.remove({ type: KIND });
    for (const [id, marker] of marked) if (registry.get(id)) canvas.removeMarker(id, marker);
  };
}
