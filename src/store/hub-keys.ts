import { randomBytes } from 'node:crypto';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { CorridorError } from '../errors.ts';
import type { Sql, TransactionSql } from './database.ts';
import { unwrapKey, wrapKey } from './key-wrap.ts';
import { setVault } from './vault.ts';

/** A key pair that the hub signs with. `kid` is the JWK thumbprint (RFC 7638). */
export interface HubSigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  /** With `kid`, `alg` and `use`, as it stands in `/.well-known/jwks.json`. */
  readonly publicJwk: JWK;
}

/** The keys that every node of a database shares. Of several, the first signs and all verify; one that is to sign soon comes last. */
export interface HubKeys {
  readonly cursorKey: Uint8Array;
  /** From which the keys are derived by which agreements have values digested. */
  readonly pseudonymKey: Uint8Array;
  /** From which the secret of each webhook is derived. */
  readonly webhookKey: Uint8Array;
  readonly tokenKeys: readonly HubSigningKey[];
  readonly receiptKeys: readonly HubSigningKey[];
  /** Seals the seeds of random selection. It is never replaced: seeds that were announced must be opened by it. */
  readonly randomKey: Uint8Array;
}

export type Purpose = 'cursor' | 'pseudonym' | 'webhook' | 'token' | 'receipt' | 'random';

export interface OpenKey {
  readonly id: string;
  readonly purpose: Purpose;
  readonly bytes: Uint8Array;
}

/** RFC 7518: what every JOSE library verifies. */
export const SIGNING_ALGORITHM = 'ES256';

const PURPOSES: readonly Purpose[] = ['cursor', 'pseudonym', 'webhook', 'token', 'receipt', 'random'];
/** Secrets of the hub alone; the others are key pairs. */
const SECRETS: ReadonlySet<Purpose> = new Set(['cursor', 'pseudonym', 'webhook', 'random']);
const SECRET_BYTES = 32;
/** Any constant will do, as long as every hub of a database uses the same. */
const KEYS_LOCK = 26_774_369;

/**
 * Opens the hub's keys and makes those that are missing; of several nodes that start at once, the first makes them. A secret that does
 * not open what is there makes nothing: CONFIGURATION. Whoever has the keys opens what is sealed in the database too.
 */
export async function loadHubKeys(sql: Sql, secret: string, opened: OpenedKeys = new Map()): Promise<HubKeys> {
  const open = await sql.begin(async transaction => {
    await transaction`select pg_advisory_xact_lock(${KEYS_LOCK})`;
    const found = await openKeys(transaction, secret, opened);
    const missing = PURPOSES.filter(purpose => !found.some(key => key.purpose === purpose));
    const made = await Promise.all(missing.map(makeKey));
    for (const key of made) await insertKey(transaction, key, secret);
    return [...made, ...found];
  });
  setVault(sql, () => secret);
  return hubKeys(open);
}

/** Keys opened before, by id: opening one takes a while, on purpose. */
export type OpenedKeys = Map<string, OpenKey>;

/** The keys as they stand by now, without making any. */
export async function readHubKeys(sql: Sql, secret: string, opened: OpenedKeys): Promise<HubKeys> {
  return hubKeys(await openKeys(sql, secret, opened));
}

async function hubKeys(open: readonly OpenKey[]): Promise<HubKeys> {
  const signing = (purpose: Purpose) => Promise.all(open.filter(key => key.purpose === purpose).map(signingKey));
  return {
    cursorKey: secretOf(open, 'cursor'),
    pseudonymKey: secretOf(open, 'pseudonym'),
    webhookKey: secretOf(open, 'webhook'),
    randomKey: secretOf(open, 'random'),
    tokenKeys: await signing('token'),
    receiptKeys: await signing('receipt'),
  };
}

function secretOf(open: readonly OpenKey[], purpose: Purpose): Uint8Array {
  return open.find(key => key.purpose === purpose)?.bytes ?? new Uint8Array();
}

/** What signed receipts is needed for ever. */
async function openKeys(sql: Sql | TransactionSql, secret: string, opened: OpenedKeys): Promise<OpenKey[]> {
  const rows = await sql<{ id: string; purpose: Purpose; wrappedKey: string }[]>`
    select id, purpose, wrapped_key as "wrappedKey" from hub_key
    where purpose = any(${[...PURPOSES]}) and (retires_at is null or retires_at > now() or purpose = 'receipt')
    order by created_at > now(), created_at desc, id`;
  const open: OpenKey[] = [];
  for (const { id, purpose, wrappedKey } of rows) {
    const known = opened.get(id);
    const key = known?.purpose === purpose ? known : { id, purpose, bytes: await unwrapKey(secret, id, wrappedKey) };
    opened.set(id, key);
    open.push(key);
  }
  return open;
}

