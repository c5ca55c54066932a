import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { ExternalIssuer } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { unauthenticated } from './caller.ts';
import { faultOfToken } from './token-form.ts';

/** Claims, with the name of the hub's own key that signed them. */
export interface VerifiedClaims extends JWTPayload {
  readonly signedBy?: string | undefined;
}

/** The claims of a token whose signature, issuer, audience and lifetime hold; throws UNAUTHENTICATED for any other. */
export type TokenVerifier = (token: string) => Promise<VerifiedClaims>;

/** `iss` and `aud` of the hub's own tokens. */
export const EMBEDDED_ISSUER = 'urn:corridor:hub';
export const EMBEDDED_AUDIENCE = 'urn:corridor:graph';

/** Signatures only: with a symmetric algorithm, whoever reads a public key could sign (RFC 8725 section 2.1). */
const ALGORITHMS = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];
const EMBEDDED_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256'];
const DISCOVERY_TIMEOUT_MS = 5_000;

/**
 * A key that is not known is asked for, at most once a second: a token signed with a key that was just published holds, and who sends made-up
 * key names costs the issuer one request a second.
 */
const KEY_SET_RULES = { timeoutDuration: DISCOVERY_TIMEOUT_MS, cooldownDuration: 1_000 };

/** Faults of the token itself; every other fault is the issuer's, who cannot be asked. */
const TOKEN_FAULTS = [
  errors.JWTInvalid,
  errors.JWTExpired,
  errors.JWTClaimValidationFailed,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

interface Expectation {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: string[];
}

/** What is no token in form is not tried. */
export function wellFormed(verify: TokenVerifier): TokenVerifier {
  return async token => {
    const fault = faultOfToken(token);
    if (fault) throw unauthenticated(fault);
    return verify(token);
  };
}

/** RFC 9068 section 4: type, issuer, audience, algorithm, signature and lifetime, in one place for every issuer. */
async function verify(token: string, keys: JWTVerifyGetKey, expected: Expectation): Promise<VerifiedClaims> {
  try {
    const rules = { ...expected, typ: 'at+jwt', requiredClaims: ['exp', 'sub', 'client_id'] };
    const { payload, protectedHeader } = await jwtVerify(token, keys, rules);
    return { ...payload, signedBy: protectedHeader.kid };
  } catch (error) {
    if (TOKEN_FAULTS.some(fault => error instanceof fault)) throw refusal(error as Error);
    throw unreachable(expected.issuer, error);
  }
}

function refusal(error: Error): CorridorError {
  return unauthenticated(`the token is not valid: ${error.message}`);
}

function unreachable(issuer: string, error: unknown): CorridorError {
  if (error instanceof CorridorError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const message = `the keys of the issuer ${issuer} cannot be read: ${reason}`;
  return new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', message);
}

/** For the tokens that the hub itself issues. */
export function embeddedVerifier(keys: JWTVerifyGetKey): TokenVerifier {
  const expected = { issuer: EMBEDDED_ISSUER, audience: EMBEDDED_AUDIENCE, algorithms: EMBEDDED_ALGORITHMS };
  return token => verify(token, keys, expected);
}

/** For an external OAuth 2 issuer. Its metadata is asked for by the first token, and again until it answers. */
export function externalVerifier({ url, audience }: ExternalIssuer): TokenVerifier {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const keys: JWTVerifyGetKey = async (header, token) => {
    found ??= discover(url).catch(error => {
      found = undefined;
      throw error;
    });
    return (await found)(header, token);
  };
  const expected = { issuer: url, audience, algorithms: ALGORITHMS };
  return async token => ({ ...(await verify(token, keys, expected)), signedBy: undefined });
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  for (const address of metadataAddresses(issuer)) {
    const response = await fetch(address, { signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS) });
    if (!response.ok) continue;
    const metadata = (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
    if (metadata.issuer === issuer && typeof metadata.jwks_uri === 'string') {
      return createRemoteJWKSet(new URL(metadata.jwks_uri), KEY_SET_RULES);
    }
  }
  throw new Error('no metadata names it and its jwks_uri');
}

/** OpenID Connect appends its path to the issuer; RFC 8414 section 3.1 puts its own before the issuer's path. */
function metadataAddresses(issuer: string): readonly URL[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    new URL(`${origin}${path}/.well-known/openid-configuration`),
    new URL(`${origin}/.well-known/oauth-authorization-server${path}`),
  ];
}
