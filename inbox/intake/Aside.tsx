import { Button } from 'antd';
import type { Static } from 'typebox';
import type { Duplicates, Score } from '../../server/intake/contract.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { LevelChip, LevelMark } from '../../ui/parts/LevelMark.tsx';
import { levelNames } from '../../ui/text/names.ts';
import type { IntakeDraft } from './draft.ts';

interface DuplicatesProps {
  readonly found: Static<typeof Duplicates>;
  readonly draft: IntakeDraft;
  readonly change: (part: Partial<IntakeDraft>) => void;
}

/** 可能是同一件: found while typing, each with the reason and three verbs. */
export function DuplicatesCard({ found, draft, change }: DuplicatesProps) {
  const open = found.filter(({ id }) => !draft.dismissed.includes(id));
  return (
    <section className="card" aria-label="可能是同一件">
      <header>
        <h2>可能是同一件</h2>
        {open.length > 0 ? <Chip tone="warn">{open.length} 件</Chip> : null}
        <span className="grow" />
        <span className="caption">边填边查 · 30 天内</span>
      </header>
      {open.length === 0 ? <p className="body caption">按当事人、电话、地点和经过比对，没有发现相同的案件。</p> : null}
      {open.map((item) => {
        const chosen = draft.duplicate?.of === item.id ? draft.duplicate.verb : null;
        const choose = (verb: 'merge' | 'link') =>
          change({ duplicate: chosen === verb ? null : { of: item.id, number: item.number, verb } });
        return (
          <article key={item.id} className="duplicate">
            <p className="line">
              <LevelMark level={item.level} />
              <a className="grow clip" href={`/cases/${item.id}`} target="_blank" rel="noreferrer">
                <b>{item.title}</b>
              </a>
              <span className="mono caption">{item.number}</span>
            </p>
            <p className="small second">{item.reasons.join(' · ')}</p>
            <p className="small second">{item.status}</p>
            <p className="acts">
              <Button
                size="small"
                aria-pressed={chosen === 'merge'}
                type={chosen === 'merge' ? 'primary' : 'default'}
                disabled={item.closed}
                onClick={() => choose('merge')}
              >
                并入此案
              </Button>
              <Button
                size="small"
                aria-pressed={chosen === 'link'}
                type={chosen === 'link' ? 'primary' : 'default'}
                onClick={() => choose('link')}
              >
                关联
              </Button>
              <Button
                size="small"
                type="text"
                onClick={() =>
                  change({ dismissed: [...draft.dismissed, item.id], ...(chosen ? { duplicate: null } : {}) })
                }
              >
                不是同一件
              </Button>
            </p>
          </article>
        );
      })}
    </section>
  );
}

/** 等级评分: the sum, how far to the next level, and what it is made of. */
export function ScoreCard({ score }: { readonly score: Static<typeof Score> | undefined }) {
  if (!score) {
    return (
      <section className="card" aria-label="等级评分">
        <header>
          <h2>等级评分</h2>
        </header>
        <p className="body caption">选好纠纷类型后开始计分。每一项得分都会写在这里，只能由人调低，须写理由。</p>
      </section>
    );
  }
  return (
    <section className="card" aria-label="等级评分">
      <header>
        <h2>等级评分</h2>
        <span className="grow" />
        <LevelChip level={score.level} />
      </header>
      <div className="body">
        <p className="scoreline">
          <b>{score.score}</b> 分
          <span className="second">
            {score.toNext ? `距${levelNames[score.toNext.level]}色还差 ${score.toNext.points} 分` : '已到最高一级'}
          </span>
          <span className="caption">只由人调低，须写理由</span>
        </p>
        <ScoreBar score={score.score} level={score.level} />
        <ul className="scoreitems">
          {score.items.map(({ label, points }) => (
            <li key={label}>
              <span>{label}</span>
              <b>+{points}</b>
            </li>
          ))}
          {score.items.length === 0 ? <li className="caption">没有加分项</li> : null}
        </ul>
      </div>
    </section>
  );
}

const marks = [
  [1, 0],
  [2, 20],
  [3, 40],
  [4, 60],
] as const;

function ScoreBar({ score, level }: { readonly score: number; readonly level: number }) {
  return (
    <div className="scorebar" aria-hidden>
      <i className="pointer" style={{ left: `${Math.min(98, score)}%` }} />
      <ol>
        {marks.map(([step, from]) => (
          <li key={step} className={`l${step}${step === level ? ' on' : ''}`}>
            {levelNames[step]}
            {from > 0 ? ` ${from}` : ''}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** 登记后: what happens, when. */
export function AfterCard({ score }: { readonly score: Static<typeof Score> | undefined }) {
  if (!score || score.after.length === 0) return null;
  return (
    <section className="card" aria-label="登记后">
      <header>
        <h2>登记后</h2>
      </header>
      <dl className="body after">
        {score.after.map(({ when, what }) => (
          <div key={when + what}>
            <dt>{when}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