/** Purposes whose keys are replaced. */
export type SigningPurpose = Extract<Purpose, 'token' | 'receipt'>;

export interface Rotation {
  readonly kid: string;
  readonly signsFrom: Date;
  /** Until when what the keys before it signed holds. */
  readonly retiresAt: Date;
}

export interface RotationOrder {
  readonly purpose: SigningPurpose;
  /** How long what the keys before it signed still holds. */
  readonly overlapSeconds: number;
  /** How long the new one is published before it signs. */
  readonly leadSeconds?: number;
}

/** Every node has it by then: each looks every five seconds (watch-keys.ts). */
const LEAD_SECONDS = 15;

/** Makes a key that signs from soon on; what the ones before it signed holds until the overlap is over. */
export async function rotateKeys(
  sql: Sql,
  secret: string,
  { purpose, overlapSeconds, leadSeconds = LEAD_SECONDS }: RotationOrder,
): Promise<Rotation> {
  const key = await makeKey(purpose);
  return sql.begin(async transaction => {
    await transaction`select pg_advisory_xact_lock(${KEYS_LOCK})`;
    await openKeys(transaction, secret, new Map()); // a wrong secret makes nothing
    await transaction`
      update hub_key set retires_at = now() + make_interval(secs => ${overlapSeconds})
      where purpose = ${purpose} and (retires_at is null or retires_at > now() + make_interval(secs => ${overlapSeconds}))`;
    await insertKey(transaction, key, secret);
    const [row] = await transaction<Omit<Rotation, 'kid'>[]>`
      update hub_key set created_at = now() + make_interval(secs => ${Math.min(leadSeconds, overlapSeconds)})
      where id = ${key.id}
      returning created_at as "signsFrom", now() + make_interval(secs => ${overlapSeconds}) as "retiresAt"`;
    if (!row) throw new CorridorError('INTERNAL', 'report-bug', 'the new key was not written');
    return { kid: key.id, ...row };
  });
}

export interface StandingKey {
  readonly kid: string;
  readonly purpose: SigningPurpose;
  readonly signsFrom: Date;
  readonly retiresAt: Date | null;
}

/** The pairs that sign or signed, newest first. */
export function signingKeys(sql: Sql): Promise<StandingKey[]> {
  return sql<StandingKey[]>`
    select id as kid, purpose, created_at as "signsFrom", retires_at as "retiresAt" from hub_key
    where purpose in ('token', 'receipt') order by purpose desc, created_at desc`;
}

async function insertKey(sql: TransactionSql, { id, purpose, bytes }: OpenKey, secret: string): Promise<void> {
  const publicKey = SECRETS.has(purpose) ? null : sql.json(publicPart(bytes) as never);
  await sql`
    insert into hub_key (id, purpose, public_key, wrapped_key, created_at)
    values (${id}, ${purpose}, ${publicKey}, ${await wrapKey(secret, id, bytes)}, now())`;
}

async function makeKey(purpose: Purpose): Promise<OpenKey> {
  if (SECRETS.has(purpose)) return { id: purpose, purpose, bytes: randomBytes(SECRET_BYTES) };
  const pair = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  return { id: await calculateJwkThumbprint(jwk), purpose, bytes: Buffer.from(JSON.stringify(jwk)) };
}

async function signingKey({ id, bytes }: OpenKey): Promise<HubSigningKey> {
  const privateKey = (await importJWK(privateJwk(bytes), SIGNING_ALGORITHM)) as CryptoKey;
  return { kid: id, privateKey, publicJwk: { ...publicPart(bytes), kid: id, alg: SIGNING_ALGORITHM, use: 'sig' } };
}

/** Taken from the private key, never from the table: who can write a table must not choose what the hub's signatures verify with. */
function publicPart(bytes: Uint8Array): JWK {
  const { kty, crv, x, y } = privateJwk(bytes);
  return { kty, crv, x, y } as JWK;
}

function privateJwk(bytes: Uint8Array): JWK {
  return JSON.parse(Buffer.from(bytes).toString()) as JWK;
}
