import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { Suspense } from 'react';
import { Outlet, useNavigate } from 'react-router';
import { useLive } from '../ui/api/live.ts';
import { refresh } from '../ui/api/query.ts';
import { useKeys } from '../ui/keys/useKeys.ts';
import { Shell } from '../ui/layout/Shell.tsx';
import { useSession } from '../ui/session/SessionProvider.tsx';
import { Skeleton } from '../ui/states/State.tsx';
import './frame.css';
import { concerned } from './freshness.ts';
import { Notices } from './notices/Notices.tsx';
import { mayRegister } from './rail.ts';
import { Search } from './Search.tsx';
import { useRail } from './useRail.ts';

/** The shell of the mediators' app: its rail with live counts, search, N for a new visit, notices. */
export function Frame() {
  const { me } = useSession();
  const items = useRail();
  const go = useNavigate();
  const queries = useQueryClient();
  const registers = mayRegister(me.roles);
  const seesCases = !me.roles.every((role) => role === 'admin');
  useKeys(registers ? { n: () => void go('/register') } : {});
  useLive(['case', 'order', 'mail', 'notice'], (event) => {
    for (const filters of concerned(event)) void refresh(queries, filters);
  });
  return (
    <Shell
      items={items}
      search={seesCases ? <Search /> : null}
      tools={
        <>
          {registers ? (
            <button type="button" className="register" onClick={() => void go('/register')}>
              <Plus size={16} aria-hidden />
              <span>登记来访</span>
              <kbd>N</kbd>
            </button>
          ) : null}
          {seesCases ? <Notices /> : null}
        </>
      }
    >
      <Suspense fallback={<Skeleton />}>
        <Outlet />
      </Suspense>
    </Shell>
  );
}
