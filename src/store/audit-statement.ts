import { CompactSign, type CompactVerifyGetKey, compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import type { ChainHead } from '../audit/audit-chain.ts';
import type { AuditDay } from '../audit/audit-day.ts';
import { canonicalJson } from '../consignment/canonical-json.ts';
import { type HubSigningKey, SIGNING_ALGORITHM } from './hub-keys.ts';

/** What the hub signs about its receipts, by the `typ` of the JWS, so that one kind can never pass for another. */
export const HEAD_TYPE = 'corridor-receipt-head';
export const DAY_TYPE = 'corridor-receipt-day';

const ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519'];
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const day = z.iso.date();
const count = z.int().nonnegative();

const headStatement = z.strictObject({ node: z.string(), partner: z.string(), day, seq: count, hash });
const dayStatement = z.strictObject({
  partner: z.string(),
  day,
  root: hash,
  receipts: count,
  heads: z.array(z.strictObject({ node: z.string(), seq: count, hash })),
  prev: hash,
});

/** A compact JWS (RFC 7515) over the statement's canonical JSON. */
export function signStatement(key: HubSigningKey, typ: string, statement: ChainHead | AuditDay): Promise<string> {
  return new CompactSign(Buffer.from(canonicalJson(statement)))
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: key.kid, typ })
    .sign(key.privateKey);
}

/** The head that a JWS states; undefined where its signature does not hold, or it states something else. */
export async function openHead(jws: string, keys: JSONWebKeySet): Promise<ChainHead | undefined> {
  const payload = await verifiedPayload(jws, createLocalJWKSet(keys), HEAD_TYPE);
  return headStatement.safeParse(payload).data;
}

export async function openDay(jws: string, keys: JSONWebKeySet): Promise<AuditDay | undefined> {
  const payload = await verifiedPayload(jws, createLocalJWKSet(keys), DAY_TYPE);
  return dayStatement.safeParse(payload).data;
}

async function verifiedPayload(jws: string, keys: CompactVerifyGetKey, typ: string): Promise<unknown> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, keys, { algorithms: ALGORITHMS });
    return protectedHeader.typ === typ ? JSON.parse(Buffer.from(payload).toString('utf8')) : undefined;
  } catch {
    return undefined;
  }
}
