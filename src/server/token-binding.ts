import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';

/** SHA-256 thumbprint of the certificate in a `Client-Cert` field (RFC 9440): a byte sequence between colons. */
export function thumbprintOf(clientCert: string | undefined): string | undefined {
  const der = /^:([A-Za-z0-9+/]+={0,2}):$/.exec(clientCert?.trim() ?? '')?.[1];
  return der && createHash('sha256').update(Buffer.from(der, 'base64')).digest('base64url');
}

/** Why a token that is bound to a client certificate does not hold here (RFC 8705 section 3); one that is not bound needs none. */
export function faultOfBinding(
  { cnf }: JWTPayload,
  isRequired: boolean,
  thumbprint: string | undefined,
): string | undefined {
  if (cnf === undefined) return isRequired ? 'the partner’s tokens are to be bound to its certificate' : undefined;
  const bound = typeof cnf === 'object' && cnf !== null ? (cnf as Record<string, unknown>)['x5t#S256'] : undefined;
  if (typeof bound !== 'string') return 'the token is bound in a way that is not known here';
  if (thumbprint === undefined) return 'the token is bound to a client certificate, and none came with the request';
  return thumbprint === bound ? undefined : 'the token is bound to another client certificate';
}
