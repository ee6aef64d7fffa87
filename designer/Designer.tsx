import { Activity, Contact, GitBranch } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Route, Routes, useLocation } from 'react-router';
import type { RailItem } from '../ui/layout/rail.ts';
import { Shell } from '../ui/layout/Shell.tsx';
import { useSession } from '../ui/session/SessionProvider.tsx';
import { Skeleton, State } from '../ui/states/State.tsx';
import { base } from './operations/data.ts';
import { ProceduresPage } from './pages/ProceduresPage.tsx';

const EditorPage = lazy(async () => ({ default: (await import('./pages/EditorPage.tsx')).EditorPage }));
const VersionsPage = lazy(async () => ({ default: (await import('./pages/VersionsPage.tsx')).VersionsPage }));

const OperationsFrame = lazy(async () => ({
  default: (await import('./operations/OperationsFrame.tsx')).OperationsFrame,
}));

const rail: readonly RailItem[] = [
  { to: '/', label: '流程', icon: GitBranch },
  { to: base, label: '运行', icon: Activity },
  { to: '/people', label: '通讯录', icon: Contact, away: true },
];

/** The administrators' web app: procedures, their drawing, their versions, and how they run. */
export function Designer() {
  const { me } = useSession();
  const { pathname } = useLocation();
  const looks = me.roles.includes('director') || me.roles.includes('auditor');
  if (!me.roles.includes('admin') && looks && pathname.startsWith(base)) {
    return (
      <Shell items={rail.slice(1)}>
        <Suspense fallback={<Skeleton rows={10} />}>
          <Routes>
            <Route path={`${base}/*`} element={<OperationsFrame />} />
          </Routes>
        </Suspense>
      </Shell>
    );
  }
  if (!me.roles.includes('admin')) {
    return (
      <Shell items={looks ? rail.slice(1) : rail.slice(2)}>
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
          <Route path={`${base}/*`} element={<OperationsFrame />} />
          <Route path="/:id" element={<EditorPage />} />
          <Route path="/:id/versions" element={<VersionsPage />} />
        </Routes>
      </Suspense>
    </Shell>
  );
}
