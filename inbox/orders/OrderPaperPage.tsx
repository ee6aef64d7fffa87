import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { OrderView } from '../../server/orders/contract.ts';
import { api } from '../../ui/api/client.ts';
import { useSession } from '../../ui/session/SessionProvider.tsx';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { longTime, officialDay } from '../../ui/text/dates.ts';
import { Paper } from '../Paper.tsx';
import { orderKind } from '../words.ts';

/** The order on paper: same number, same words, with the slip that the department signs and stamps. */
export function Component() {
  const { order: id } = useParams();
  const { me } = useSession();
  const order = useQuery({
    queryKey: ['order', id],
    queryFn: ({ signal }) => api.get<OrderView>(`/api/orders/${id}`, {}, signal),
  });
  return (
    <Loaded query={order}>
      {(view) => (
        <Paper
          title={`${me.town.centre}交办单`}
          number={view.number ?? '（未编号）'}
          date={view.issued ? officialDay(view.issued) : '（未发出）'}
          back={`/orders/${view.id}`}
        >
          <p className="flush">{view.department}：</p>
          <p>
            以下事项{view.kind === 'on_site' ? '需贵单位到场协调解决' : '需贵单位业务指导'}，
            {view.approvedBy ? `经${view.approvedBy}批准，` : ''}现予交办。
          </p>
          <table>
            <tbody>
              <tr>
                <th>事项</th>
                <td>{view.title}</td>
              </tr>
              <tr>
                <th>关联案号</th>
                <td>{view.caseNumber}</td>
              </tr>
              <tr>
                <th>类别</th>
                <td>
                  {orderKind(view.kind)}
                  {view.urgent ? '（紧急）' : ''}
                </td>
              </tr>
              <tr>
                <th>原因</th>
                <td>{view.reason}</td>
              </tr>
              <tr>
                <th>办理要求</th>
                <td>{view.request}</td>
              </tr>
              <tr>
                <th>签收期限</th>
                <td>{view.signDue ? longTime(view.signDue) : '发出后起算'}</td>
              </tr>
              <tr>
                <th>反馈期限</th>
                <td>{view.resultDue ? longTime(view.resultDue) : '签收后起算'}</td>
              </tr>
            </tbody>
          </table>
          <p>不属于贵单位职责的，请在签收期限内书面申请退单并写明依据。联系电话：{me.town.dutyPhone}。</p>
          <p className="sign">
            {me.town.centre}
            <br />
            {view.issued ? officialDay(view.issued) : ''}
          </p>
          <table aria-label="回执">
            <tbody>
              <tr>
                <th>签收人、时间</th>
                <td>
                  {view.signedBy ? `${view.signedBy}　${view.signedAt ? longTime(view.signedAt) : ''}` : '\u3000'}
                </td>
              </tr>
              <tr>
                <th>办理结果</th>
                <td>{view.result ?? '\u3000'}</td>
              </tr>
              <tr>
                <th>负责人（章）</th>
                <td>{'\u3000'}</td>
              </tr>
            </tbody>
          </table>
        </Paper>
      )}
    </Loaded>
  );
}
