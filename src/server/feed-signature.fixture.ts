import { createHash, type KeyObject, sign } from 'node:crypto';
import { FlattenedSign } from 'jose';
import { signatureBase } from '../ingest/ways-in/verify-http-signature.ts';

export interface Signer {
  readonly kid: string;
  readonly key: KeyObject;
  readonly alg: 'EdDSA' | 'ES256';
}

export const seconds = (at = Date.now()) => Math.floor(at / 1000);

/** A detached JWS over the message, as a partner's own software makes it. */
export async function detachedJws(
  bytes: Uint8Array,
  { kid, key, alg }: Signer,
  header: Record<string, unknown> = {},
): Promise<string> {
  const made = await new FlattenedSign(bytes).setProtectedHeader({ alg, kid, iat: seconds(), ...header }).sign(key);
  return `${made.protected}..${made.signature}`;
}

/** The three fields that RFC 9421 and RFC 9530 add to a request. */
export function signedHeaders(
  { method, target, content }: { method: string; target: string; content: Uint8Array },
  { kid, key, alg }: Signer,
  { created = seconds(), components = ['@method', '@path', 'content-digest'], extra = '' } = {},
): Record<string, string> {
  const digest = `sha-256=:${createHash('sha256').update(content).digest('base64')}:`;
  const signatureParams = `(${components.map(name => `"${name}"`).join(' ')});created=${created};keyid="${kid}"${extra}`;
  const member = { components, signatureParams, parameters: {}, signature: new Uint8Array() };
  const base = signatureBase({ method, target, content, headers: { 'content-digest': digest } }, member) ?? '';
  const signature =
    alg === 'EdDSA'
      ? sign(null, Buffer.from(base), key)
      : sign('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' });
  return {
    'content-digest': digest,
    'signature-input': `sig1=${signatureParams}`,
    signature: `sig1=:${signature.toString('base64')}:`,
  };
}
