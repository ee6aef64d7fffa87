import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Popover } from 'antd';
import { Bell } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { NoticeList } from '../../server/notices/contract.ts';
import { api } from '../../ui/api/client.ts';
import { shortTime } from '../../ui/text/dates.ts';

/** What the procedures told me, newest first; opening one marks it read and leads to its case. */
export function Notices() {
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['notices'],
    queryFn: ({ signal }) => api.get<NoticeList>('/api/notices', {}, signal),
  });
  const unread = data?.unread ?? 0;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      title="通知"
      content={<List items={data?.items ?? []} close={() => setOpen(false)} />}
    >
      <button type="button" className="bell" aria-label={unread > 0 ? `通知，${unread} 条未读` : '通知'}>
        <Bell size={18} aria-hidden />
        {unread > 0 ? <span aria-hidden>{unread}</span> : null}
      </button>
    </Popover>
  );
}

function List({ items, close }: { readonly items: NoticeList['items']; readonly close: () => void }) {
  const go = useNavigate();
  const queries = useQueryClient();
  const read = useMutation({
    mutationFn: (id: string) => api.post(`/api/notices/${id}/read`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices'] }),
  });
  if (items.length === 0) return <p className="second">没有通知。定级、退单、超期等会在这里告诉您。</p>;
  const now = new Date();
  return (
    <ul className="noticelist">
      {items.map(({ id, at, text, caseId, read: seen }) => (
        <li key={id}>
          <button
            type="button"
            className={seen ? '' : 'unread'}
            onClick={() => {
              if (!seen) read.mutate(id);
              if (!caseId) return;
              close();
              void go(`/cases/${caseId}`);
            }}
          >
            {text}
            <span className="caption" style={{ display: 'block' }}>
              {shortTime(at, now)}
              {seen ? '' : ' · 未读'}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
