/** How personal data is shown to those who have not given a reason to see it. */

/** 张三 → 张某; 欧阳锋 → 欧阳某; 张小三 → 张某某. An organisation keeps its name. */
export function maskName(name: string, kind: 'person' | 'organisation' = 'person'): string {
  if (kind === 'organisation' || name === '') return name;
  const characters = [...name];
  if (!/^\p{Script=Han}+(·\p{Script=Han}+)*$/u.test(name)) return `${characters[0]}***`;
  const family = compound.has(characters.slice(0, 2).join('')) && characters.length > 2 ? 2 : 1;
  const given = Math.max(1, Math.min(2, characters.length - family));
  return characters.slice(0, family).join('') + '某'.repeat(given);
}

const compound = new Set([
  '欧阳',
  '司徒',
  '上官',
  '诸葛',
  '司马',
  '端木',
  '皇甫',
  '东方',
  '夏侯',
  '公孙',
  '令狐',
  '慕容',
  '尉迟',
  '长孙',
  '宇文',
  '轩辕',
  '南宫',
  '西门',
  '闻人',
  '呼延',
  '太史',
  '申屠',
  '钟离',
]);

/** 13812345678 → 138****5678; shorter numbers keep the last two digits. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length >= 7 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `****${digits.slice(-2)}`;
}

/** 440700199001011234 → 4407**********1234 */
export function maskIdNumber(id: string): string {
  return `${id.slice(0, 4)}${'*'.repeat(Math.max(0, id.length - 8))}${id.slice(-4)}`;
}

/** What was typed, in the one form by which it is found again. */
export const normalise = {
  name: (name: string) =>
    name
      .normalize('NFKC')
      .replace(/[\s·•.]/g, '')
      .toLowerCase(),
  phone: (phone: string) =>
    phone
      .normalize('NFKC')
      .replace(/\D/g, '')
      .replace(/^(0086|86)(?=1\d{10}$)/, ''),
  idNumber: (id: string) => id.normalize('NFKC').trim().toUpperCase(),
};

export interface PartyLabel {
  readonly side: 'claimant' | 'respondent';
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly people: number;
}

/** 张某某等 22 人 / 示例五金厂: the first of each side, masked, with how many there are. */
export function partiesLabel(parties: readonly PartyLabel[]): string {
  const side = (which: PartyLabel['side']) => {
    const those = parties.filter((party) => party.side === which);
    const [first] = those;
    if (!first) return undefined;
    const people = those.reduce((sum, party) => sum + party.people, 0);
    const name = first.name === '' ? '匿名' : maskName(first.name, first.kind);
    if (those.length === 1 && first.kind === 'organisation') return name;
    return people > 1
      ? `${name}等 ${people} ${those.every((party) => party.kind === 'organisation') ? '方' : '人'}`
      : name;
  };
  return [side('claimant'), side('respondent')].filter((label) => label !== undefined).join(' / ');
}
