import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import type { HubKeyring } from '../store/hub-keyring.ts';

/** A new key is published for three times as long before it signs. */
const EVERY_MS = 5_000;

/** Takes up the keys that a rotation made, and lets go those whose overlap is over; answers how to stop. */
export function watchKeys(keyring: HubKeyring, onError: (error: unknown) => void): () => void {
  const timer = setInterval(() => void keyring.refresh().catch(onError), EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Finds the key of a token of the hub's own; one that is not known is looked for once, as another node may just have made it. */
export function keysOf(keyring: HubKeyring): JWTVerifyGetKey {
  let [of, find] = [keyring.tokenKeys, createLocalJWKSet(keyring.tokenKeys)];
  const found: JWTVerifyGetKey = (header, token) => {
    if (of !== keyring.tokenKeys) [of, find] = [keyring.tokenKeys, createLocalJWKSet(keyring.tokenKeys)];
    return find(header, token);
  };
  return async (header, token) => {
    try {
      return await found(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await keyring.seek();
      return found(header, token);
    }
  };
}
