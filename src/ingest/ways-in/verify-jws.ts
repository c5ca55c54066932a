import { createHash } from 'node:crypto';
import { type FlattenedJWSInput, flattenedVerify } from 'jose';
import type { SigningAlgorithm } from '../../partners/partner-feeds.ts';
import { chooseKey, type PartnerKey } from './partner-key.ts';
import { type HonouredSignature, isRefusal, refuse, type SignatureRefusal } from './signature-proof.ts';
import { forgottenFrom, refusedAge } from './signing-age.ts';

/** What a verifier is given: the partner's keys and declared algorithms, and the time. */
export interface Verifying {
  readonly keys: readonly PartnerKey[];
  readonly algorithms: readonly SigningAlgorithm[];
  readonly now: Date;
}

type ProtectedHeader = Readonly<Record<string, unknown>>;

const DETACHED = /^([\w-]{1,4096})\.\.([\w-]{1,512})$/;

/** A JWS whose payload is made only when everything that can be judged without it is in order. */
export interface UnreadJws {
  readonly protected: string;
  readonly signature: string;
  readonly payload: (header: ProtectedHeader) => string | Uint8Array;
}

/** RFC 7515 appendix F over the message's own bytes; `iat` in the protected header says when it was made. */
export async function verifyDetachedJws(jws: string, bytes: Uint8Array, verifying: Verifying) {
  const [, header, signature] = DETACHED.exec(jws.trim()) ?? [];
  if (!header || !signature)
    return refuse('MALFORMED', 'the signature is no detached JWS: <protected header>..<signature>');
  const payload = ({ b64 }: ProtectedHeader) => (b64 === false ? bytes : base64url(bytes)); // RFC 7797
  return verifyJws({ protected: header, payload, signature }, verifying, 'FRESH');
}

/** `FRESH`: must say when it was made; `LASTING`: is judged by its time where it names one. */
export async function verifyJws(
  { protected: encoded, signature, payload }: UnreadJws,
  verifying: Verifying,
  age: 'FRESH' | 'LASTING',
): Promise<HonouredSignature | SignatureRefusal> {
  const header = readProtectedHeader(encoded);
  if (!header) return refuse('MALFORMED', 'the protected header of the signature cannot be read');
  const algorithm = verifying.algorithms.find(each => each === header.alg);
  if (!algorithm) return refuse('ALGORITHM', `the signature is not made with ${verifying.algorithms.join(' or ')}`);
  const key = chooseKey(verifying.keys, { kid: header.kid, algorithm }, verifying.now);
  if (isRefusal(key)) return key;
  const { iat } = header;
  const old = age === 'FRESH' || iat !== undefined ? refusedAge(iat, verifying.now) : undefined;
  if (old) return old;
  const jws = { protected: encoded, signature, payload: payload(header) };
  const holds = await flattenedVerify(jws, key.key, { algorithms: [algorithm] }).then(
    () => true,
    () => false,
  );
  if (!holds) return refuse('ALTERED', `the signature of key ${key.kid} does not hold over this message`);
  return { identity: identityOf(jws), expiresAt: typeof iat === 'number' ? forgottenFrom(iat) : undefined };
}

/** What was signed, not the signature: of one ECDSA signature anybody can make a second that holds as well. */
function identityOf({ protected: header = '', payload }: FlattenedJWSInput): string {
  return createHash('sha256').update(header).update('.').update(payload).digest('hex');
}

function readProtectedHeader(encoded: string): ProtectedHeader | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return header !== null && typeof header === 'object' ? { ...header } : undefined;
  } catch {
    return undefined;
  }
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
