import { useEffect, useRef } from 'react';
import { Icon } from '../Icon.tsx';
import { append, attach } from './place.ts';
import { boundarySteps, type Step, stepGroups } from './steps.ts';
import type { Element, Modeler } from './types.ts';

export interface MenuAt {
  readonly kind: 'next' | 'edge';
  readonly element: Element;
  readonly x: number;
  readonly y: number;
}

/** The menu that “下一步” and “加在边上” open beside a step. */
export function StepMenu({ modeler, at, onClose }: { modeler: Modeler; at: MenuAt; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector('button')?.focus();
    const outside = (event: MouseEvent) => {
      if (!box.current?.contains(event.target as Node)) onClose();
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    document.addEventListener('mousedown', outside);
    document.addEventListener('keydown', onEscape);
    return () => {
      document.removeEventListener('mousedown', outside);
      document.removeEventListener('keydown', onEscape);
    };
  }, [onClose]);
  const name: string = at.element.businessObject.name || '这一步';
  const choose = (step: Step) => {
    if (at.kind === 'next') append(modeler, at.element, step);
    else attach(modeler, at.element, step as (typeof boundarySteps)[number]);
    onClose();
  };
  const steps: readonly Step[] = at.kind === 'edge' ? boundarySteps : stepGroups.flatMap((group) => group.steps);
  const top = Math.min(at.y, window.innerHeight - steps.length * 36 - 60);
  return (
    <div
      className="od-menu"
      role="menu"
      ref={box}
      style={{ left: Math.min(at.x + 8, window.innerWidth - 300), top: Math.max(60, top) }}
    >
      <p>{at.kind === 'edge' ? `加在“${name}”边上` : `“${name}”之后`}</p>
      {steps.map((step) => (
        <button key={step.key} type="button" role="menuitem" onClick={() => choose(step)}>
          <Icon name={step.icon} />
          <span>{step.title}</span>
          <small>{step.hint}</small>
        </button>
      ))}
    </div>
  );
}
