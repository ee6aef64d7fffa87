import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, scryptSync } from 'node:crypto';
import type { Secrets } from '../platform/secrets.ts';
import type { Manifest } from './manifest.ts';

/** scrypt's N; r is 8 and p is 1: 128 MB and about a third of a second a guess. */
const cost = 2 ** 17;

/** How the entries of an archive are sealed, and how its manifest is signed. */
export interface Seal {
  readonly encryption: Manifest['encryption'];
  /** AES-256-GCM bound to the entry's name: nonce, ciphertext, tag. Without a passphrase the content itself. */
  seal(name: string, content: Buffer): Buffer;
  /** Throws when the content was not sealed under this name and key. */
  open(name: string, sealed: Buffer): Buffer;
  /** HMAC-SHA-256 of the manifest, so that whoever has not the passphrase cannot make one; else its plain SHA-256. */
  digest(manifest: string): string;
}

const plain: Seal = {
  encryption: null,
  seal: (_name, content) => content,
  open: (_name, sealed) => sealed,
  digest: (manifest) => createHash('sha256').update(manifest).digest('hex'),
};

/** The seal of a new archive. */
export const newSeal = (passphrase: string | undefined): Seal =>
  passphrase === undefined
    ? plain
    : keyed(passphrase, { kdf: 'scrypt', salt: randomBytes(16).toString('base64url'), cost });

/** The seal of an archive that exists. */
export const sealOf = (passphrase: string, encryption: Manifest['encryption']): Seal =>
  encryption === null ? plain : keyed(passphrase, encryption);

function keyed(passphrase: string, encryption: NonNullable<Manifest['encryption']>): Seal {
  const { salt, cost: N } = encryption;
  const keys = scryptSync(passphrase, Buffer.from(salt, 'base64url'), 64, { N, r: 8, p: 1, maxmem: 2 ** 28 });
  const [content, signature] = [keys.subarray(0, 32), keys.subarray(32)];
  return {
    encryption,
    seal(name, plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', content, nonce).setAAD(Buffer.from(name));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(name, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', content, sealed.subarray(0, 12)).setAAD(Buffer.from(name));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
    },
    digest: (manifest) => createHmac('sha256', signature).update(manifest).digest('hex'),
  };
}

/** By which a secret is recognised, and from which it cannot be found. */
export const fingerprintOf = (secrets: Secrets): string => secrets.key('backup-fingerprint').toString('hex');
