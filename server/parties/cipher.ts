import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from '../platform/secrets.ts';

/** Where a sealed value lives; it opens only there. */
export interface FieldPlace {
  /** `party.phone` */
  readonly field: string;
  /** Id of the row. */
  readonly row: string;
}

/** What may be searched for without being readable. */
export type BlindKind = 'name' | 'phone' | 'phone-tail' | 'id-number' | 'place' | 'shingle' | 'login';

/** Seals personal data field by field, and makes keyed hashes by which it can still be found. */
export interface FieldCipher {
  seal(text: string, at: FieldPlace): Buffer;
  /** Throws when the value was moved to another field or row, or was changed. */
  open(sealed: Buffer, at: FieldPlace): string;
  /** A keyed hash of 16 bytes of the normalised value. */
  blind(kind: BlindKind, value: string): Buffer;
}

const version = 1;
const nonceLength = 12;
const tagLength = 16;

/** AES-256-GCM with a key of this installation; the additional data is the field and the row. */
export function fieldCipher(secrets: Secrets): FieldCipher {
  const key = secrets.key('personal-fields');
  const blindKey = secrets.key('blind-index');
  return {
    seal(text, at) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad(at));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, at) {
      if (sealed[0] !== version)
        throw new Error(`Expected a sealed value of version ${version} in ${at.field} but got ${sealed[0]}`);
      const nonce = sealed.subarray(1, 1 + nonceLength);
      const tag = sealed.subarray(1 + nonceLength, 1 + nonceLength + tagLength);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(aad(at)).setAuthTag(tag);
      return decipher.update(sealed.subarray(1 + nonceLength + tagLength), undefined, 'utf8') + decipher.final('utf8');
    },
    blind: (kind, value) => createHmac('sha256', blindKey).update(`${kind}\0${value}`).digest().subarray(0, 16),
  };
}

const aad = ({ field, row }: FieldPlace) => Buffer.from(`${field}|${row}`);

const ciphers = new WeakMap<Secrets, FieldCipher>();

/** The cipher of these secrets; made once. */
export function cipherOf({ secrets }: { readonly secrets: Secrets }): FieldCipher {
  const known = ciphers.get(secrets);
  if (known) return known;
  const cipher = fieldCipher(secrets);
  ciphers.set(secrets, cipher);
  return cipher;
}
