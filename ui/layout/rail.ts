import type { LucideIcon } from 'lucide-react';

/** One entry of the left rail; on a phone, of the tab bar below. */
export interface RailItem {
  readonly to: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly count?: number | undefined;
  /** How many of them are overdue: the only number that is red. */
  readonly overdue?: number | undefined;
  /** Another web app: a plain link. */
  readonly away?: boolean | undefined;
}
