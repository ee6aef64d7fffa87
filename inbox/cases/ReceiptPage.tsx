import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { CaseView } from '../../server/cases/contract.ts';
import { api } from '../../ui/api/client.ts';
import { useSession } from '../../ui/session/SessionProvider.tsx';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { longTime, officialDay } from '../../ui/text/dates.ts';
import { Paper } from '../Paper.tsx';

/** 受理回执: what the citizen takes home. Names stay masked; the number is enough to ask by. */
export function Component() {
  const { case: id } = useParams();
  const { me } = useSession();
  const file = useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => api.get<CaseView>(`/api/cases/${id}`, {}, signal),
  });
  return (
    <Loaded query={file}>
      {(view) => (
        <Paper
          title={`${me.town.centre}矛盾纠纷受理回执`}
          number={view.number}
          date={officialDay(view.registered)}
          back={`/cases/${view.id}`}
        >
          <table>
            <tbody>
              <tr>
                <th>事项</th>
                <td>{view.title}</td>
              </tr>
              <tr>
                <th>类型</th>
                <td>{view.type}</td>
              </tr>
              <tr>
                <th>申请人</th>
                <td>
                  {view.parties
                    .filter(({ side }) => side === 'claimant')
                    .map(({ name, people }) => (people > 1 ? `${name}等 ${people} 人` : name))
                    .join('、')}
                </td>
              </tr>
              <tr>
                <th>收到时间</th>
                <td>{longTime(view.received)}</td>
              </tr>
              <tr>
                <th>首问责任人</th>
                <td>{view.firstHandler}</td>
              </tr>
              <tr>
                <th>办理路径</th>
                <td>{view.paths.join('、') || '登记后研判确定'}</td>
              </tr>
            </tbody>
          </table>
          <p>您反映的事项已登记。办理进展可凭案号到窗口查询，或致电 {me.town.dutyPhone}。</p>
          <p>人民调解不收费。您有权接受、拒绝或者要求终止调解，也可以依法仲裁、诉讼。</p>
          <p className="sign">
            {me.town.centre}
            <br />
            {officialDay(view.registered)}
          </p>
        </Paper>
      )}
    </Loaded>
  );
}
