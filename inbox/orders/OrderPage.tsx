import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { FolderOpen, Printer, ScanLine } from 'lucide-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { OrderView } from '../../server/orders/contract.ts';
import { api } from '../../ui/api/client.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { DayStrip, stripWords } from '../../ui/parts/DayStrip.tsx';
import { DeadlineHeading } from '../../ui/parts/Deadline.tsx';
import { LevelMark } from '../../ui/parts/LevelMark.tsx';
import { Timeline } from '../../ui/parts/Timeline.tsx';
import { useSession } from '../../ui/session/SessionProvider.tsx';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { taskPath } from '../taskPath.ts';
import { orderKind, orderStatus } from '../words.ts';
import { Ladder } from './Ladder.tsx';
import { Letters } from './Letters.tsx';
import { Content, Objections } from './OrderParts.tsx';
import { PaperDialog, paperActs } from './PaperDialog.tsx';
import './orders.css';

/** One order: deadline and ladder, what was asked, what came back, which letters went out. */
export function Component() {
  const { order: id } = useParams();
  const order = useQuery({
    queryKey: ['order', id],
    queryFn: ({ signal }) => api.get<OrderView>(`/api/orders/${id}`, {}, signal),
  });
  return <Loaded query={order}>{(view) => <Order view={view} />}</Loaded>;
}

function Order({ view }: { readonly view: OrderView }) {
  const go = useNavigate();
  const { me } = useSession();
  const [onPaper, setOnPaper] = useState(false);
  const registers = me.roles.some((role) => role === 'desk' || role === 'mediator' || role === 'director');
  return (
    <>
      <header className="pagehead orderhead">
        <ol className="breadcrumb">
          <li>
            <Link to="/orders">交办单</Link>
          </li>
          <li className="mono">{view.number ?? '未编号'}</li>
          <li>
            <Link to={`/cases/${view.caseId}`}>{view.caseNumber}</Link>
          </li>
        </ol>
        <div className="line">
          <div className="casetitle grow">
            <h1>
              <LevelMark level={view.level} size={16} /> {view.title}
            </h1>
            <Chip>{orderKind(view.kind)}</Chip>
            {view.urgent ? <Chip tone="danger">紧急</Chip> : null}
            {view.bounced ? <Chip tone="danger">邮件被退回</Chip> : null}
          </div>
          <Button icon={<FolderOpen size={15} />} onClick={() => void go(`/cases/${view.caseId}`)}>
            打开案卷
          </Button>
          <Button icon={<Printer size={15} />} onClick={() => void go(`/orders/${view.id}/paper`)}>
            打印纸质单
          </Button>
          {registers && paperActs(String(view.status)).length > 0 ? (
            <Button icon={<ScanLine size={15} />} onClick={() => setOnPaper(true)}>
              登记纸质回执
            </Button>
          ) : null}
          {view.task ? (
            <Button type="primary" onClick={() => void go(taskPath(view.task!))}>
              去办理
            </Button>
          ) : null}
        </div>
        <div className="orderstate">
          <div>
            {view.deadline ? <DeadlineHeading value={view.deadline} /> : <b>{orderStatus(view.status)}</b>}
            <p className="second">
              {view.awaited}
              {view.deadline ? `，${view.deadline.date} 前` : ''}
            </p>
          </div>
          {view.deadline ? <DayStrip days={view.deadline.strip} /> : null}
          <p className="caption stripwords">
            {view.deadline ? stripWords(view.deadline.strip).map((words) => <span key={words}>{words}</span>) : null}
          </p>
          <div className="grow" />
          <div>
            <Ladder rungs={view.ladder} late={view.deadline?.state === 'late'} />
            {view.nextAct ? <p className="caption">{view.nextAct}</p> : null}
          </div>
        </div>
      </header>
      {onPaper ? <PaperDialog view={view} close={() => setOnPaper(false)} /> : null}
      <div className="scroll pagebody">
        <div className="columns">
          <div className="stack">
            <Content view={view} />
            <Objections view={view} />
            <Letters view={view} />
          </div>
          <section className="card">
            <div className="body">
              <Timeline items={view.timeline} />
            </div>
          </section>
        </div>
      </div>
    </>
  );
}
