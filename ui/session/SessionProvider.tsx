import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Login, Me } from '../../server/identity/contract.ts';
import { api, call, session } from '../api/client.ts';
import { resumeLive } from '../api/live.ts';
import { ApiProblem } from '../api/problem.ts';
import { ErrorState } from '../states/State.tsx';
import { LoginPage } from './LoginPage.tsx';
import { SessionExpired } from './SessionExpired.tsx';

interface Session {
  readonly me: Me;
  readonly logout: () => Promise<void>;
}

const Context = createContext<Session | null>(null);

/** Who is at work. Only below the provider, where somebody is. */
export function useSession(): Session {
  const value = useContext(Context);
  if (!value) throw new Error('Expected a SessionProvider above but found none');
  return value;
}

/**
 * Shows the login page until somebody is logged in, then the app. When the session ends meanwhile, a dialog over the
 * page asks for the password again and everything typed stays where it is.
 */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [me, setMe] = useState<Me | null | undefined>(undefined);
  const [expired, setExpired] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const queries = useQueryClient();

  const enter = useCallback((next: Me) => {
    session.csrf = next.csrf;
    setMe(next);
    setExpired(false);
    resumeLive();
  }, []);

  const load = useCallback(async () => {
    setFailure(null);
    try {
      enter(await api.get<Me>('/api/session'));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) setMe(null);
      else setFailure(error);
    }
  }, [enter]);

  useEffect(() => {
    session.expired = () => setExpired(true);
    void load();
  }, [load]);

  const login = useCallback(
    async (given: Login) => {
      enter(await call<Me>('POST', '/api/session', { body: given }));
      await queries.invalidateQueries();
    },
    [enter, queries],
  );

  const logout = useCallback(async () => {
    await api.delete('/api/session').catch(() => {}); // Gone already is as good.
    queries.clear();
    setMe(null);
    setExpired(false);
  }, [queries]);

  const value = useMemo(() => (me ? { me, logout } : null), [me, logout]);
  if (failure) return <ErrorState error={failure} retry={() => void load()} />;
  if (me === undefined) return null;
  if (!value) return <LoginPage login={login} />;
  return (
    <Context value={value}>
      {children}
      {expired ? <SessionExpired me={value.me} login={login} leave={logout} /> : null}
    </Context>
  );
}
