import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../engine/model/problem.ts';
import { createModeler } from './createModeler.ts';
import { sayFailure, sayWarning } from './importing.ts';
import { type MenuAt, StepMenu } from './StepMenu.tsx';
import type { Canvas as CanvasService, ElementRegistry, EventBus, Modeler, Overlays } from './types.ts';

/** Labels are hard to read below this zoom. */
const readable = 0.8;

/** The drawing surface. Imports `xml` once; afterwards every change of the diagram comes back as XML. */
export function Canvas(properties: {
  xml: string;
  problems: readonly Problem[];
  onReady: (modeler: Modeler) => void;
  onChange: (xml: string) => void;
  /** What of the file could not be drawn, and would be lost with the next change. */
  onWarnings: (warnings: readonly string[]) => void;
  onFailure: (message: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [modeler, setModeler] = useState<Modeler>();
  const [menu, setMenu] = useState<MenuAt>();
  const latest = useRef(properties);
  latest.current = properties;

  // Imported once: later XML is the canvas's own.
  useEffect(() => {
    const open = (kind: MenuAt['kind']) => (element: MenuAt['element'], at: { x: number; y: number }) =>
      setMenu({ kind, element, ...at });
    const made = createModeler(box.current!, { next: open('next'), edge: open('edge') });
    let gone = false;
    made
      .importXML(latest.current.xml)
      .then(({ warnings }) => {
        if (gone) return;
        latest.current.onWarnings(warnings.map(sayWarning));
        showReadably(made);
        const save = async () => {
          const { xml } = await made.saveXML({ format: true });
          if (xml && !gone) latest.current.onChange(xml);
        };
        // A listener that returns anything, a promise too, would keep the event from those after it.
        made.get<EventBus>('eventBus').on('commandStack.changed', () => void save());
        setModeler(made);
        latest.current.onReady(made);
        made.get<CanvasService>('canvas').focus();
      })
      .catch((error: unknown) => {
        if (!gone) latest.current.onFailure(sayFailure(error));
      });
    return () => {
      gone = true;
      made.destroy();
    };
  }, []);

  useEffect(() => {
    if (modeler) markProblems(modeler, properties.problems);
  }, [modeler, properties.problems]);

  return (
    <div className="od-canvas">
      <div ref={box} className="od-drawing" />
      {modeler && menu ? <StepMenu modeler={modeler} at={menu} onClose={() => setMenu(undefined)} /> : null}
    </div>
  );
}

/** The whole diagram when it can be read so, else its beginning at a size that can. */
function showReadably(modeler: Modeler): void {
  const canvas = modeler.get<CanvasService>('canvas');
  const fitted = canvas.zoom('fit-viewport', 'auto');
  if (fitted >= readable) return void canvas.zoom(fitted * 0.95, 'auto');
  const first = modeler
    .get<ElementRegistry>('elementRegistry')
    .filter((element) => element.type === 'bpmn:StartEvent')[0];
  canvas.zoom(readable);
  if (first) canvas.scrollToElement(first, { top: 260, left: 60, bottom: 0, right: 0 });
}

/** A sign on every element that has a problem: an octagon that blocks publishing, a triangle that does not. */
function markProblems(modeler: Modeler, problems: readonly Problem[]): void {
  const overlays = modeler.get<Overlays>('overlays');
  const registry = modeler.get<ElementRegistry>('elementRegistry');
  overlays.remove({ type: 'od-problem' });
  const byElement = new Map<string, Problem[]>();
  for (const problem of problems)
    if (problem.element && registry.get(problem.element))
      byElement.set(problem.element, [...(byElement.get(problem.element) ?? []), problem]);
  for (const [element, found] of byElement) {
    const worst = found.some((problem) => problem.severity === 'error') ? 'error' : 'warning';
    const html = document.createElement('span');
    html.className = `od-sign od-sign-${worst}`;
    html.textContent = '!';
    html.title = found.map((problem) => problem.message).join('\n');
    overlays.add(element, 'od-problem', { position: { top: -10, right: 10 }, html });
  }
}
