import { createHash, timingSafeEqual, verify } from 'node:crypto';
import type { SigningAlgorithm } from '../../partners/partner-feeds.ts';
import { chooseKey, type PartnerKey } from './partner-key.ts';
import { binaryMember, readSignatureMember, type SignatureMember } from './signature-input.ts';
import {
  type HonouredSignature,
  isRefusal,
  refuse,
  type SignatureRefusal,
  type SignedRequest,
} from './signature-proof.ts';
import { forgottenFrom, refusedAge } from './signing-age.ts';
import type { Verifying } from './verify-jws.ts';

/** Without these a signature could be carried over to another request. */
const COVERED = ['@method', '@path', 'content-digest'];
/** RFC 9421 section 3.3. */
const ALGORITHMS: Readonly<Record<string, SigningAlgorithm>> = { ed25519: 'EdDSA', 'ecdsa-p256-sha256': 'ES256' };
const DIGESTS = { 'sha-256': 'sha256', 'sha-512': 'sha512' };

/** RFC 9421 over method, path and the digest of the content (RFC 9530). The signature is checked before the digest that it vouches for. */
export function verifyHttpSignature(
  request: SignedRequest,
  { keys, algorithms, now }: Verifying,
): HonouredSignature | SignatureRefusal {
  const member = readSignatureMember(field(request, 'signature-input') ?? '', field(request, 'signature') ?? '');
  if (!member) return refuse('MALFORMED', 'Signature-Input and Signature cannot be read, or do not fit each other');
  const missing = COVERED.filter(name => !member.components.includes(name));
  if (missing.length > 0) return refuse('MALFORMED', `the signature does not cover ${missing.join(', ')}`);
  const { alg, keyid, created, expires } = member.parameters;
  const algorithm = alg === undefined ? undefined : ALGORITHMS[String(alg)];
  if (alg !== undefined && !algorithm)
    return refuse('ALGORITHM', 'the signature is made with an algorithm that is not allowed');
  const key = chooseKey(keys, { kid: keyid, algorithm }, now);
  if (isRefusal(key)) return key;
  if (!algorithms.includes(key.algorithm))
    return refuse('ALGORITHM', `the signature is not made with ${algorithms.join(' or ')}`);
  const old = refusedAge(created, now, typeof expires === 'number' ? expires : undefined);
  if (old) return old;
  const base = signatureBase(request, member);
  if (base === undefined) return refuse('MALFORMED', 'the signature covers a component that the request has not');
  if (!holds(base, member.signature, key))
    return refuse('ALTERED', `the signature of key ${key.kid} does not hold over this request`);
  if (!contentMatches(request)) return refuse('ALTERED', 'Content-Digest is not that of the content');
  return { identity: createHash('sha256').update(base).digest('hex'), expiresAt: forgottenFrom(Number(created)) };
}

/** RFC 9421 section 2.5. A component that stands twice would make two requests look alike. */
export function signatureBase(request: SignedRequest, member: SignatureMember): string | undefined {
  const { components, signatureParams } = member;
  const values = components.map(name => component(request, name));
  if (new Set(components).size < components.length || values.some(value => value === undefined)) return undefined;
  const lines = components.map((name, index) => `"${name}": ${values[index]}`);
  return [...lines, `"@signature-params": ${signatureParams}`].join('\n');
}

function component(request: SignedRequest, name: string): string | undefined {
  const [path = '', query] = request.target.split(/\?(.*)/s);
  switch (name) {
    case '@method':
      return request.method;
    case '@path':
      return path === '' ? '/' : path;
    case '@query':
      return `?${query ?? ''}`;
    case '@authority':
      return field(request, 'host')?.toLowerCase();
    case '@request-target':
      return request.target;
    default:
      return name.startsWith('@') ? undefined : field(request, name);
  }
}

function field({ headers }: SignedRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value.trim() : value?.map(each => each.trim()).join(', ');
}

function holds(base: string, signature: Uint8Array, { key, algorithm }: PartnerKey): boolean {
  const data = Buffer.from(base, 'utf8');
  if (algorithm === 'EdDSA') return verify(null, data, key, signature);
  return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

/** Every digest that is given and known must be right; one must be given. */
function contentMatches(request: SignedRequest): boolean {
  const given = field(request, 'content-digest') ?? '';
  const digests = Object.entries(DIGESTS).flatMap(([name, hash]) => {
    const digest = binaryMember(given, name);
    return digest ? [{ digest, hash }] : [];
  });
  return (
    digests.length > 0 &&
    digests.every(({ digest, hash }) => equal(digest, createHash(hash).update(request.content).digest()))
  );
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
