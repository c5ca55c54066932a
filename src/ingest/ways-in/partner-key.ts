import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { SigningAlgorithm } from '../../partners/partner-feeds.ts';
import { refuse, type SignatureRefusal } from './signature-proof.ts';

/** A public key of a partner. Each key has one algorithm, so that a message cannot choose a weaker one for it. */
export interface PartnerKey {
  readonly kid: string;
  readonly algorithm: SigningAlgorithm;
  readonly key: KeyObject;
  /** Seconds since 1970: rotation lays the time of the next key over that of the last. */
  readonly notBefore?: number | undefined;
  readonly expires?: number | undefined;
}

const keySet = z.object({
  keys: z.array(
    z.looseObject({
      kty: z.string(),
      kid: z.string().optional(),
      crv: z.string().optional(),
      use: z.string().optional(),
      alg: z.string().optional(),
      nbf: z.number().optional(),
      exp: z.number().optional(),
    }),
  ),
});
type Jwk = z.output<typeof keySet>['keys'][number];

/** The keys of a JWKS (RFC 7517) that feeds may be signed with; others in it are for other uses, and passed over. */
export function readKeySet(json: unknown): readonly PartnerKey[] {
  return keySet.parse(json).keys.flatMap(jwk => {
    const algorithm = algorithmOf(jwk);
    if (!algorithm || !jwk.kid || (jwk.use ?? 'sig') !== 'sig') return [];
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    return [{ kid: jwk.kid, algorithm, key, notBefore: jwk.nbf, expires: jwk.exp }];
  });
}

function algorithmOf({ kty, crv, alg }: Jwk): SigningAlgorithm | undefined {
  if (kty === 'OKP' && crv === 'Ed25519' && (alg ?? 'EdDSA') === 'EdDSA') return 'EdDSA';
  if (kty === 'EC' && crv === 'P-256' && (alg ?? 'ES256') === 'ES256') return 'ES256';
  return undefined;
}

/** What a signature names, against what the partner declared and its keys allow at this moment. */
export function chooseKey(
  keys: readonly PartnerKey[],
  { kid, algorithm }: { kid: unknown; algorithm: SigningAlgorithm | undefined },
  now: Date,
): PartnerKey | SignatureRefusal {
  const key = keys.find(each => each.kid === kid);
  if (!key) return refuse('UNKNOWN_KEY', 'the signature names no key of the sender');
  if (algorithm !== undefined && key.algorithm !== algorithm)
    return refuse('ALGORITHM', `the key ${key.kid} is for ${key.algorithm}`);
  const seconds = now.getTime() / 1000;
  const valid = seconds >= (key.notBefore ?? 0) && seconds < (key.expires ?? Number.POSITIVE_INFINITY);
  return valid ? key : refuse('UNKNOWN_KEY', `the key ${key.kid} is not valid at this time`);
}
