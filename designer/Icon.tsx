import {
  Bell,
  BookOpen,
  Calculator,
  ChevronsUp,
  CircleAlert,
  CircleStop,
  Clock,
  Database,
  FileText,
  GitBranch,
  GitFork,
  Link,
  LogIn,
  type LucideIcon,
  Mail,
  OctagonX,
  Radio,
  Repeat,
  Send,
  Settings,
  SquareDashed,
  Stamp,
  Table2,
  Undo2,
  User,
} from 'lucide-react';
import type { IconName, Step } from './modeler/steps.ts';

const icons: Readonly<Record<IconName | 'warn' | 'law', LucideIcon>> = {
  person: User,
  stamp: Stamp,
  send: Send,
  bell: Bell,
  paper: FileText,
  rule: Table2,
  gear: Settings,
  calculate: Calculator,
  fork: GitBranch,
  parallel: GitFork,
  clock: Clock,
  mail: Mail,
  box: SquareDashed,
  call: LogIn,
  end: CircleStop,
  stop: OctagonX,
  repeat: Repeat,
  signal: Radio,
  link: Link,
  undo: Undo2,
  raise: ChevronsUp,
  data: Database,
  warn: CircleAlert,
  law: BookOpen,
};

/** A line icon, or a sign of the drawing, beside a word; never alone, so it is hidden from screen readers. */
export function Icon({ name }: { readonly name: keyof typeof icons | Step['icon'] }) {
  if (name.startsWith('bpmn-icon-')) return <i className={`od-icon od-drawn ${name}`} aria-hidden />;
  const Glyph = icons[name as keyof typeof icons];
  return <Glyph size={16} strokeWidth={1.6} aria-hidden className="od-icon" />;
}
