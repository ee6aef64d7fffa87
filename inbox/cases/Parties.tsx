import { useMutation } from '@tanstack/react-query';
import { Check, Eye, X } from 'lucide-react';
import { useState } from 'react';
import type { Static } from 'typebox';
import type { CaseView, PartyView, Revealed } from '../../server/cases/contract.ts';
import { api } from '../../ui/api/client.ts';
import { wordsFor } from '../../ui/api/problem.ts';
import { ReasonDialog } from '../../ui/parts/ReasonDialog.tsx';

type Full = Static<typeof Revealed>;

/** 当事人: masked; the whole number is shown for a reason that goes on record, until the page is left. */
export function Parties({ view }: { readonly view: CaseView }) {
  const [asked, setAsked] = useState<PartyView | null>(null);
  const [shown, setShown] = useState<ReadonlyMap<string, Full>>(new Map());
  const reveal = useMutation({
    mutationFn: ({ party, reason }: { party: string; reason: string }) =>
      api.post<Full>(`/api/cases/${view.id}/parties/${party}/reveal`, { reason }),
    onSuccess: (full, { party }) => {
      setShown(new Map(shown).set(party, full));
      setAsked(null);
    },
  });
  const may = view.may.includes('reveal');
  return (
    <section className="card" aria-label="当事人">
      <header>
        <h2>当事人</h2>
        <span className="grow" />
        {may ? (
          <span className="caption">
            <Eye size={13} className="icon" aria-hidden /> 查看完整号码须写理由并留痕
          </span>
        ) : null}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard. */}
      <section className="tablewrap" tabIndex={0} aria-label="当事人名册">
        <table className="table">
          <thead>
            <tr>
              <th>姓名</th>
              <th>身份</th>
              <th>性别 · 年龄</th>
              <th>电话</th>
              <th>证件号</th>
              <th>住址（到村）</th>
              <th>调解意愿</th>
            </tr>
          </thead>
          <tbody>
            {view.parties.map((party) => {
              const full = shown.get(party.id);
              return (
                <tr key={party.id}>
                  <td>
                    <b>{full?.name ?? party.name}</b>
                    {party.people > 1 ? `等 ${party.people} 人` : ''}
                  </td>
                  <td>{party.side === 'claimant' ? '申请人' : '被申请人'}</td>
                  <td>
                    {party.kind === 'organisation'
                      ? '单位'
                      : [party.gender, party.age].filter(Boolean).join(' · ') || '—'}
                  </td>
                  <td className="nowrap">
                    {full?.phone ?? party.phone ?? '—'}{' '}
                    {may && !full && (party.phone || party.idNumber) ? (
                      <button
                        type="button"
                        className="textbutton small"
                        aria-label={`查看 ${party.name} 的完整号码`}
                        onClick={() => setAsked(party)}
                      >
                        查看
                      </button>
                    ) : null}
                  </td>
                  <td className="nowrap">{full?.idNumber ?? party.idNumber ?? '—'}</td>
                  <td>{full?.address ?? party.village ?? '—'}</td>
                  <td>
                    <Willing value={party.willing} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <ReasonDialog
        open={asked !== null}
        title={`查看 ${asked?.name ?? ''} 的完整信息`}
        explain="您的姓名、时间和理由会记入审计，当事人可以查询。"
        label="为什么要看"
        okText="留痕并查看"
        error={reveal.error ? wordsFor(reveal.error) : null}
        busy={reveal.isPending}
        close={() => setAsked(null)}
        onReason={(reason) => asked && reveal.mutate({ party: asked.id, reason })}
      />
    </section>
  );
}

function Willing({ value }: { readonly value: boolean | null }) {
  if (value === null) return <span className="quiet">未征求</span>;
  return value ? (
    <span className="ok">
      <Check size={14} className="icon" aria-hidden /> 愿意
    </span>
  ) : (
    <span className="danger">
      <X size={14} className="icon" aria-hidden /> 拒绝
    </span>
  );
}
