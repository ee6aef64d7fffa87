import { Button, Input } from 'antd';
import { useState } from 'react';
import { Icon } from '../Icon.tsx';
import { moreGroups } from './moreSteps.ts';
import { drag } from './place.ts';
import { findSteps, stepGroups } from './steps.ts';
import type { Modeler } from './types.ts';
import './steps.css';

/** The steps in words at the left of the canvas, those of every day first; each is dragged on to the canvas or on to a line. */
export function StepList({ modeler }: { modeler: Modeler | undefined }) {
  const [query, setQuery] = useState('');
  const [more, setMore] = useState(false);
  const searching = query.trim() !== '';
  const groups = findSteps(more || searching ? [...stepGroups, ...moreGroups] : stepGroups, query);
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
              <span>
                {step.title}
                {moreGroups.some(({ title }) => title === group.title) ? <small>{step.hint}</small> : null}
              </span>
            </button>
          ))}
        </div>
      ))}
      {searching ? null : (
        <Button type="link" size="small" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? '只看常用的' : '更多…'}
        </Button>
      )}
      {groups.length ? (
        <p className="od-caption">拖到图上，或拖到线上插入</p>
      ) : (
        <p className="od-caption">没有叫“{query}”的步骤</p>
      )}
    </nav>
  );
}
