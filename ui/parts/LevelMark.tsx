import { levelNames } from '../text/names.ts';
import './marks.css';

const shapes: Readonly<Record<number, string>> = {
  1: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2Z',
  2: 'M8 2.2 14.6 13.6H1.4Z',
  3: 'M8 1.2 14.8 8 8 14.8 1.2 8Z',
  4: 'M5.3 1.6h5.4l3.7 3.7v5.4l-3.7 3.7H5.3l-3.7-3.7V5.3Z',
};

interface Props {
  readonly level: number | null;
  readonly size?: number;
}

/** The level as a shape (circle, triangle, diamond, octagon), never as a colour alone. */
export function LevelMark({ level, size = 14 }: Props) {
  const shape = level === null ? undefined : shapes[level];
  if (!shape) return <span className="levelmark" style={{ width: size }} />;
  return (
    <svg
      className={`levelmark l${level}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role="img"
      aria-label={`${levelNames[level!]}级`}
    >
      <path d={shape} />
    </svg>
  );
}

/** Shape, word and score, for the head of a case. */
export function LevelChip({ level, score }: { readonly level: number | null; readonly score?: number | null }) {
  if (level === null) return null;
  return (
    <span className={`levelchip l${level}`}>
      <LevelMark level={level} />
      <b>{levelNames[level]}</b>
      {score === null || score === undefined ? null : <span>{score} 分</span>}
    </span>
  );
}
