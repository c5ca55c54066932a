import { createCipheriv, createDecipheriv } from 'node:crypto';
import { CorridorError } from '../errors.ts';
import { takeRandom } from './random-pool.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12; // NIST SP 800-38D 8.2.2: random, below 2^32 uses of a key
const TAG_BYTES = 16;
/** By how much sealed bytes are longer than those that they hold. */
const SEAL_BYTES = NONCE_BYTES + TAG_BYTES;

/** AES-256-GCM: nonce, text, tag. `of` names what is sealed, so that sealed bytes cannot be laid in another's place. */
export function sealBytes(key: Uint8Array, of: string, bytes: Uint8Array): Buffer {
  const into = Buffer.allocUnsafe(bytes.length + SEAL_BYTES);
  seal({ key, of, bytes }, into, 0);
  return into;
}

export interface Sealing {
  readonly key: Uint8Array;
  readonly of: string;
  readonly bytes: Uint8Array;
}

/** Each sealed for itself, one after the other in one piece of memory, with how long each is. */
export function sealTogether(sealings: readonly Sealing[]): { readonly sealed: Buffer; readonly lengths: number[] } {
  const lengths = sealings.map(({ bytes }) => bytes.length + SEAL_BYTES);
  const sealed = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + length, 0));
  let at = 0;
  for (const each of sealings) at = seal(each, sealed, at);
  return { sealed, lengths };
}

function seal({ key, of, bytes }: Sealing, into: Buffer, at: number): number {
  const nonce = takeRandom(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(of));
  const text = at + NONCE_BYTES;
  into.set(nonce, at);
  into.set(cipher.update(bytes), text);
  cipher.final(); // GCM is a stream: nothing is left
  into.set(cipher.getAuthTag(), text + bytes.length);
  return text + bytes.length + TAG_BYTES;
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
