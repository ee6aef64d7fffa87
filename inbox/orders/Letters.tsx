import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { OrderView } from '../../server/orders/contract.ts';
import { api } from '../../ui/api/client.ts';
import { wordsFor } from '../../ui/api/problem.ts';
import { useSession } from '../../ui/session/SessionProvider.tsx';
import { shortTime } from '../../ui/text/dates.ts';
import { mailStatus } from '../words.ts';

const closed = new Set(['returned', 'verified', 'cancelled', 'drafting', 'approving', 'refused']);

/** Letters and links of an order: sent, opened (which is not signed), sent anew to another address. */
export function Letters({ view }: { readonly view: OrderView }) {
  const [open, setOpen] = useState(false);
  const { me } = useSession();
  const now = new Date();
  const may = me.roles.some((role) => role === 'mediator' || role === 'director') && !closed.has(String(view.status));
  const live = view.links.find(({ revoked }) => !revoked);
  return (
    <section className="card" aria-label="信函与链接">
      <header>
        <h2>信函与链接</h2>
        <span className="caption grow">
          {live ? `链接发给 ${live.to}` : '没有有效的链接'}；
          {view.opened.length > 0
            ? `打开过 ${view.opened.length} 次，最近 ${shortTime(view.opened.at(-1)!, now)}；打开不等于签收`
            : '还没有打开过'}
        </span>
        {may ? (
          <Button size="small" type={view.bounced ? 'primary' : 'default'} onClick={() => setOpen(true)}>
            改地址重发
          </Button>
        ) : null}
      </header>
      <div className="tablewrap">
        <table className="table">
          <thead>
            <tr>
              <th>主题</th>
              <th>状态</th>
              <th>时间</th>
            </tr>
          </thead>
          <tbody>
            {view.mails.map((mail) => (
              <tr key={mail.id}>
                <td>
                  <Link to={`/mails/${mail.id}`}>{mail.subject}</Link>
                </td>
                <td className={mail.status === 'failed' ? 'danger' : ''}>{mailStatus(mail.status)}</td>
                <td>{shortTime(mail.at, now)}</td>
              </tr>
            ))}
            {view.mails.length === 0 ? (
              <tr>
                <td colSpan={3} className="quiet">
                  批准后发出第一封
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </div>
      {open ? <Readdress view={view} close={() => setOpen(false)} /> : null}
    </section>
  );
}

interface Given {
  readonly email?: string;
  readonly contact?: string;
}

function Readdress({ view, close }: { readonly view: OrderView; readonly close: () => void }) {
  const [form] = Form.useForm<Given>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const send = useMutation({
    mutationFn: ({ email, contact }: Given) =>
      api.post(`/api/orders/${view.id}/links`, {
        ...(email ? { email: email.trim() } : {}),
        ...(contact ? { contact: contact.trim() } : {}),
      }),
    onSuccess: () => {
      void message.success('已换新链接，信函进入待发');
      for (const name of ['order', 'orders', 'mails']) void queries.invalidateQueries({ queryKey: [name] });
      close();
    },
    onError: (error) => form.setFields([{ name: 'email', errors: [wordsFor(error)] }]),
  });
  return (
    <Modal
      open
      title={`重发 ${view.number ?? ''} 给 ${view.department}`}
      okText="换新链接并发送"
      cancelText="取消"
      confirmLoading={send.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={460}
    >
      <p className="second">旧链接立即失效，新链接发到下面的邮箱。签收时限不变，仍从首次发出起算。</p>
      <Form form={form} layout="vertical" style={{ marginTop: 12 }} onFinish={(given: Given) => send.mutate(given)}>
        <Form.Item
          name="email"
          label="邮箱"
          extra="不填则发到部门登记的邮箱"
          rules={[{ type: 'email', message: '邮箱格式不对，例如 name@example.cn' }]}
        >
          <Input maxLength={200} inputMode="email" />
        </Form.Item>
        <Form.Item name="contact" label="联系人">
          <Input maxLength={60} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
