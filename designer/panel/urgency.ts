/** How urgent a step is, between its priority (0 to 100, 50 when nothing is said) and the words 普通 and 加急. */

export type Urgency = 'normal' | 'urgent';

/** What the task list calls 加急 is any priority above the usual one. */
const USUAL = 50;
const URGENT = '80';

/** Urgency of a priority as it is written in the diagram; undefined for what only the formula can say. */
export function readUrgency(priority: string): Urgency | undefined {
  const text = priority.trim().replace(/^=/, '').trim();
  if (text === '') return 'normal';
  const number = Number(text);
  if (number === USUAL) return 'normal';
  return number > USUAL && number <= 100 ? 'urgent' : undefined;
}

/** The priority to write; undefined when nothing needs to be said. */
export const writeUrgency = (urgency: Urgency): string | undefined => (urgency === 'urgent' ? URGENT : undefined);
