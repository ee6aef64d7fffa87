import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { MailWarning } from 'lucide-react';
import { useState } from 'react';
import type { MailHold } from '../../server/mail/contract.ts';
import { useAct } from '../api/act.ts';
import { api } from '../api/client.ts';
import { useSession } from '../session/SessionProvider.tsx';
import { longTime } from '../text/dates.ts';
import './states.css';

const key = ['mails', 'hold'];

/** Since a restore no letter goes out: everybody who writes letters sees it, an administrator ends it. */
export function HoldBanner() {
  const { me } = useSession();
  const concerned = me.roles.some((role) => role !== 'auditor');
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<MailHold>('/api/mails/hold', {}, signal),
    staleTime: 60_000,
    enabled: concerned,
  });
  const [open, setOpen] = useState(false);
  if (!data?.held) return null;
  const admin = me.roles.includes('admin');
  return (
    <div className="banner warn" role="status">
      <MailWarning size={16} aria-hidden />
      <span className="grow">
        系统刚恢复过数据{data.asOf ? `（截至 ${longTime(data.asOf)}）` : ''}，信函暂缓发送
        {admin ? '，核对后请恢复发信' : '，请联系管理员核对后恢复'}
      </span>
      {admin ? (
        <Button size="small" onClick={() => setOpen(true)}>
          恢复发信
        </Button>
      ) : null}
      {open ? <ReleaseDialog hold={data} close={() => setOpen(false)} /> : null}
    </div>
  );
}

function ReleaseDialog({ hold, close }: { readonly hold: MailHold; readonly close: () => void }) {
  const queries = useQueryClient();
  const act = useAct();
  const release = async (mails: 'send' | 'drop') => {
    const done = await act.run((idempotencyKey) => api.post('/api/mails/hold/release', { mails }, idempotencyKey));
    if (!done) return;
    close();
    await queries.invalidateQueries({ queryKey: ['mails'] });
  };
  return (
    <Modal
      open
      title="恢复发信"
      onCancel={close}
      width={500}
      footer={[
        <Button key="cancel" onClick={close}>
          取消
        </Button>,
        hold.mails > 0 ? (
          <Button key="send" loading={act.busy} onClick={() => void release('send')}>
            恢复，旧信也发出
          </Button>
        ) : null,
        <Button key="drop" type="primary" loading={act.busy} onClick={() => void release('drop')}>
          {hold.mails > 0 ? '恢复，旧信不再发' : '恢复发信'}
        </Button>,
      ]}
    >
      {hold.mails > 0 ? (
        <p>
          恢复数据时有 {hold.mails}{' '}
          封旧信还没有发出。原来的系统可能已经发过，再发一次，对方会收到两封；信里的办理链接也已失效。
        </p>
      ) : (
        <p>恢复数据时没有未发出的旧信。</p>
      )}
      <p>恢复之后新写的信（现有 {hold.newer} 封）照常发出。需要部门继续办理的，请在交办单页面重发链接。</p>
      {act.error ? (
        <p className="fielderror small" role="alert">
          {act.error}
        </p>
      ) : null}
    </Modal>
  );
}
