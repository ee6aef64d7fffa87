import { Building2, Clock, Mail, MessageSquare, Paperclip, Phone, User } from 'lucide-react';
import { useState } from 'react';
import type { TimelineItem } from '../../server/cases/contract.ts';
import { shortTime } from '../text/dates.ts';
import './timeline.css';

type Filter = '全部' | '人办' | '留言' | '信函' | '系统';
const filters: Readonly<Record<Filter, readonly TimelineItem['kind'][]>> = {
  全部: ['person', 'phone', 'mail', 'department', 'system', 'future', 'comment'],
  人办: ['person', 'phone', 'department'],
  留言: ['comment'],
  信函: ['mail'],
  系统: ['system', 'future'],
};
const icons = { person: User, phone: Phone, mail: Mail, department: Building2, future: Clock, comment: MessageSquare };

interface Props {
  readonly items: readonly TimelineItem[];
  readonly title?: string;
  readonly limit?: number;
  /** Takes back a comment of one's own, while that may be done. */
  readonly onTakeBack?: (id: string) => void;
}

/** 经过: time, glyph, who（role）, act, detail, attachments; newest first, what is to come on top. */
export function Timeline({ items, title = '经过', limit, onTakeBack }: Props) {
  const [filter, setFilter] = useState<Filter>('全部');
  const kept = items.filter(({ kind }) => filters[filter].includes(kind));
  const shown = limit === undefined ? kept : kept.slice(0, limit);
  const now = new Date();
  return (
    <section className="timeline" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <div className="filters">
          {(Object.keys(filters) as Filter[]).map((name) => (
            <button key={name} type="button" aria-pressed={name === filter} onClick={() => setFilter(name)}>
              {name}
            </button>
          ))}
        </div>
      </header>
      {shown.length === 0 ? <p className="caption">没有这一类记录</p> : null}
      <ol>
        {shown.map((item) => (
          <Entry key={item.id} item={item} now={now} onTakeBack={onTakeBack} />
        ))}
      </ol>
      {shown.length < kept.length ? (
        <p className="caption">更早还有 {kept.length - shown.length} 条，在案卷的“时间线”里</p>
      ) : null}
    </section>
  );
}

type EntryProps = { readonly item: TimelineItem; readonly now: Date } & {
  readonly onTakeBack: Props['onTakeBack'];
};

function Entry({ item, now, onTakeBack }: EntryProps) {
  const Icon = item.kind === 'system' ? null : icons[item.kind];
  return (
    <li className={item.kind}>
      <time dateTime={item.at}>{shortTime(item.at, now)}</time>
      <span className="glyph">{Icon ? <Icon size={12} aria-hidden /> : null}</span>
      <div>
        <p>
          {item.who ? <b>{item.who}</b> : null}
          {item.role ? <span className="quiet">（{item.role}）</span> : null}
          {item.who && !item.role ? ' ' : null}
          {item.text}
        </p>
        {item.detail ? <p className="detail pre">{item.detail}</p> : null}
        {onTakeBack && item.until && new Date(item.until) > now ? (
          <button type="button" className="textbutton small" onClick={() => onTakeBack(item.id)}>
            撤回
          </button>
        ) : null}
        {item.attachments.map(({ id, name }) => (
          <a key={id} className="small" href={`/api/attachments/${id}`} target="_blank" rel="noreferrer">
            <Paperclip size={12} className="icon" aria-hidden /> {name}
          </a>
        ))}
      </div>
    </li>
  );
}
