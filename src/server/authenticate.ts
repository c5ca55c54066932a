import type { JWTPayload } from 'jose';
import { type Partner, partnerAccessKeys } from '../partners/partner.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { OneTimeToken } from '../store/used-tokens.ts';
import { ANONYMOUS, type Caller, isRole, ROLES, scopesOfPartner, scopesOfRole, unauthenticated } from './caller.ts';
import { faultOfBinding, thumbprintOf } from './token-binding.ts';
import type { TokenVerifier, VerifiedClaims } from './token-verifier.ts';

/**
 * The caller behind an `Authorization` header, with the `Client-Cert` field of the terminator of its TLS; nobody where there is none; throws
 * UNAUTHENTICATED for a token that does not hold.
 */
export type Authenticate = (authorization: string | undefined, clientCert?: FieldValue) => Promise<Caller>;
type FieldValue = string | readonly string[] | undefined;

export interface Authentication {
  readonly verify: TokenVerifier;
  readonly partners: PartnerDirectory;
  /** Whether `Client-Cert` comes from a terminator in front, and not from whoever asks. */
  readonly trustsClientCert: boolean;
  /** False: the one-time token was used before. */
  readonly takeOnce: (token: OneTimeToken) => Promise<boolean>;
}

export function createAuthenticate(authentication: Authentication): Authenticate {
  const { verify, partners, trustsClientCert } = authentication;
  const callers = new WeakMap<JWTPayload, Caller>();
  const callerAgain = (claims: JWTPayload): Caller => {
    const known = callers.get(claims);
    if (known && known.partner === (known.partner && partners.get(known.partner.id))) return known;
    const caller = callerOf(claims, partners);
    callers.set(claims, caller);
    return caller;
  };
  return async (authorization, clientCert) => {
    if (authorization === undefined || authorization === '') return ANONYMOUS;
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw unauthenticated('the Authorization header is not of the form: Bearer <token>');
    const claims = await verify(token);
    const caller = callerAgain(claims);
    const thumbprint = trustsClientCert && typeof clientCert === 'string' ? thumbprintOf(clientCert) : undefined;
    const unbound = faultOfBinding(claims, caller.partner?.accessTokens?.mutualTls ?? false, thumbprint);
    if (unbound) throw unauthenticated(unbound);
    if (caller.partner?.accessTokens?.oneTime) await assertFirstUse(claims, authentication);
    return caller;
  };
}

/** Last of all, so that a token that does not hold otherwise is not used up. */
async function assertFirstUse({ iss = '', jti, exp = 0 }: JWTPayload, { takeOnce }: Authentication): Promise<void> {
  if (!jti) throw unauthenticated('the partner’s tokens are for one use, and this one has no jti');
  if (await takeOnce({ issuer: iss, jti, expiresAt: new Date(exp * 1000) })) return;
  throw unauthenticated('the token was used before, and is for one use');
}

/** A token speaks for one partner or for one role of the hub, never for both. */
function callerOf(claims: VerifiedClaims, partners: PartnerDirectory): Caller {
  const { role, corridor_partner: partnerId } = claims;
  if (role !== undefined && partnerId !== undefined) throw unauthenticated('the token names a partner and a role');
  if (role !== undefined) return callerInRole(claims, role);
  const partner = typeof partnerId === 'string' ? partners.get(partnerId) : undefined;
  if (!partner) throw unauthenticated('the token names no partner of this hub');
  return callerOfPartner(claims, partner);
}

function callerInRole(claims: VerifiedClaims, role: unknown): Caller {
  if (!isRole(role)) throw unauthenticated(`the token's role is none of ${ROLES.join(', ')}`);
  const viewer = { sees: 'ALL', role, subject: claims.sub ?? '' } as const;
  return { viewer, ...namesIn(claims), scopes: granted(claims, scopesOfRole(role)), expiresAt: endOf(claims) };
}

function callerOfPartner(claims: VerifiedClaims, partner: Partner): Caller {
  const purpose = purposeOf(claims, partner);
  const viewer = {
    sees: 'OWN',
    partner: partner.id,
    country: partner.country,
    purpose: purpose ?? '',
    accessKeys: partnerAccessKeys(partner),
  } as const;
  const scopes = granted(claims, scopesOfPartner(partner, purpose));
  return { viewer, ...namesIn(claims), scopes, partner, expiresAt: endOf(claims) };
}

/** One purpose a request, from the token (law 4.6), and only one that the partner has declared. */
function purposeOf(claims: JWTPayload, partner: Partner): string | undefined {
  if (claims.purpose === undefined) return undefined;
  const declared = partner.purposes.find(each => each === claims.purpose);
  if (declared === undefined) throw unauthenticated(`the token's purpose is none that ${partner.id} has declared`);
  return declared;
}

/** The issuer grants scopes, but never more than the role or the partner can have here. */
function granted(claims: JWTPayload, most: readonly string[]): ReadonlySet<string> {
  const asked = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
  return new Set(asked.filter(scope => most.includes(scope)));
}

function namesIn({ sub = '', client_id, signedBy }: VerifiedClaims): Pick<Caller, 'sub' | 'client' | 'signedBy'> {
  return { sub, client: String(client_id), signedBy };
}

function endOf({ exp = 0 }: JWTPayload): Date {
  return new Date(exp * 1000);
}
