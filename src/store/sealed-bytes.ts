import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { CorridorError } from '../errors.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12; // NIST SP 800-38D 8.2.2: random, below 2^32 uses of a key
const TAG_BYTES = 16;

/** AES-256-GCM: nonce, text, tag. `of` names what is sealed, so that sealed bytes cannot be laid in another's place. */
export function sealBytes(key: Uint8Array, of: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(of));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

export function openBytes(key: Uint8Array, of: string, sealed: Uint8Array): Buffer {
  try {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(of))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new CorridorError('INTERNAL', 'report-bug', `what is sealed of ${of} was changed, or has another key`);
  }
}
