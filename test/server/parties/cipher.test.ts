import { expect, test } from 'vitest';
import { fieldCipher } from '../../../server/parties/cipher.ts';
import { secretsFrom } from '../../../server/platform/secrets.ts';

const cipher = fieldCipher(secretsFrom('a secret of the tests that is long enough'));
const at = { field: 'party.phone', row: '0190a000-0000-7000-8000-000000000001' };

test('opens what it sealed, and seals the same text differently each time', () => {
  const [one, two] = [cipher.seal('13812345678', at), cipher.seal('13812345678', at)];
  expect([cipher.open(one, at), cipher.open(two, at)]).toEqual(['13812345678', '13812345678']);
  expect(one.equals(two)).toBe(false);
  expect(one.toString('latin1')).not.toContain('1381234');
});

test.each([
  ['another field', { ...at, field: 'party.id_number' }],
  ['another row', { ...at, row: '0190a000-0000-7000-8000-000000000002' }],
])('does not open in %s', (_, place) => expect(() => cipher.open(cipher.seal('13812345678', at), place)).toThrow());

test('does not open when a bit was turned, anywhere', () => {
  const sealed = cipher.seal('张三', at);
  for (let byte = 0; byte < sealed.length; byte++) {
    const turned = Buffer.from(sealed);
    turned[byte]! ^= 1;
    expect(() => cipher.open(turned, at)).toThrow();
  }
});

test('does not open with another secret', () => {
  const other = fieldCipher(secretsFrom('another secret of the tests, long enough'));
  expect(() => other.open(cipher.seal('张三', at), at)).toThrow();
  expect(other.blind('name', '张三').equals(cipher.blind('name', '张三'))).toBe(false);
});

test('the blind index is the same for the same value, and tells kinds apart', () => {
  expect(cipher.blind('phone', '5678').equals(cipher.blind('phone', '5678'))).toBe(true);
  expect(cipher.blind('phone', '5678').equals(cipher.blind('phone-tail', '5678'))).toBe(false);
  expect(cipher.blind('phone', '5678')).toHaveLength(16);
});
