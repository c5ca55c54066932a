import { FlattenedSign, flattenedVerify, generateKeyPair } from 'jose';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import {
  attachedSignature,
  detachedSignature,
  ENVELOPE_ALGORITHMS,
  envelopeSigningInput,
} from './envelope-signing-input.ts';
import { declarationShare, readOne, withMember } from './mutual-sharing-envelope.fixture.ts';

async function signed(alg: string) {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  const made = await new FlattenedSign(envelopeSigningInput(declarationShare))
    .setProtectedHeader({ alg, kid: 'sg-2026' })
    .sign(privateKey);
  return { envelope: { ...declarationShare, signature: detachedSignature(made) }, publicKey };
}

describe.each(ENVELOPE_ALGORITHMS)('signed with %s', alg => {
  test('verifies, whatever the order of its members', async () => {
    const { envelope, publicKey } = await signed(alg);
    const shuffled = Object.fromEntries(Object.entries(envelope).reverse());
    const jws = attachedSignature(shuffled);
    expect(jws && (await flattenedVerify(jws, publicKey)).protectedHeader).toEqual({ alg, kid: 'sg-2026' });
  });

  test.each([
    ['recipient', 'CN-XIAMEN'],
    ['payload.Declaration.TotalPackageQuantity', 481],
  ])('does not verify once %s is changed', async (path, value) => {
    const { envelope, publicKey } = await signed(alg);
    const jws = attachedSignature(withMember(envelope, path, value));
    await expect(jws && flattenedVerify(jws, publicKey)).rejects.toThrow(/signature/);
  });

  test('is read as signed', async () => {
    const { fact, issues } = readOne((await signed(alg)).envelope);
    expect(fact('PARTNER_RECORD')?.signed).toBe('PRESENT');
    expect(issues).toEqual([]);
  });
});

describe('signatures that no key could make good', () => {
  const header = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

  test.each([
    ['alg none', header({ alg: 'none', kid: 'a' })],
    ['a MAC', header({ alg: 'HS256', kid: 'a' })],
    ['no key named', header({ alg: 'EdDSA' })],
    ['a header that is no object', header('EdDSA')],
    ['a header that is no JSON', 'AAAA'],
  ])('%s', (_, protectedHeader) => {
    const { facts, found } = readOne({ ...declarationShare, signature: `${protectedHeader}..AAAA` });
    expect(facts).toEqual([]);
    expect(found).toEqual([['SIGNATURE', '/signature']]);
  });

  test('an attached JWS is not the detached one', () => {
    expect(readOne({ ...declarationShare, signature: 'AAAA.AAAA.AAAA' }).found).toEqual([['SCHEMA', '/signature']]);
    expect(attachedSignature({ signature: 'AAAA.AAAA.AAAA' })).toBeUndefined();
    expect(attachedSignature(declarationShare)).toBeUndefined();
  });
});

describe('canonicalJson', () => {
  test('is the example of RFC 8785 section 3.2.3', () => {
    const example = {
      '€': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '\u{1f600}': 'Smiley',
      '\u0080': 'Control',
      ö: 'o',
    };
    expect(Object.keys(JSON.parse(canonicalJson(example)))).toHaveLength(7);
    expect(canonicalJson(example)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"o","€":"Euro Sign","\u{1f600}":"Smiley","\ufb33":"Hebrew"}',
    );
  });

  test('writes numbers and strings as ECMAScript does', () => {
    expect(canonicalJson([1e30, 4.5, 0.002, 1e-27, -0, '\u000f\n"\\/', null, true])).toBe(
      '[1e+30,4.5,0.002,1e-27,0,"\\u000f\\n\\"\\\\/",null,true]',
    );
  });

  test.each([['\ud800'], [{ '\udc00': 1 }], [[Number.POSITIVE_INFINITY]]])('%j has no canonical form', value => {
    expect(() => canonicalJson(value)).toThrow(/RFC 8785/);
  });
});
