import { type JWTPayload, SignJWT } from 'jose';
import { CorridorError } from '../errors.ts';
import type { Partner } from '../partners/partner.ts';
import { type HubKeys, type HubSigningKey, SIGNING_ALGORITHM } from '../store/hub-keys.ts';
import { type Role, scopesOfPartner, scopesOfRole } from './caller.ts';
import { EMBEDDED_AUDIENCE, EMBEDDED_ISSUER } from './token-verifier.ts';

/** What a development token says, and for how long. */
export type TokenGrant = (
  | { readonly role: Role }
  | { readonly partner: Partner; readonly purpose: string | undefined; readonly person?: string | undefined }
) & { readonly ttlSeconds: number };

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** The newest of the hub's token keys. */
export function signingKeyOf({ tokenKeys: [newest] }: HubKeys): HubSigningKey {
  if (newest) return newest;
  throw new CorridorError('INTERNAL', 'report-bug', 'the hub has no key to sign tokens with');
}

/** A development token of the embedded issuer (RFC 9068). A deployment with people in it names its own issuer. */
export async function issueToken(key: HubSigningKey, grant: TokenGrant, now: Date): Promise<IssuedToken> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const expiry = issuedAt + grant.ttlSeconds;
  const token = await new SignJWT(claimsOf(grant))
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: key.kid, typ: 'at+jwt' })
    .setIssuer(EMBEDDED_ISSUER)
    .setAudience(EMBEDDED_AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiry)
    .setJti(crypto.randomUUID())
    .sign(key.privateKey);
  return { token, expiresAt: new Date(expiry * 1000) };
}

function claimsOf(grant: TokenGrant): JWTPayload {
  const client = { client_id: 'corridor-development' };
  if ('role' in grant) {
    return { ...client, sub: grant.role, role: grant.role, scope: scopesOfRole(grant.role).join(' ') };
  }
  const { partner, purpose, person } = grant;
  const scope = scopesOfPartner(partner, purpose).join(' ');
  const identity = { ...client, sub: person ?? `${partner.id}-development`, corridor_partner: partner.id, scope };
  return purpose === undefined ? identity : { ...identity, purpose };
}
