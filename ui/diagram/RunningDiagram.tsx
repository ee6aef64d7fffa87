import { Button, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { RunningDiagram as Diagrams } from '../../server/cases/contract.ts';
import { Skeleton } from '../states/State.tsx';
import './diagram.css';
import type { RunningViewer } from './viewer.ts';

interface Props {
  readonly diagrams: Diagrams;
  readonly title?: string;
  /** CSS height of the canvas. */
  readonly height?: string;
}

/** 走到哪一步: the real diagram with the token, one procedure at a time, the one that is at work first. */
export function RunningDiagram({ diagrams, title = '走到哪一步', height = '250px' }: Props) {
  // By its place in the list: one instance can stand in several procedures.
  const [chosen, choose] = useState(0);
  const running = diagrams[chosen] ?? diagrams[0];
  const canvas = useRef<HTMLDivElement>(null);
  const viewer = useRef<RunningViewer | null>(null);
  const [step, setStep] = useState('');
  const [ready, setReady] = useState(false);

  useEffect(() => {
    const container = canvas.current;
    if (!container || !running) return;
    let gone = false;
    setStep('');
    setReady(false);
    // The drawing library is only loaded where a diagram is shown.
    void import('./viewer.ts')
      .then(({ showRunning }) =>
        showRunning(container, running, (id, name) => setStep(`${name}：${running.elements[id]?.note ?? '没有记录'}`)),
      )
      .then((made) => {
        if (gone) return made.destroy();
        viewer.current = made;
        setReady(true);
      });
    return () => {
      gone = true;
      viewer.current?.destroy();
      viewer.current = null;
    };
  }, [running]);

  if (!running) return null;
  return (
    <section className="card diagram" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {diagrams.length > 1 ? (
          <Segmented
            size="small"
            aria-label="流程"
            value={chosen}
            onChange={choose}
            options={diagrams.map(({ name }, index) => ({ value: index, label: name }))}
          />
        ) : (
          <span className="second small">{running.name}</span>
        )}
        <span className="caption">现行第 {running.version} 版</span>
        <span className="grow" />
        <Legend />
        <Button className="zoom" size="small" onClick={() => viewer.current?.zoomBy(1.25)}>
          放大
        </Button>
        <Button className="zoom" size="small" onClick={() => viewer.current?.zoomBy(0.8)}>
          缩小
        </Button>
        <Button size="small" onClick={() => viewer.current?.here()}>
          当前步骤
        </Button>
        <Button size="small" onClick={() => viewer.current?.whole()}>
          全图
        </Button>
      </header>
      {ready ? null : <Skeleton rows={2} />}
      <figure ref={canvas} className="canvas" aria-label={`${running.name}流程图`} style={{ height }} />
      <p className="stephint small" aria-live="polite">
        {step || <span className="quiet">点步骤看是谁、哪天办的；按住拖动可看其余部分</span>}
      </p>
    </section>
  );
}

function Legend() {
  return (
    <ul className="legend" aria-label="图例">
      <li>
        <i className="done" />
        已办
      </li>
      <li>
        <i className="now" />
        正在办
      </li>
      <li>
        <i className="ahead" />
        未到
      </li>
    </ul>
  );
}
