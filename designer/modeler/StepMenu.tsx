import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../Icon.tsx';
import { boundarySteps, canFollow, canSitOn, moreBoundarySteps, moreGroups } from './moreSteps.ts';
import { append, attach } from './place.ts';
import { findSteps, type Step, type StepGroup, stepGroups } from './steps.ts';
import type { Element, Modeler } from './types.ts';

export interface MenuAt {
  readonly kind: 'next' | 'edge';
  readonly element: Element;
  readonly x: number;
  readonly y: number;
}

/** What can be put behind a step, or on its edge: those of every day, and all. */
function offered({ kind, element }: MenuAt, all: boolean): readonly StepGroup[] {
  const groups =
    kind === 'edge'
      ? [
          { title: '常用', steps: boundarySteps },
          { title: '更多', steps: moreBoundarySteps },
        ].slice(0, all ? 2 : 1)
      : all
        ? [...stepGroups, ...moreGroups]
        : stepGroups;
  const fits = (step: Step) => (kind === 'edge' ? canSitOn(step, element) : canFollow(step, element));
  return groups.map((group) => ({ ...group, steps: group.steps.filter(fits) }));
}

/** The menu that “下一步” and “加在边上” open beside a step. */
export function StepMenu({ modeler, at, onClose }: { modeler: Modeler; at: MenuAt; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState('');
  const [more, setMore] = useState(false);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('.od-menu-list button')?.focus();
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
    else attach(modeler, at.element, step);
    onClose();
  };
  const groups = findSteps(offered(at, more || query.trim() !== ''), query);
  return (
    <div
      className="od-menu"
      role="dialog"
      aria-label={at.kind === 'edge' ? '加在边上' : '下一步'}
      ref={box}
      style={{
        left: Math.min(at.x + 8, window.innerWidth - 360),
        top: Math.max(60, Math.min(at.y, window.innerHeight - 520)),
      }}
    >
      <p>{at.kind === 'edge' ? `加在“${name}”边上` : `“${name}”之后`}</p>
      <Input
        size="small"
        aria-label="找步骤"
        placeholder="找步骤"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className="od-menu-list">
        {groups.map((group) => (
          <div key={group.title}>
            <h4>{group.title}</h4>
            {group.steps.map((step) => (
              <button key={step.key} type="button" onClick={() => choose(step)}>
                <Icon name={step.icon} />
                <span>{step.title}</span>
                <small>{step.hint}</small>
              </button>
            ))}
          </div>
        ))}
        {groups.length ? null : <p>没有叫“{query}”的步骤</p>}
      </div>
      {query.trim() ? null : (
        <button type="button" className="od-menu-more" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? '只看常用的' : '更多…'}
        </button>
      )}
    </div>
  );
}
