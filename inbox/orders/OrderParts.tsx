import type { OrderView } from '../../server/orders/contract.ts';
import { longTime } from '../../ui/text/dates.ts';
import { fileSize } from '../../ui/text/names.ts';
import { orderKind } from '../words.ts';

interface Props {
  readonly view: OrderView;
}

/** What was asked, by whom approved, until when; what came back. */
export function Content({ view }: Props) {
  return (
    <section className="card" aria-label="交办内容">
      <header>
        <h2>交办内容</h2>
      </header>
      <dl className="body facts">
        <div>
          <dt>承办部门</dt>
          <dd>
            <b>{view.department}</b>
          </dd>
          <dd className="caption">{view.contact}</dd>
        </div>
        <div>
          <dt>类别</dt>
          <dd>
            {orderKind(view.kind)}
            {view.urgent ? '（紧急）' : ''}
          </dd>
        </div>
        <div>
          <dt>批准</dt>
          <dd>
            {view.approvedBy
              ? `${view.approvedBy}${view.approvedAt ? `，${longTime(view.approvedAt)}` : ''}`
              : '待镇领导批准'}
          </dd>
        </div>
        <div className="wide">
          <dt>发令原因</dt>
          <dd className="pre">{view.reason}</dd>
        </div>
        <div className="wide">
          <dt>请部门办什么</dt>
          <dd className="pre">{view.request}</dd>
        </div>
        <div>
          <dt>签收期限</dt>
          <dd>{view.signDue ? longTime(view.signDue) : '发出后起算'}</dd>
        </div>
        <div>
          <dt>签收</dt>
          <dd>{view.signedBy ? `${view.signedBy}，${view.signedAt ? longTime(view.signedAt) : ''}` : '未签收'}</dd>
        </div>
        <div>
          <dt>反馈期限</dt>
          <dd>{view.resultDue ? longTime(view.resultDue) : '签收后起算'}</dd>
        </div>
        <div className="wide">
          <dt>办理结果</dt>
          <dd className="pre">{view.result ?? <span className="quiet">部门还没有反馈</span>}</dd>
        </div>
        {view.attachments.length > 0 ? (
          <div className="wide">
            <dt>部门附件</dt>
            {view.attachments.map((file) => (
              <dd key={file.id}>
                <a href={`/api/attachments/${file.id}`} target="_blank" rel="noreferrer">
                  {file.name}
                </a>{' '}
                <span className="caption">{fileSize(file.size)}</span>
              </dd>
            ))}
          </div>
        ) : null}
      </dl>
    </section>
  );
}

/** Returns and requests for more time, with their rulings. */
export function Objections({ view }: Props) {
  if (view.returns.length + view.extensions.length === 0) return null;
  return (
    <section className="card" aria-label="退单与延期">
      <header>
        <h2>退单与延期</h2>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls on a phone must be reachable by keyboard. */}
      <section className="tablewrap" tabIndex={0} aria-label="退单与延期清单">
        <table className="table">
          <thead>
            <tr>
              <th>时间</th>
              <th>申请</th>
              <th>理由</th>
              <th>裁定</th>
            </tr>
          </thead>
          <tbody>
            {view.returns.map((item, index) => (
              <tr key={item.at}>
                <td>{longTime(item.at)}</td>
                <td>第 {index + 1} 次退单</td>
                <td>{item.reason}</td>
                <td>{item.ruling ?? <span className="warn">待裁定</span>}</td>
              </tr>
            ))}
            {view.extensions.map((item) => (
              <tr key={item.at}>
                <td>{longTime(item.at)}</td>
                <td>延期 {item.days} 个工作日</td>
                <td>{item.reason}</td>
                <td>{item.ruling ?? <span className="warn">待裁定</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
