import { randomBytes, scryptSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { CorridorError } from '../errors.ts';

const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** Key bytes as a JWE (RFC 7516, `dir`, A256GCM) under a key that scrypt derives from the secret; the header names the key, and is authentic. */
export function wrapKey(secret: string, id: string, key: Uint8Array): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return new CompactEncrypt(key)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id, salt: salt.toString('base64url') })
    .encrypt(scryptSync(secret, salt, KEY_BYTES));
}

export async function unwrapKey(secret: string, id: string, wrapped: string): Promise<Uint8Array> {
  try {
    const { salt } = decodeProtectedHeader(wrapped);
    const derived = scryptSync(secret, Buffer.from(String(salt), 'base64url'), KEY_BYTES);
    const { plaintext, protectedHeader } = await compactDecrypt(wrapped, derived);
    if (protectedHeader.kid === id) return plaintext;
  } catch {
    // Said below: to tell why would help only who guesses.
  }
  const message =
    'CORRIDOR_SECRET does not open the keys of this database: set it to the secret that this database was first started with';
  throw new CorridorError('CONFIGURATION', 'fix-query', message, { key: id });
}
