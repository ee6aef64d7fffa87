import { Input } from 'antd';
import { useState } from 'react';
import { Icon } from '../Icon.tsx';
import { drag } from './place.ts';
import { type Step, stepGroups } from './steps.ts';
import type { Modeler } from './types.ts';

/** The steps in words at the left of the canvas; each is dragged on to the canvas or on to a line. */
export function StepList({ modeler }: { modeler: Modeler | undefined }) {
  const [query, setQuery] = useState('');
  const matches = (step: Step) => `${step.title}${step.hint}`.includes(query.trim());
  const groups = stepGroups
    .map((group) => ({ ...group, steps: group.steps.filter(matches) }))
    .filter((group) => group.steps.length);
  return (
    <nav className="od-steps" aria-label="步骤">
      <Input
        aria-label="找步骤"
        placeholder="找步骤"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {groups.map((group) => (
        <div key={group.title}>
          <h3>{group.title}</h3>
          {group.steps.map((step) => (
            <button
              key={step.key}
              type="button"
              title={step.hint}
              onMouseDown={(event) => modeler && drag(modeler, event.nativeEvent, step)}
            >
              <Icon name={step.icon} />
              {step.title}
            </button>
          ))}
        </div>
      ))}
      {groups.length ? (
        <p className="od-caption">拖到图上，或拖到线上插入</p>
      ) : (
        <p className="od-caption">没有叫“{query}”的步骤</p>
      )}
    </nav>
  );
}
