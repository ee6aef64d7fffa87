import { Contact, GitBranch } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import type { RailItem } from '../ui/layout/rail.ts';
import { Shell } from '../ui/layout/Shell.tsx';
import { useSession } from '../ui/session/SessionProvider.tsx';
import { Skeleton, State } from '../ui/states/State.tsx';
import { ProceduresPage } from './pages/ProceduresPage.tsx';

const EditorPage = lazy(async () => ({ default: (await import('./pages/EditorPage.tsx')).EditorPage }));
const VersionsPage = lazy(async () => ({ default: (await import('./pages/VersionsPage.tsx')).VersionsPage }));

const rail: readonly RailItem[] = [
  { to: '/', label: '流程', icon: GitBranch },
  { to: '/people', label: '通讯录', icon: Contact, away: true },
];

/** The administrators' web app: procedures, their drawing and their versions. */
export function Designer() {
  const { me } = useSession();
  if (!me.roles.includes('admin')) {
    return (
      <Shell items={rail.slice(1)}>
        <State title="流程由管理员修改">
          <p>您可以在工作台的案件页看每一步走到哪里；要改流程，请与管理员联系。</p>
        </State>
      </Shell>
    );
  }
  return (
    <Shell items={rail}>
      <Suspense fallback={<Skeleton rows={10} />}>
        <Routes>
          <Route path="/" element={<ProceduresPage />} />
          <Route path="/:id" element={<EditorPage />} />
          <Route path="/:id/versions" element={<VersionsPage />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}
