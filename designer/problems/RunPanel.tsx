import { Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useMedia } from '../../ui/theme/ThemeProvider.tsx';
import type { Canvas, ElementRegistry, Modeler } from '../modeler/types.ts';
import { kindOf } from '../modeler/vocabulary.ts';
import { drawRun } from './drawRun.ts';
import { runOf } from './run.ts';
import './run.css';

const STOP_MS = 700;

/** 怎么走到的: the run that shows a problem, walked once on the diagram and told in words beside it. */
export function RunPanel({
  modeler,
  path,
  message,
  onClose,
}: {
  modeler: Modeler;
  path: readonly string[];
  message: string;
  onClose: () => void;
}) {
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const run = useMemo(() => {
    const registry = modeler.get<ElementRegistry>('elementRegistry');
    return runOf(path, message, (id) => {
      const element = registry.get(id);
      if (!element) return undefined;
      const name = String(element.businessObject.name ?? '').replaceAll(/\s*\n\s*/g, '');
      const target = element.target ? { target: element.target.id } : {};
      return { type: element.type, name, kind: kindOf(element), ...target };
    });
  }, [modeler, path, message]);
  const last = run?.stops.length ?? 0;
  const [now, setNow] = useState(still ? last : 1);
  const [walking, setWalking] = useState(!still);
  const list = useRef<HTMLOListElement>(null);

  useEffect(() => (run ? drawRun(modeler, run, now) : undefined), [modeler, run, now]);
  useEffect(() => {
    const here = run?.stops[now - 1]?.element;
    if (here) modeler.get<Canvas>('canvas').scrollToElement(here, 140);
    list.current?.children[now - 1]?.scrollIntoView({ block: 'nearest' });
  }, [modeler, run, now]);
  useEffect(() => {
    if (!walking) return;
    if (now >= last) return setWalking(false);
    const timer = setTimeout(() => setNow(now + 1), STOP_MS);
    return () => clearTimeout(timer);
  }, [walking, now, last]);

  if (!run) return null;
  const step = (to: number) => {
    setWalking(false);
    setNow(Math.min(last, Math.max(1, to)));
  };
  return (
    <section className="od-run-panel" aria-label="怎么走到的">
      <header>
        <h2>怎么走到的</h2>
        <Button type="text" size="small" onClick={onClose}>
          收起
        </Button>
      </header>
      <ol ref={list}>
        {run.stops.map((stop) => (
          <li key={stop.number}>
            <button
              type="button"
              aria-current={stop.number === now ? 'step' : undefined}
              onClick={() => step(stop.number)}
            >
              <span className={stop.last ? 'od-run-number od-run-last' : 'od-run-number'}>{stop.number}</span>
              {stop.words}
            </button>
          </li>
        ))}
      </ol>
      <p className="od-bad">{run.ending}</p>
      <footer>
        <Button size="small" disabled={now <= 1} onClick={() => step(now - 1)}>
          上一步
        </Button>
        <Button size="small" disabled={now >= last} onClick={() => step(now + 1)}>
          下一步
        </Button>
        {still ? null : (
          <Button
            size="small"
            disabled={walking}
            onClick={() => {
              setNow(1);
              setWalking(true);
            }}
          >
            再走一遍
          </Button>
        )}
      </footer>
    </section>
  );
}
