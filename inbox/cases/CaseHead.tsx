import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { Printer, Send, Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Static } from 'typebox';
import type { CaseView } from '../../server/cases/contract.ts';
import type { OrderStarted } from '../../server/orders/contract.ts';
import { api } from '../../ui/api/client.ts';
import { wordsFor } from '../../ui/api/problem.ts';
import { Chip } from '../../ui/parts/Chip.tsx';
import { DeadlineHeading } from '../../ui/parts/Deadline.tsx';
import { LevelChip } from '../../ui/parts/LevelMark.tsx';
import { ReasonDialog } from '../../ui/parts/ReasonDialog.tsx';
import { shortAmount } from '../../ui/text/amount.ts';
import { taskPath } from '../taskPath.ts';
import { Stages } from './Stages.tsx';

/** Which case, who is awaited for what, the five stages, the acts. */
export function CaseHead({ view, children }: { readonly view: CaseView; readonly children: ReactNode }) {
  return (
    <header className="pagehead casehead">
      <div className="casetop">
        <div className="grow">
          <ol className="breadcrumb">
            <li className="mono">{view.number}</li>
            <li>{view.type}</li>
            {view.place ? <li>{view.place}</li> : null}
            <li>首问 {view.firstHandler}</li>
          </ol>
          <div className="casetitle">
            <h1>{view.title}</h1>
            <LevelChip level={view.level} score={view.score} />
            {view.amount === null ? null : <Chip>{shortAmount(view.amount)}</Chip>}
            {view.reports > 0 ? <Chip>并入 {view.reports} 件</Chip> : null}
            {view.litigation ? <Chip tone="warn">涉诉</Chip> : null}
          </div>
        </div>
        <Acts view={view} />
      </div>
      <div className="casestate">
        <div className="grow">
          {view.closed ? (
            <b className="ok">已办结{view.outcome ? `：${view.outcome}` : ''}</b>
          ) : view.deadline ? (
            <DeadlineHeading value={view.deadline} />
          ) : null}
          <p>{view.status}</p>
        </div>
        <Stages stages={view.stages} />
      </div>
      {children}
    </header>
  );
}

function Acts({ view }: { readonly view: CaseView }) {
  const go = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [withdrawing, setWithdrawing] = useState(false);
  const order = useMutation({
    mutationFn: () => api.post<Static<typeof OrderStarted>>(`/api/cases/${view.id}/orders`),
    onSuccess: ({ task }) => {
      for (const name of ['case', 'timeline', 'diagram', 'tasks']) void queries.invalidateQueries({ queryKey: [name] });
      void go(taskPath(task));
    },
    onError: (error) => void message.error(wordsFor(error)),
  });
  const withdraw = useMutation({
    mutationFn: (reason: string) => api.post(`/api/cases/${view.id}/withdraw`, { reason }),
    onSuccess: () => {
      setWithdrawing(false);
      void message.success('已撤回，接着反馈当事人并归档');
      for (const name of ['case', 'cases', 'timeline', 'diagram']) void queries.invalidateQueries({ queryKey: [name] });
    },
  });
  return (
    <div className="caseacts">
      <Button icon={<Printer size={15} />} onClick={() => void go(`/cases/${view.id}/receipt`)}>
        受理回执
      </Button>
      {view.may.includes('withdraw') ? (
        <Button icon={<Undo2 size={15} />} onClick={() => setWithdrawing(true)}>
          撤回申请
        </Button>
      ) : null}
      {view.may.includes('order') ? (
        <Button type="primary" icon={<Send size={15} />} loading={order.isPending} onClick={() => order.mutate()}>
          发交办单
        </Button>
      ) : null}
      <ReasonDialog
        open={withdrawing}
        title="当事人撤回申请"
        explain="正在办理的步骤会停下，案件转入反馈和归档。撤回后不能恢复，当事人可以再次申请。"
        label="撤回的原因"
        okText="撤回并停止办理"
        error={withdraw.error ? wordsFor(withdraw.error) : null}
        busy={withdraw.isPending}
        close={() => setWithdrawing(false)}
        onReason={(reason) => withdraw.mutate(reason)}
      />
    </div>
  );
}
