import { expect, test } from 'vitest';
import { mailAddress, mailName, oneLine } from '../../../server/mail/address.ts';

test.each([
  ['zhou@kaiping.gov.cn', 'zhou@kaiping.gov.cn'],
  ['lao-dong.jian_cha+1@rsj.kaiping.example', 'lao-dong.jian_cha+1@rsj.kaiping.example'],
  ['bangongshi@人社局.中国', 'bangongshi@xn--gmqp34afuw.xn--fiqs8s'],
])('%s is one plain address', (text, plain) => {
  expect(mailAddress(text)).toBe(plain);
});

test.each([
  '',
  'a',
  '@b.cn',
  'a@b',
  'a@b.cn\r\nRCPT TO:<evil@evil.com>',
  'a@b.cn\nBcc: evil@evil.com',
  'a@b.cn,evil@evil.com',
  'a@b.cn;evil@evil.com',
  'g: a@b.cn, evil@evil.com;',
  'a@b.cn>, <evil@evil.com',
  'Zhou <a@b.cn>',
  '"a b"@b.cn',
  'a(comment)@b.cn',
  'a@b.cn (comment)',
  'a@[127.0.0.1]',
  'a@127.0.0.1',
  'a..b@b.cn',
  '.a@b.cn',
  'a.@b.cn',
  'a@-b.cn',
  'a@b..cn',
  'a@b.cn.',
  'a b@b.cn',
  'a@b%0d%0a.cn',
  'a\u0000@b.cn',
  'a\u202e@b.cn',
  'а@b.cn',
  `${'a'.repeat(65)}@b.cn`,
  `a@${'b'.repeat(250)}.cn`,
])('%j is not', (text) => {
  expect(mailAddress(text)).toBeUndefined();
});

test('a name cannot end its header', () => {
  expect(mailName('周文华\r\nBcc: evil@evil.com <x@y.cn>, "z"')).toBe('周文华 Bcc evilevil.com xy.cn z');
});

test('a line has no breaks, controls or marks that turn the writing, and a limit', () => {
  expect(oneLine('【交办单】\r\nX-Evil: 1\u0000\u202eabc', 200)).toBe('【交办单】 X-Evil: 1 abc');
  expect(oneLine('好'.repeat(300), 200)).toHaveLength(200);
});
