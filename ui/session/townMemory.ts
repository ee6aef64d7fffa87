import type { Me } from '../../server/identity/contract.ts';

const key = 'onedoor:town';

/** What the login page may say of the centre: what the last session in this browser knew. Nothing of it is personal. */
export type KnownTown = Pick<Me['town'], 'centre' | 'dutyPhone'>;

export function rememberTown({ centre, dutyPhone }: Me['town']): void {
  localStorage.setItem(key, JSON.stringify({ centre, dutyPhone } satisfies KnownTown));
}

export function rememberedTown(): KnownTown | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as KnownTown | null;
  } catch {
    return null;
  }
}
