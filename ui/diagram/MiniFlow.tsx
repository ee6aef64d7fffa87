import { useMemo } from 'react';
import type { RunningDiagram } from '../../server/cases/contract.ts';
import { paints, type StepState } from './colours.ts';
import './diagram.css';
import { type Drawn, readFlow, windowOf } from './flow.ts';

type Running = RunningDiagram[number];

/** The small picture beside a task: shapes without words, the step that is on by its name. */
export function MiniFlow({ running }: { readonly running: Running }) {
  const flow = useMemo(() => readFlow(running.xml), [running.xml]);
  const stateOf = (id: string): StepState => running.elements[id]?.state ?? 'ahead';
  const here = flow.shapes.filter(({ id, kind }) => kind !== 'scope' && ['now', 'late'].includes(stateOf(id)));
  const current = here.at(-1);
  const box = windowOf(flow, current, 780, 300);
  const done = flow.shapes.filter(({ id, kind }) => kind === 'task' && stateOf(id) === 'done').length;
  const words = [
    `已走 ${done} 步`,
    current ? `正在：${here.map(({ name }) => name).join('、')}` : running.active ? '' : '已走完',
  ].filter(Boolean);
  return (
    <figure className="miniflow">
      <svg
        viewBox={`${box.x} ${box.y} ${box.width} ${box.height}`}
        role="img"
        aria-label={`${running.name}：${words.join('，')}`}
      >
        {flow.shapes
          .filter(({ kind }) => kind === 'scope')
          .map((shape) => (
            <rect key={shape.id} {...size(shape)} rx="8" fill="none" stroke="#dbe1ea" strokeWidth="2" />
          ))}
        {flow.edges.map(({ id, points }) => (
          <polyline
            key={id}
            points={points.map((point) => point.join()).join(' ')}
            fill="none"
            stroke={paints[running.flows.includes(id) ? 'done' : 'ahead'].stroke}
            strokeWidth="3"
          />
        ))}
        {flow.shapes
          .filter(({ kind }) => kind !== 'scope')
          .map((shape) => (
            <Shape key={shape.id} shape={shape} state={stateOf(shape.id)} />
          ))}
      </svg>
      <figcaption>
        <span className="caption">{words[0]}</span>
        {current ? (
          <b className={stateOf(current.id) === 'late' ? 'danger' : 'brandword'}>
            {here.map(({ name }) => name).join('、')}
          </b>
        ) : (
          <b>{words[1]}</b>
        )}
      </figcaption>
    </figure>
  );
}

const size = ({ x, y, width, height }: Drawn) => ({ x, y, width, height });

function Shape({ shape, state }: { readonly shape: Drawn; readonly state: StepState }) {
  const { stroke, fill } = paints[state];
  const { x, y, width, height } = shape;
  const look = { stroke, fill, strokeWidth: 4 };
  if (shape.kind === 'task') return <rect {...size(shape)} rx="10" {...look} />;
  if (shape.kind === 'event') return <circle cx={x + width / 2} cy={y + height / 2} r={width / 2} {...look} />;
  return (
    <path
      d={`M${x + width / 2} ${y}L${x + width} ${y + height / 2} ${x + width / 2} ${y + height} ${x} ${y + height / 2}Z`}
      {...look}
    />
  );
}
