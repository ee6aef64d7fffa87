import { expect, test } from 'vitest';
import { checks, emptyDraft, isOrganisation, isTouched, toCaseNew } from '../../inbox/intake/draft.ts';
import { pointsByField } from '../../inbox/intake/points.ts';

const now = new Date('2026-11-23T10:26:00+08:00');
const filled = {
  ...emptyDraft(now),
  claimants: [
    { name: '张大明', phone: '13800005678', idNumber: '' },
    { name: '黄小红', phone: '', idNumber: '' },
  ],
  people: 22,
  respondents: [{ name: '示例五金厂（负责人 李某）', phone: '', idNumber: '' }],
  type: ['labour', 'labour.wages'],
  village: ['v1', 'g2'],
  story: '拖欠 22 名工人两个月工资',
  amount: 416_000,
  since: '2026-09',
  flags: { sensitive: true, violence: false },
  needsDepartment: true,
};

test('the page becomes one request: leaves of the cascades, the first claimant stands for the unnamed', () => {
  expect(toCaseNew(filled)).toEqual({
    source: 'visit',
    type: 'labour.wages',
    village: 'g2',
    place: '',
    story: '拖欠 22 名工人两个月工资',
    parties: [
      { side: 'claimant', kind: 'person', name: '张大明', phone: '13800005678', people: 21 },
      { side: 'claimant', kind: 'person', name: '黄小红' },
      { side: 'respondent', kind: 'organisation', name: '示例五金厂（负责人 李某）' },
    ],
    facts: { people: 22, amount: 416_000, since: '2026-09', sensitive: true },
    paths: ['调解'],
    willing: null,
    litigation: false,
    needsDepartment: true,
  });
});

test('an anonymous visitor leaves no name behind', () => {
  expect(toCaseNew({ ...filled, anonymous: true }).parties[0]).toEqual({
    side: 'claimant',
    kind: 'person',
    name: '',
    people: 22,
  });
});

test('what must be filled in is counted and named', () => {
  expect(checks(emptyDraft(now)).map(({ label, missing }) => [label, missing?.field ?? null])).toEqual([
    ['姓名', 'claimant-0'],
    ['一共几人', null],
    ['类型', 'type'],
    ['发生地', 'village'],
    ['对方', 'respondent-0'],
    ['经过与诉求', 'story'],
  ]);
  expect(checks(filled).every(({ missing }) => missing === null)).toBe(true);
  expect(
    checks({ ...filled, claimants: [{ name: '张大明', phone: '没有', idNumber: '4407' }] }).flatMap(
      ({ missing }) => missing?.message ?? [],
    ),
  ).toEqual(['电话号码格式不对', '身份证号应为 18 位']);
});

test('organisations are known by the last word of their name', () => {
  expect(['示例五金厂（负责人 李某）', '石桥村委会', '示例小学', '李小厂长', '王大明'].map(isOrganisation)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test('a fresh page is not a draft', () => {
  expect([isTouched(emptyDraft(now)), isTouched(filled)]).toEqual([false, true]);
});

test('points stand beside the field they come from', () => {
  const items = [
    { label: '涉及 22 人（10–29 人）', points: 15 },
    { label: '有扬言、暴力或自伤', points: 30 },
    { label: '曾报警 1 次', points: 5 },
    { label: '已调不成 1 次', points: 5 },
    { label: '拖了 8 个月（超过 6 个月）', points: 5 },
    { label: '金额 41.6 万元（20 万元以上）', points: 7 },
    { label: '集体访、越级访或网络舆情', points: 10 },
    { label: '涉未成年人、孕妇、老人或精神障碍', points: 10 },
    { label: '敏感事项', points: 15 },
    { label: '敏感节点', points: 5 },
  ];
  expect(pointsByField(items)).toEqual({
    people: 15,
    violence: 30,
    policeReports: 5,
    failedMediations: 5,
    since: 5,
    amount: 7,
    collective: 10,
    vulnerable: 10,
    sensitive: 15,
    sensitiveTime: 5,
  });
});
