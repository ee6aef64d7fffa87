import { expect, test } from 'vitest';
import { maskIdNumber, maskName, maskPhone, normalise, partiesLabel } from '../../../server/parties/mask.ts';

test.each([
  ['张三', '张某'],
  ['张小三', '张某某'],
  ['欧阳锋', '欧阳某'],
  ['欧阳小锋', '欧阳某某'],
  ['司徒', '司某'],
  ['阿依古丽·买买提', '阿某某'],
  ['John Smith', 'J***'],
  ['', ''],
])('%s is shown as %s', (name, masked) => expect(maskName(name)).toBe(masked));

test('an organisation keeps its name', () => expect(maskName('示例五金厂', 'organisation')).toBe('示例五金厂'));

test.each([
  ['13812345678', '138****5678'],
  ['+86 138-1234-5678', '861****5678'],
  ['0750-2612345', '075****2345'],
  ['12345', '****45'],
])('%s is shown as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked));

test('an id number keeps the division and the end', () =>
  expect(maskIdNumber('440700199001011234')).toBe('4407**********1234'));

test('what is typed differently is found alike', () => {
  expect([
    normalise.name(' 张 三 '),
    normalise.name('阿依·古丽'),
    normalise.phone('+86 138-1234-5678'),
    normalise.phone('１３８１２３４５６７８'),
    normalise.idNumber(' 44070019900101123x'),
  ]).toEqual([...['张三', '阿依古丽', '13812345678', '13812345678', '44070019900101123X']]);
});

const party = (
  side: 'claimant' | 'respondent',
  name: string,
  people = 1,
  kind: 'person' | 'organisation' = 'person',
) => ({ side, name, people, kind });
test.each([
  ['two people', [party('claimant', '张小三'), party('respondent', '李四')], '张某某 / 李某'],
  [
    'one of many',
    [party('claimant', '张小三', 22), party('respondent', '示例五金厂', 1, 'organisation')],
    '张某某等 22 人 / 示例五金厂',
  ],
  [
    'several entries',
    [party('claimant', '张三'), party('claimant', '李四', 2), party('respondent', '王五')],
    '张某等 3 人 / 王某',
  ],
  ['nobody named', [party('claimant', '')], '匿名'],
] as const)('label of %s', (_, parties, label) => expect(partiesLabel(parties)).toBe(label));
