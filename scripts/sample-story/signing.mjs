/** Signatures of the sample administrations: Ed25519 (deterministic), keys derived from a published phrase, worth nothing outside the samples. */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** PKCS #8 of an Ed25519 key is this prefix and the 32 bytes of the seed (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const keyOf = partner =>
  createPrivateKey({
    key: Buffer.concat([PKCS8, createHash('sha256').update(`corridor sample story ${partner}`).digest()]),
    format: 'der',
    type: 'pkcs8',
  });
const keyId = partner => `${partner}-2026`;

/** @returns {object} the public keys as a JWK set */
export function publicKeys(partner) {
  const { kty, crv, x } = createPublicKey(keyOf(partner)).export({ format: 'jwk' });
  return { keys: [{ kty, crv, x, kid: keyId(partner), alg: 'EdDSA', use: 'sig' }] };
}

/** RFC 8785 for what the samples hold: strings, whole numbers, booleans, lists and objects. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map(name => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}

/** Detached JWS (RFC 7515 appendix F) over the canonical form of what a partner signs. */
export function detached(content, partner) {
  const header = Buffer.from(JSON.stringify({ alg: 'EdDSA', kid: keyId(partner) })).toString('base64url');
  const payload = Buffer.from(canonical(content)).toString('base64url');
  const signature = sign(null, Buffer.from(`${header}.${payload}`), keyOf(partner)).toString('base64url');
  return `${header}..${signature}`;
}

/** An envelope with its signature. */
export function signed(envelope, partner) {
  return { ...envelope, signature: detached(envelope, partner) };
}
