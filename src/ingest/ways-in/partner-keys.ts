import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CorridorError } from '../../errors.ts';
import { getGuarded } from '../../outbound/guarded-call.ts';
import type { Partner } from '../../partners/partner.ts';
import { type PartnerKey, readKeySet } from './partner-key.ts';

export type PartnerKeys = (partner: Partner) => Promise<readonly PartnerKey[]>;

/** A rotated key is honoured, and a withdrawn one is refused, after so long at the latest. */
const REMEMBERED_MS = 60_000;
const TIMEOUT_MS = 5_000;
const LARGEST_BYTES = 2 ** 18;

/** While the address does not answer, the keys last read count for so long and no longer: a withdrawn key must not outlive its owner's will. */
const LAST_GOOD_MS = 3_600_000;

interface Remembered {
  readonly keys: Promise<readonly PartnerKey[]>;
  readonly at: number;
  readonly lastGood?: { readonly keys: readonly PartnerKey[]; readonly at: number } | undefined;
}

/** The keys of partners that sign: from a file of theirs, read each time, or from the address of their JWKS. Without keys nothing is let in. */
export function createPartnerKeys(partnersDir: string, now: () => Date): PartnerKeys {
  const remembered = new Map<string, Remembered>();
  return async partner => {
    const source = partner.signing?.jwks ?? 'keys.json';
    if (!source.startsWith('https:')) return keysOfFile(partner, join(partnersDir, partner.id, source));
    const known = remembered.get(source);
    const at = now().getTime();
    if (known && at - known.at < REMEMBERED_MS) return known.keys;
    const { lastGood } = known ?? {};
    const keys = keysOfAddress(partner, source).catch(error => {
      if (lastGood && at - lastGood.at < LAST_GOOD_MS) return lastGood.keys;
      remembered.delete(source);
      throw error;
    });
    remembered.set(source, { keys, at, lastGood });
    const read = await keys;
    if (read !== lastGood?.keys) remembered.set(source, { keys, at, lastGood: { keys: read, at } });
    return read;
  };
}

async function keysOfFile(partner: Partner, file: string): Promise<readonly PartnerKey[]> {
  try {
    return readKeySet(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw unavailable(partner, file, error);
  }
}

async function keysOfAddress(partner: Partner, address: string): Promise<readonly PartnerKey[]> {
  try {
    const bounds = { hosts: [new URL(address).host], allowPrivate: false, timeoutMs: TIMEOUT_MS, bytes: LARGEST_BYTES };
    const { status, body } = await getGuarded(address, { accept: 'application/json' }, bounds);
    if (status !== 200) throw new Error(`status ${status}`);
    return readKeySet(JSON.parse(Buffer.from(body).toString('utf8')));
  } catch (error) {
    throw unavailable(partner, address, error);
  }
}

/** The sender may try again: nothing is wrong with its message. What is wrong with the keys is for the operator's log. */
function unavailable(partner: Partner, source: string, error: unknown): CorridorError {
  const message = `the keys of ${partner.id} cannot be read at the moment`;
  const failure = new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', message);
  failure.cause = new Error(`${source}: ${error instanceof Error ? error.message : String(error)}`);
  return failure;
}
