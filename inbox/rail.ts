import {
  Activity,
  CalendarDays,
  ClipboardPen,
  Contact,
  FolderOpen,
  Inbox,
  Mail,
  PencilRuler,
  ScrollText,
  Send,
  ShieldCheck,
} from 'lucide-react';
import type { Role } from '../server/identity/contract.ts';
import type { RailItem } from '../ui/layout/rail.ts';

const entries = {
  register: { to: '/register', label: '登记台', icon: ClipboardPen },
  tasks: { to: '/tasks', label: '待办', icon: Inbox },
  leading: { to: '/leading', label: '包案', icon: ShieldCheck },
  cases: { to: '/cases', label: '案件', icon: FolderOpen },
  orders: { to: '/orders', label: '交办单', icon: Send },
  appointments: { to: '/appointments', label: '预约', icon: CalendarDays },
  mails: { to: '/mails', label: '信函', icon: Mail },
  people: { to: '/people', label: '通讯录', icon: Contact },
  audit: { to: '/audit', label: '审计', icon: ScrollText },
  designer: { to: '/designer/', label: '流程设计', icon: PencilRuler, away: true },
  operations: { to: '/designer/op', label: '运行', icon: Activity, away: true },
} as const satisfies Record<string, RailItem>;

export type Entry = keyof typeof entries;

/** What each role works with, in the order of its day; the first is its home. */
const byRole: Readonly<Record<Role, readonly Entry[]>> = {
  desk: ['register', 'tasks', 'cases', 'appointments', 'people'],
  mediator: ['tasks', 'cases', 'orders', 'appointments', 'mails', 'people'],
  director: ['tasks', 'orders', 'cases', 'appointments', 'mails', 'people', 'operations'],
  leader: ['leading', 'tasks', 'orders', 'cases'],
  admin: ['designer', 'operations', 'people'],
  auditor: ['audit', 'cases', 'operations'],
};

const order = Object.keys(byRole) as Role[];

/** The rail of somebody with these roles: each entry once, in the order of the roles. */
export function railOf(roles: readonly Role[]): (RailItem & { readonly entry: Entry })[] {
  const names = order.filter((role) => roles.includes(role)).flatMap((role) => byRole[role]);
  return [...new Set(names)].map((entry) => ({ entry, ...entries[entry] }));
}

/** Where somebody with these roles starts. */
export const homeOf = (roles: readonly Role[]): string => railOf(roles)[0]?.to ?? '/people';

/** Whether somebody registers visits: the desk, and whoever stands in for it. */
export const mayRegister = (roles: readonly Role[]): boolean =>
  roles.some((role) => role === 'desk' || role === 'mediator' || role === 'director');
