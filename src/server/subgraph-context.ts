import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify, SignJWT } from 'jose';
import { contentHash } from '../consignment/canonical-json.ts';
import type { AgreementDirectory } from '../partners/agreement-directory.ts';
import { partnerAccessKeys } from '../partners/partner.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { Viewer } from '../policy/viewer.ts';
import { type HubSigningKey, SIGNING_ALGORITHM } from '../store/hub-keys.ts';
import { type Caller, unauthenticated } from './caller.ts';
import { EMBEDDED_ISSUER } from './token-verifier.ts';

/** `aud` and `typ` of a context: no subgraph takes an access token for one, and the hub takes no context for an access token. */
export const SUBGRAPH_AUDIENCE = 'corridor-subgraph';
const CONTEXT_TYPE = 'corridor-context+jwt';
export const CONTEXT_SECONDS = 60;

export interface Directories {
  readonly partners: PartnerDirectory;
  readonly agreements: AgreementDirectory;
}

/** Who asks, for which purpose and under which agreements, signed by the hub for its own subgraphs. */
export async function signContext(
  key: HubSigningKey,
  caller: Caller,
  { agreements }: Directories,
  now: Date,
): Promise<string> {
  const { viewer, partner, sub, client, scopes, expiresAt = now } = caller;
  const whom =
    viewer.sees === 'ALL' ? { role: viewer.role } : { corridor_partner: viewer.partner, purpose: viewer.purpose };
  const claims = {
    ...whom,
    sub,
    client_id: client,
    scope: [...scopes].join(' '),
    looked_as: viewer.sees === 'OWN' && partner === undefined,
    agreements: agreementsDigest(viewer, agreements, now),
    access_until: Math.floor(expiresAt.getTime() / 1000),
  };
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: key.kid, typ: CONTEXT_TYPE })
    .setIssuer(EMBEDDED_ISSUER)
    .setAudience(SUBGRAPH_AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + CONTEXT_SECONDS)
    .sign(key.privateKey);
}

/** The caller of a context; throws UNAUTHENTICATED for anything else, one made under agreements that are not in force here included. */
export function contextVerifier(keys: JWTVerifyGetKey, directories: Directories, now: () => Date) {
  return async (authorization: string | undefined): Promise<Caller> => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw unauthenticated('a subgraph answers the gateway of its hub and nobody else');
    return callerOf(await verified(token, keys, now()), directories, now());
  };
}

function callerOf(claims: JWTPayload, { partners, agreements }: Directories, now: Date): Caller {
  const viewer = viewerOf(claims, partners);
  if (!viewer || agreementsDigest(viewer, agreements, now) !== claims.agreements)
    throw unauthenticated('the context was made under other agreements than are in force here');
  const partner = viewer.sees === 'OWN' && claims.looked_as !== true ? partners.get(viewer.partner) : undefined;
  return {
    viewer,
    sub: claims.sub ?? '',
    client: String(claims.client_id),
    scopes: new Set(String(claims.scope).split(' ')),
    partner,
    expiresAt: new Date(Number(claims.access_until) * 1000),
  };
}

async function verified(token: string, keys: JWTVerifyGetKey, now: Date): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: EMBEDDED_ISSUER,
      audience: SUBGRAPH_AUDIENCE,
      typ: CONTEXT_TYPE,
      algorithms: [SIGNING_ALGORITHM],
      requiredClaims: ['exp', 'client_id', 'agreements', 'access_until'],
      currentDate: now,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw unauthenticated(`this is no context of the hub: ${error.message}`);
    throw error;
  }
}

function viewerOf({ role, sub = '', ...claims }: JWTPayload, partners: PartnerDirectory): Viewer | undefined {
  if (role === 'operator' || role === 'analyst') return { sees: 'ALL', role, subject: sub };
  const partner = partners.get(String(claims.corridor_partner));
  if (!partner) return undefined;
  const { id, country } = partner;
  const purpose = String(claims.purpose ?? '');
  return { sees: 'OWN', partner: id, country, purpose, accessKeys: partnerAccessKeys(partner) };
}

/** Of what lets the viewer read and follow now; the same on every process that has read the same files. */
function agreementsDigest(viewer: Viewer, agreements: AgreementDirectory, now: Date): string {
  return contentHash(
    (['query', 'subscribe'] as const).map(operation => agreements.policyFor(viewer, operation, now).digest),
  );
}
