import { createHmac } from 'node:crypto';
import type { KeyedDigestFor } from '../partners/agreement-directory.ts';

/**
 * HMAC-SHA-256 under a key of the reader's own for each key that an agreement names: another reader, or another key, gets other tokens of
 * the same value. A key is rotated by naming another.
 */
export function pseudonyms(rootKey: Uint8Array): KeyedDigestFor {
  return reader => {
    const keys = new Map<string, Buffer>();
    return (name, text) => {
      const key = keys.get(name) ?? createHmac('sha256', rootKey).update(`${reader}\n${name}`).digest();
      keys.set(name, key);
      return createHmac('sha256', key).update(text).digest('base64url').slice(0, 27);
    };
  };
}
