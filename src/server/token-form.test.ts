import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultOfToken } from './token-form.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
  ['no token at all', 'abc'],
  ['three words with dots', 'abc.def.ghi'],
  ['a header that is a list', `${part([])}x.${part({})}.s`],
  ['a header that is null', `${part(null)}.${part({})}.s`],
  ['a key of its own', `${part({ alg: 'ES256', jwk: {} })}.${part({})}.s`],
])('%s is refused with a reason', (_what, token) => expect(faultOfToken(token)).toEqual(expect.any(String)));

test('what a client calls a token is refused or looked at, and never an error', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.base64String()), { maxLength: 5 }),
      parts => void faultOfToken(parts.join('.')),
    ),
  );
  expect(faultOfToken(`${part({ alg: 'ES256' })}.${part({ sub: 'a' })}.s`)).toBeUndefined();
});
