import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CaseView, RunningDiagram as Diagrams, TimelineItem } from '../../server/cases/contract.ts';
import { RunningDiagram } from '../../ui/diagram/RunningDiagram.tsx';
import { Timeline } from '../../ui/parts/Timeline.tsx';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { capitalAmount, shortAmount } from '../../ui/text/amount.ts';
import { longTime } from '../../ui/text/dates.ts';
import { flags } from '../intake/circumstances.ts';
import { FactsDialog } from './FactsDialog.tsx';
import { Parties } from './Parties.tsx';

interface Props {
  readonly view: CaseView;
  readonly timeline: UseQueryResult<TimelineItem[]>;
  readonly diagram: UseQueryResult<Diagrams>;
}

/** 概况: where it stands, who, what, what happened last. */
export function Overview({ view, timeline, diagram }: Props) {
  return (
    <div className="overview">
      <Loaded query={diagram} rows={3}>
        {(diagrams) => (diagrams.length > 0 ? <RunningDiagram diagrams={diagrams} /> : null)}
      </Loaded>
      <div className="columns">
        <div className="stack">
          <Parties view={view} />
          <Matter view={view} />
        </div>
        <section className="card">
          <div className="body">
            <Loaded query={timeline}>{(items) => <Timeline items={items} limit={14} />}</Loaded>
          </div>
        </section>
      </div>
    </div>
  );
}

function Matter({ view }: { readonly view: CaseView }) {
  const [correcting, setCorrecting] = useState(false);
  const grave = flags.filter(([flag]) => view.facts[flag]).map(([, label]) => label);
  return (
    <section className="card" aria-label="案情">
      <dl className="body facts" style={{ paddingTop: 12 }}>
        <div className="wide">
          <dt>经过</dt>
          <dd className="pre">{view.story}</dd>
        </div>
        {view.demand ? (
          <div className="wide">
            <dt>诉求</dt>
            <dd className="pre">{view.demand}</dd>
          </div>
        ) : null}
        <div>
          <dt>办理路径</dt>
          <dd>
            {view.paths.join('、') || '未定'}　{view.litigation ? '已涉诉' : '不涉诉'}
          </dd>
        </div>
        {view.amount === null ? null : (
          <div>
            <dt>涉及金额</dt>
            <dd title={capitalAmount(view.amount)}>{shortAmount(view.amount)}</dd>
          </div>
        )}
        <div>
          <dt>涉及人数</dt>
          <dd>
            {view.people} 人{' '}
            {view.may.includes('correct') ? (
              <button type="button" className="textbutton" onClick={() => setCorrecting(true)}>
                更正
              </button>
            ) : null}
          </dd>
        </div>
        {grave.length > 0 ? (
          <div className="wide">
            <dt>有这些情况</dt>
            <dd>{grave.join('；')}</dd>
          </div>
        ) : null}
        <div>
          <dt>来源 · 收到</dt>
          <dd>
            {view.source} · {longTime(view.received)}
          </dd>
        </div>
        <div>
          <dt>首问责任人</dt>
          <dd>{view.firstHandler}（不变）</dd>
        </div>
        <div>
          <dt>承办调解员</dt>
          <dd>{view.mediator ?? '未定'}</dd>
        </div>
        <div>
          <dt>卷宗缺</dt>
          <dd>
            {view.missing.length === 0 ? (
              <span className="ok">不缺</span>
            ) : (
              <Link to={`/cases/${view.id}?tab=files`}>{view.missing.join('、')}</Link>
            )}
          </dd>
        </div>
      </dl>
      {correcting ? <FactsDialog view={view} close={() => setCorrecting(false)} /> : null}
    </section>
  );
}
