import { useInfiniteQuery } from '@tanstack/react-query';
import { Mail, MailCheck, MailX } from 'lucide-react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { MailItem, MailList } from '../../server/mail/contract.ts';
import { api } from '../../ui/api/client.ts';
import { PageHead, Tabs } from '../../ui/layout/PageHead.tsx';
import { More } from '../../ui/states/More.tsx';
import { ErrorState, Skeleton, State } from '../../ui/states/State.tsx';
import { shortTime } from '../../ui/text/dates.ts';
import { useMedia } from '../../ui/theme/ThemeProvider.tsx';
import { mailKind, mailStatus } from '../words.ts';
import { MailPane } from './MailPane.tsx';
import './mails.css';

const tabs = [
  { key: '', label: '全部' },
  { key: 'waiting', label: '等待发送' },
  { key: 'sent', label: '已送出' },
  { key: 'failed', label: '被退回' },
];

/** 信函: every letter that went out or waits to; opened exactly as the department sees it. */
export function Component() {
  const { mail } = useParams();
  const [search, setSearch] = useSearchParams();
  const status = search.get('status') ?? '';
  const narrow = useMedia('(max-width: 900px)');
  const list = useInfiniteQuery({
    queryKey: ['mails', status],
    queryFn: ({ pageParam, signal }) => api.get<MailList>('/api/mails', { status, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = list.data?.pages.flatMap((page) => page.items);
  const smtp = list.data?.pages[0]?.smtp;
  const opened = mail ?? (narrow ? undefined : items?.[0]?.id);
  return (
    <>
      {narrow && mail ? null : (
        <PageHead
          title="信函"
          summary={smtp === false ? '没有设置发信服务器：信函都留在这里，打开即部门所见，链接可用' : null}
        >
          <Tabs
            tabs={tabs}
            active={status}
            onChange={(key) => setSearch(key ? { status: key } : {}, { replace: true })}
            label="信函视图"
          />
        </PageHead>
      )}
      <div className={`mails${narrow ? ' narrow' : ''}`}>
        {narrow && mail ? null : (
          <nav className="scroll maillist" aria-label="信函清单">
            {list.isError && !items ? (
              <ErrorState error={list.error} retry={() => void list.refetch()} />
            ) : !items ? (
              <Skeleton />
            ) : items.length === 0 ? (
              <Empty />
            ) : null}
            <ul>
              {(items ?? []).map((item) => (
                <Row key={item.id} item={item} selected={item.id === opened} search={search.toString()} />
              ))}
            </ul>
            <More list={list} />
          </nav>
        )}
        {opened ? <MailPane key={opened} id={opened} back={narrow ? '/mails' : undefined} /> : null}
      </div>
    </>
  );
}

function Empty() {
  return (
    <State icon={Mail} title="没有信函">
      <p>交办单、催办、预约通知发出后都在这里。</p>
    </State>
  );
}

function Row({
  item,
  selected,
  search,
}: {
  readonly item: MailItem;
  readonly selected: boolean;
  readonly search: string;
}) {
  const Icon = item.status === 'failed' ? MailX : item.status === 'sent' ? MailCheck : Mail;
  return (
    <li>
      <Link
        className="mailrow"
        to={`/mails/${item.id}${search ? `?${search}` : ''}`}
        aria-current={selected || undefined}
      >
        <Icon size={16} className={item.status === 'failed' ? 'danger' : 'quiet'} aria-hidden />
        <b className="clip">{item.to.replace(/<.*>/, '').trim() || item.to}</b>
        <span className="caption">{shortTime(item.sent ?? item.created, new Date())}</span>
        <span className="subject clip">{item.subject}</span>
        <span className={`caption mailstate${item.status === 'failed' ? ' danger' : ''}`}>
          {mailKind(item.kind)} · {mailStatus(item.status)}
        </span>
      </Link>
    </li>
  );
}
