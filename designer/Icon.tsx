import {
  Bell,
  BookOpen,
  Calculator,
  CircleAlert,
  CircleStop,
  Clock,
  FileText,
  GitBranch,
  GitFork,
  LogIn,
  type LucideIcon,
  Mail,
  OctagonX,
  Send,
  Settings,
  SquareDashed,
  Stamp,
  Table2,
  User,
} from 'lucide-react';
import type { IconName } from './modeler/steps.ts';

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
  warn: CircleAlert,
  law: BookOpen,
};

/** A line icon beside a word; never alone, so it is hidden from screen readers. */
export function Icon({ name }: { readonly name: keyof typeof icons }) {
  const Glyph = icons[name];
  return <Glyph size={16} strokeWidth={1.6} aria-hidden className="od-icon" />;
}
