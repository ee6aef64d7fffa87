import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Skeleton } from '../states/State.tsx';
import './diagram.css';
import type { MarkedViewer, Marks, Picked } from './marked.ts';

const none: readonly string[] = [];

interface Props {
  readonly xml: string;
  readonly title: string;
  readonly marks: Marks;
  /** Ids of the flows that were taken. */
  readonly flows?: readonly string[];
  /** Beside the title: a version, a legend. */
  readonly head?: ReactNode;
  /** Below the drawing: what a click showed. */
  readonly foot?: ReactNode;
  /** Element to be brought into sight when it changes. */
  readonly focus?: string | undefined;
  readonly onPick?: (picked: Picked) => void;
  /** CSS height of the drawing. */
  readonly height?: string;
}

/** A diagram to look at and to point at, with marks on its elements. Drawn once a file; the marks may change at will. */
export function MarkedDiagram({ xml, title, marks, flows = none, head, foot, focus, onPick, height = '300px' }: Props) {
  const canvas = useRef<HTMLDivElement>(null);
  const viewer = useRef<MarkedViewer | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const latest = useRef({ marks, flows });
  latest.current = { marks, flows };
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing');

  useEffect(() => {
    let gone = false;
    setState('drawing');
    // The drawing library is only loaded where a diagram is shown.
    void import('./marked.ts')
      .then(({ showMarked }) => showMarked(canvas.current!, xml, (picked) => pick.current?.(picked)))
      .then(
        (made) => {
          if (gone) return made.destroy();
          viewer.current = made;
          made.show(latest.current.marks, latest.current.flows);
          made.here();
          setState('drawn');
        },
        () => gone || setState('failed'),
      );
    return () => {
      gone = true;
      viewer.current?.destroy();
      viewer.current = null;
    };
  }, [xml]);

  useEffect(() => viewer.current?.show(marks, flows), [marks, flows]);
  useEffect(() => {
    if (focus) viewer.current?.here(focus);
  }, [focus]);

  return (
    <section className="card diagram" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {head}
        <span className="grow" />
        <span className="tools">
          <Button className="zoom" size="small" onClick={() => viewer.current?.zoomBy(1.25)}>
            放大
          </Button>
          <Button className="zoom" size="small" onClick={() => viewer.current?.zoomBy(0.8)}>
            缩小
          </Button>
          <Button size="small" onClick={() => viewer.current?.here()}>
            看得清
          </Button>
          <Button size="small" onClick={() => viewer.current?.whole()}>
            全图
          </Button>
        </span>
      </header>
      {state === 'drawing' ? <Skeleton rows={2} /> : null}
      {state === 'failed' ? <p className="stephint danger">这张图打不开。</p> : null}
      <figure ref={canvas} className="canvas" aria-label={`${title}图`} style={{ height }} />
      {foot ? (
        <div className="stephint small" aria-live="polite">
          {foot}
        </div>
      ) : null}
    </section>
  );
}
