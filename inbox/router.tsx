import { createBrowserRouter, Navigate } from 'react-router';
import { useSession } from '../ui/session/SessionProvider.tsx';
import { State } from '../ui/states/State.tsx';
import { Frame } from './Frame.tsx';
import { PageError } from './PageError.tsx';
import { homeOf } from './rail.ts';

/** Every page by its address; each is loaded when it is first opened. */
export function createRouter() {
  return createBrowserRouter([
    {
      element: <Frame />,
      hydrateFallbackElement: <span />,
      errorElement: <PageError />,
      children: [
        { index: true, element: <Home /> },
        { path: 'register', lazy: () => import('./intake/IntakePage.tsx') },
        { path: 'tasks/:instance?/:number?', lazy: () => import('./tasks/TasksPage.tsx') },
        { path: 'cases', lazy: () => import('./cases/CasesPage.tsx') },
        { path: 'cases/:case', lazy: () => import('./cases/CasePage.tsx') },
        { path: 'orders', lazy: () => import('./orders/OrdersPage.tsx') },
        { path: 'orders/:order', lazy: () => import('./orders/OrderPage.tsx') },
        { path: 'appointments', lazy: () => import('./appointments/AppointmentsPage.tsx') },
        { path: 'mails/:mail?', lazy: () => import('./mails/MailsPage.tsx') },
        { path: 'people', lazy: () => import('./people/PeoplePage.tsx') },
        { path: 'audit', lazy: () => import('./audit/AuditPage.tsx') },
        { path: 'leading', lazy: () => import('./leader/LeadingPage.tsx') },
        { path: '*', element: <State title="没有这个页面">请从左边的菜单进入。</State> },
      ],
    },
    {
      path: 'cases/:case/receipt',
      hydrateFallbackElement: <span />,
      errorElement: <PageError />,
      lazy: () => import('./cases/ReceiptPage.tsx'),
    },
    {
      path: 'orders/:order/paper',
      hydrateFallbackElement: <span />,
      errorElement: <PageError />,
      lazy: () => import('./orders/OrderPaperPage.tsx'),
    },
  ]);
}

function Home() {
  const { me } = useSession();
  const home = homeOf(me.roles);
  if (!home.startsWith('/designer')) return <Navigate to={home} replace />;
  window.location.replace(home); // The administrators' app is a page of its own.
  return null;
}
