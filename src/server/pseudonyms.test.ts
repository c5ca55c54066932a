import { expect, test } from 'vitest';
import { pseudonyms } from './pseudonyms.ts';

const tokens = pseudonyms(new Uint8Array(32).fill(7));

test('one reader gets the same token of the same value, after a restart too', () => {
  const again = pseudonyms(new Uint8Array(32).fill(7));
  expect(tokens('sg-customs')('key/2026', 'ACME')).toBe(again('sg-customs')('key/2026', 'ACME'));
});

test('another value, reader, key or hub gives another token', () => {
  const known = tokens('sg-customs')('key/2026', 'ACME');
  const others = [
    tokens('sg-customs')('key/2026', 'ACMF'),
    tokens('cn-customs')('key/2026', 'ACME'),
    tokens('sg-customs')('key/2027', 'ACME'),
    pseudonyms(new Uint8Array(32).fill(8))('sg-customs')('key/2026', 'ACME'),
  ];
  expect(new Set([known, ...others]).size).toBe(5);
});
