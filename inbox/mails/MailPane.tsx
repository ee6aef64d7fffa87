import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { ArrowLeft, Paperclip } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Link } from 'react-router';
import type { MailView } from '../../server/mail/contract.ts';
import { api } from '../../ui/api/client.ts';
import { Loaded } from '../../ui/states/Loaded.tsx';
import { longTime } from '../../ui/text/dates.ts';
import { fileSize } from '../../ui/text/names.ts';
import { mailStatus } from '../words.ts';

/** One letter as its recipient sees it. */
export function MailPane({ id, back }: { readonly id: string; readonly back: string | undefined }) {
  const mail = useQuery({
    queryKey: ['mails', 'one', id],
    queryFn: ({ signal }) => api.get<MailView>(`/api/mails/${id}`, {}, signal),
  });
  return (
    <section className="mailpane" aria-label="信函">
      {back ? (
        <Link to={back} className="back">
          <ArrowLeft size={18} aria-hidden /> 清单
        </Link>
      ) : null}
      <Loaded query={mail}>{(view) => <Letter view={view} />}</Loaded>
    </section>
  );
}

function Letter({ view }: { readonly view: MailView }) {
  const [shape, setShape] = useState<'html' | 'text'>('html');
  return (
    <>
      <header>
        <h2>{view.subject}</h2>
        <p className="small second">收件人 {view.to}</p>
        <p className="caption">
          {longTime(view.sent ?? view.created)} · {mailStatus(view.status)}
          {view.attempts > 1 ? `，试过 ${view.attempts} 次` : ''}
          {view.orderId ? (
            <>
              {' · '}
              <Link to={`/orders/${view.orderId}`}>看交办单</Link>
            </>
          ) : null}
          {view.caseId ? (
            <>
              {' · '}
              <Link to={`/cases/${view.caseId}`}>看案卷</Link>
            </>
          ) : null}
        </p>
        {view.error ? (
          <p className="banner danger" role="alert">
            没有送达：{view.error}
          </p>
        ) : null}
        <div className="mailtools">
          <Segmented
            size="small"
            aria-label="怎么看"
            value={shape}
            onChange={setShape}
            options={[
              { value: 'html', label: '部门所见' },
              { value: 'text', label: '纯文字版' },
            ]}
          />
          {view.attachments.map((file) => (
            <span key={file.name} className="caption">
              <Paperclip size={12} className="icon" aria-hidden /> {file.name} {fileSize(file.size)}
            </span>
          ))}
        </div>
      </header>
      {shape === 'html' ? (
        <Frame html={view.html} title={view.subject} />
      ) : (
        <pre className="mailtext scroll pre">{view.text}</pre>
      )}
    </>
  );
}

/** The letter's own page in a frame without scripts; its links open beside, as they would from a mail program. */
function Frame({ html, title }: { readonly html: string; readonly title: string }) {
  const framed = useMemo(() => withTarget(html), [html]);
  return (
    <iframe className="mailframe" title={title} sandbox="allow-popups allow-popups-to-escape-sandbox" srcDoc={framed} />
  );
}

/** Makes every link open a page of its own. */
export function withTarget(html: string): string {
  const base = '<base target="_blank">';
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}
