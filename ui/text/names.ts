import type { Role } from '../../server/identity/contract.ts';

/** How each role is called on a page. */
export const roleNames: Readonly<Record<Role, string>> = {
  desk: '首问责任人',
  mediator: '调解员',
  director: '中心主任',
  leader: '镇领导',
  admin: '管理员',
  auditor: '审计员',
};

/** Levels of a dispute: 1 蓝, 2 黄, 3 橙, 4 红. */
export const levelNames: Readonly<Record<number, string>> = { 1: '蓝', 2: '黄', 3: '橙', 4: '红' };

/** The word that stands in a person's ring: the surname. */
export const initialOf = (name: string): string => name.trim().slice(0, 1) || '人';

/** `12 KB`, `3.4 MB` */
export function fileSize(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
