import { Building } from 'lucide-react';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useConnected } from '../api/live.ts';
import { DoorMark } from '../session/Door.tsx';
import { useSession } from '../session/SessionProvider.tsx';
import { HoldBanner } from '../states/HoldBanner.tsx';
import { OfflineBanner } from '../states/OfflineBanner.tsx';
import { counted } from '../text/counted.ts';
import { Account } from './Account.tsx';
import './page.css';
import './shell.css';
import type { RailItem } from './rail.ts';

interface Props {
  readonly items: readonly RailItem[];
  /** The middle of the top bar: search. */
  readonly search?: ReactNode;
  /** The right of the top bar: the one act that is always at hand, notices. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** Top bar, left rail by role, page. On a phone the rail becomes a tab bar at the thumb. */
export function Shell({ items, search, tools, children }: Props) {
  const { me } = useSession();
  return (
    <div className="shell">
      <a className="skip" href="#page">
        跳到正文
      </a>
      <header className="topbar">
        <NavLink className="brand" to="/">
          <DoorMark />
          一扇门
        </NavLink>
        <span className="centre clip">{me.town.centre}</span>
        <div className="middle">{search}</div>
        {tools}
        <Account />
      </header>
      <nav className="rail" aria-label="主菜单">
        <ul>
          {items.map((item) => (
            <li key={item.to}>
              <Entry item={item} />
            </li>
          ))}
        </ul>
        <RailFoot />
      </nav>
      <div className="page" id="page">
        <OfflineBanner />
        <HoldBanner />
        {children}
      </div>
    </div>
  );
}

function Entry({ item }: { readonly item: RailItem }) {
  const Icon = item.icon;
  const inside = (
    <>
      <Icon size={18} strokeWidth={1.6} aria-hidden />
      <span className="grow">{item.label}</span>
      {item.count ? <span className="count">{counted(item.count)}</span> : null}
      {item.overdue ? (
        <span className="badge" role="img" aria-label={`${counted(item.overdue)} 件超期`}>
          {counted(item.overdue)}
        </span>
      ) : null}
    </>
  );
  if (item.away) return <a href={item.to}>{inside}</a>;
  return <NavLink to={item.to}>{inside}</NavLink>;
}

function RailFoot() {
  const { me } = useSession();
  const connected = useConnected();
  return (
    <footer>
      <p>
        <Building size={12} className="icon" aria-hidden /> {me.town.name}
      </p>
      {me.town.dutyPhone ? <p>值班电话 {me.town.dutyPhone}</p> : null}
      <p className={`dotted${connected ? '' : ' off'}`}>{connected ? '已连接，内容实时更新' : '正在重新连接'}</p>
    </footer>
  );
}
