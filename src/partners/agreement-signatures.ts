import { existsSync, readFileSync } from 'node:fs';
import { createLocalJWKSet, flattenedVerify, type JSONWebKeySet } from 'jose';
import type { AgreementFile } from './agreement-file.ts';

const ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256'];

export interface Signing {
  /** The file of a partner's public keys, where it has one. */
  readonly keysOf: (partner: string) => string | undefined;
  /** Whether parties that have no keys may leave their signature out: the operator says so in partners/agreements.yaml. */
  readonly allowsUnsigned: boolean;
}

/** What is wrong with the signatures of an agreement: its origin and every reader sign the same content. */
export async function signatureFaults(
  { agreement, signatures, payload }: AgreementFile,
  signing: Signing,
): Promise<string[]> {
  const parties = [...new Set([agreement.from, ...agreement.to])];
  const strangers = signatures.filter(each => !parties.includes(each.by)).map(each => `${each.by} is no party to it`);
  const faults = await Promise.all(
    parties.map(async party => {
      const keys = readKeys(signing.keysOf(party));
      const jws = signatures.find(each => each.by === party)?.jws;
      if (!keys)
        return jws || signing.allowsUnsigned ? [] : [`${party} has no keys, and nothing says that it may be unsigned`];
      if (!jws) return [`${party} has not signed it`];
      return (await isSigned(jws, payload, keys)) ? [] : [`the signature of ${party} does not hold for this content`];
    }),
  );
  return [...strangers, ...faults.flat()];
}

function readKeys(file: string | undefined): JSONWebKeySet | undefined {
  return file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet) : undefined;
}

async function isSigned(jws: string, content: string, keys: JSONWebKeySet): Promise<boolean> {
  const [header = '', , signature = ''] = jws.split('.');
  const payload = Buffer.from(content).toString('base64url');
  try {
    await flattenedVerify({ protected: header, payload, signature }, createLocalJWKSet(keys), {
      algorithms: ALGORITHMS,
    });
    return true;
  } catch {
    return false;
  }
}
