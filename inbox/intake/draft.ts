import type { Static } from 'typebox';
import type { CaseNew, PartyInput } from '../../server/intake/contract.ts';

type Party = Static<typeof PartyInput>;
type Facts = CaseNew['facts'];

/** One person or organisation as it is being typed. */
export interface PartyDraft {
  readonly name: string;
  readonly phone: string;
  readonly idNumber: string;
}

/** The page as it is being filled in; kept in this browser until it is registered or thrown away. */
export interface IntakeDraft {
  readonly received: string;
  readonly source: string;
  readonly claimants: readonly PartyDraft[];
  readonly anonymous: boolean;
  readonly people: number;
  readonly respondents: readonly PartyDraft[];
  readonly type: readonly string[];
  readonly village: readonly string[];
  readonly place: string;
  readonly title: string;
  readonly story: string;
  readonly amount: number | null;
  readonly since: string | null;
  readonly flags: Readonly<Partial<Record<Flag, boolean>>>;
  readonly policeReports: number;
  readonly failedMediations: number;
  readonly paths: readonly string[];
  readonly willing: boolean | null;
  readonly litigation: boolean;
  readonly needsDepartment: boolean;
  readonly duplicate: { readonly of: string; readonly number: string; readonly verb: 'merge' | 'link' } | null;
  /** Found cases that the desk said are another matter. */
  readonly dismissed: readonly string[];
}

export type Flag = 'violence' | 'lifeThreat' | 'collective' | 'vulnerable' | 'sensitive' | 'sensitiveTime';

const nobody: PartyDraft = { name: '', phone: '', idNumber: '' };

export function emptyDraft(received: Date): IntakeDraft {
  return {
    received: received.toISOString(),
    source: 'visit',
    claimants: [nobody],
    anonymous: false,
    people: 1,
    respondents: [nobody],
    type: [],
    village: [],
    place: '',
    title: '',
    story: '',
    amount: null,
    since: null,
    flags: {},
    policeReports: 0,
    failedMediations: 0,
    paths: ['调解'],
    willing: null,
    litigation: false,
    needsDepartment: false,
    duplicate: null,
    dismissed: [],
  };
}

/** Whether anything was typed that would be a pity to lose. */
export const isTouched = (draft: IntakeDraft): boolean =>
  JSON.stringify({ ...draft, received: '' }) !== JSON.stringify({ ...emptyDraft(new Date(0)), received: '' });

const organisation =
  /(公司|厂|店|场|中心|医院|卫生院|学校|小学|中学|幼儿园|村委会|居委会|合作社|银行|局|所|站|社|集团|物业|砖厂|小组)$/;

/** A firm, a school, a village committee … by the last word of its name, brackets left out. */
export const isOrganisation = (name: string): boolean => organisation.test(name.replace(/[（(].*$/, '').trim());

/** What the score is made of. */
export function factsOf(draft: IntakeDraft): Facts {
  const flags = Object.fromEntries(Object.entries(draft.flags).filter(([, on]) => on));
  return {
    people: draft.people,
    ...(draft.amount === null ? {} : { amount: draft.amount }),
    ...(draft.since === null ? {} : { since: draft.since }),
    ...flags,
    ...(draft.policeReports > 0 ? { policeReports: draft.policeReports } : {}),
    ...(draft.failedMediations > 0 ? { failedMediations: draft.failedMediations } : {}),
  };
}

function partyOf(draft: PartyDraft, side: Party['side'], people?: number): Party {
  const name = draft.name.trim();
  const phone = draft.phone.trim();
  const idNumber = draft.idNumber.trim();
  return {
    side,
    kind: isOrganisation(name) ? 'organisation' : 'person',
    name,
    ...(phone ? { phone } : {}),
    ...(idNumber ? { idNumber } : {}),
    ...(people && people > 1 ? { people } : {}),
  };
}

/** The request that registers the case. The first claimant stands for everybody who is not named. */
export function toCaseNew(draft: IntakeDraft): CaseNew {
  const named = draft.anonymous ? [nobody] : draft.claimants.filter(({ name }) => name.trim() !== '');
  const rest = draft.people - named.length + 1;
  const claimants = named.map((party, index) => partyOf(party, 'claimant', index === 0 ? rest : 1));
  const respondents = draft.respondents
    .filter(({ name }) => name.trim() !== '')
    .map((party) => partyOf(party, 'respondent'));
  const title = draft.title.trim();
  return {
    source: draft.source,
    ...(title ? { title } : {}),
    type: draft.type.at(-1) ?? '',
    village: draft.village.at(-1) ?? '',
    place: draft.place.trim(),
    story: draft.story.trim(),
    parties: [...claimants, ...respondents],
    facts: factsOf(draft),
    paths: [...draft.paths],
    willing: draft.willing,
    litigation: draft.litigation,
    needsDepartment: draft.needsDepartment,
    ...(draft.duplicate ? { duplicate: { of: draft.duplicate.of, verb: draft.duplicate.verb } } : {}),
  } as CaseNew;
}

/** One thing the desk must fill in: what it is called, where it is on the page, what is wrong with it. */
export interface Missing {
  readonly field: string;
  readonly label: string;
  readonly message: string;
}

/** Every required field, and what is still wrong with it (null when it is fine). */
export function checks(draft: IntakeDraft): { readonly label: string; readonly missing: Missing | null }[] {
  const check = (field: string, label: string, fine: boolean, message: string) => ({
    label,
    missing: fine ? null : { field, label, message },
  });
  const [first] = draft.claimants;
  const phone = [...draft.claimants, ...draft.respondents].find(
    (party) => !/^$|^[0-9+ -]{5,20}$/.test(party.phone.trim()),
  );
  const card = draft.claimants.find((party) => !/^$|^[0-9]{17}[0-9Xx]$/.test(party.idNumber.trim()));
  return [
    check('claimant-0', '姓名', draft.anonymous || Boolean(first?.name.trim()), '请填写来访人姓名，或勾选匿名'),
    check('people', '一共几人', draft.people >= 1, '请填写人数'),
    check('type', '类型', draft.type.length > 0, '请选择纠纷类型'),
    check('village', '发生地', draft.village.length > 0, '请选择发生在哪个村'),
    check('respondent-0', '对方', Boolean(draft.respondents[0]?.name.trim()), '请填写对方姓名或单位'),
    check('story', '经过与诉求', draft.story.trim().length >= 5, '请写明经过与诉求，至少 5 个字'),
    ...(phone ? [check('phone', '手机', false, '电话号码格式不对')] : []),
    ...(card ? [check('idNumber', '证件号', false, '身份证号应为 18 位')] : []),
  ];
}
