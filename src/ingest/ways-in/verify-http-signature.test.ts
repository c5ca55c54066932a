import { createHash, createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binaryMember, readSignatureMember } from './signature-input.ts';
import { signatureBase, verifyHttpSignature } from './verify-http-signature.ts';

/** RFC 9421 appendix B.1.4 and B.2.6. */
const key = createPublicKey({
  key: { kty: 'OKP', crv: 'Ed25519', x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs' },
  format: 'jwk',
});
const content = Buffer.from('{"hello": "world"}');
const headers = {
  host: 'example.com',
  date: 'Tue, 20 Apr 2021 02:07:55 GMT',
  'content-type': 'application/json',
  'content-length': '18',
  'signature-input':
    'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
  signature: 'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
};
const request = { method: 'POST', target: '/foo?param=Value&Pet=dog', headers, content };
const verifying = {
  keys: [{ kid: 'test-key-ed25519', algorithm: 'EdDSA' as const, key }],
  algorithms: ['EdDSA' as const],
  now: new Date(1618884473_000),
};

test('the signature base of the RFC’s own example is verified by its key', () => {
  const member = readSignatureMember(headers['signature-input'], headers.signature) ?? expect.unreachable();
  const base = signatureBase(request, member) ?? expect.unreachable();
  expect(verify(null, Buffer.from(base), key, member.signature)).toBe(true);
  const elsewhere = signatureBase({ ...request, target: '/bar' }, member) ?? expect.unreachable();
  expect(verify(null, Buffer.from(elsewhere), key, member.signature)).toBe(false);
});

test('that example does not cover the content, so a feed refuses it', () => {
  const detail = 'the signature does not cover content-digest';
  expect(verifyHttpSignature(request, verifying)).toEqual({ reason: 'MALFORMED', detail });
});

test('a dictionary of digests is read by name', () => {
  const digest = createHash('sha256').update(content).digest();
  const field = `sha-512=:AA==:, sha-256=:${digest.toString('base64')}:`;
  expect(binaryMember(field, 'sha-256')).toEqual(digest);
  expect(binaryMember(field, 'sha-1')).toBeUndefined();
});

test('a component named twice, with parameters, or not there is refused', () => {
  const parse = (list: string) => readSignatureMember(`s=(${list});created=1`, 's=:AA==:');
  expect(parse('"@method";req')).toBeUndefined();
  expect(parse('date')).toBeUndefined();
  const base = (list: string) => signatureBase(request, parse(list) ?? expect.unreachable());
  expect(base('"date" "date"')).toBeUndefined();
  expect(base('"x-absent"')).toBeUndefined();
  expect(base('"@unknown"')).toBeUndefined();
});

test('nothing that a field may hold makes the reader throw, or slow', () => {
  const piece = fc.constantFrom(
    '(',
    ')',
    '"',
    '=',
    ';',
    ':',
    ',',
    ' ',
    'sig1',
    '@method',
    'created=1',
    '\\',
    '?1',
    '-',
  );
  const field = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 200 }).map(each => each.join('')),
  );
  const refused = (input: string, signature: string) =>
    verifyHttpSignature({ ...request, headers: { ...headers, 'signature-input': input, signature } }, verifying);
  fc.assert(fc.property(field, field, (input, signature) => 'reason' in refused(input, signature)));
  // An expression that tries every way through would not end.
  for (const part of ['; a', ';a="', '"a" ', ';a=1', '\\"']) {
    expect(refused(`sig=(${part.repeat(2000)}`.slice(0, 8000), 'sig=:AA==:')).toHaveProperty('reason');
    expect(refused(`sig=()${part.repeat(2000)}`.slice(0, 8000), 'sig=:AA==:')).toHaveProperty('reason');
  }
});
