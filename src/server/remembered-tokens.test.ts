import { expect, test } from 'vitest';
import { rememberingTokens } from './remembered-tokens.ts';

test('a token is verified once in half a minute, and not beyond its end; one that does not hold each time', async () => {
  let now = 1_000_000;
  const asked: string[] = [];
  const verify = rememberingTokens(
    async token => {
      asked.push(token);
      if (token === 'wrong') throw new Error('no');
      return { exp: 1_040 };
    },
    () => now,
  );
  for (const at of [1_000_000, 1_020_000, 1_031_000, 1_039_000, 1_040_000]) {
    now = at;
    await verify('right');
  }
  expect(asked).toHaveLength(3);
  for (let i = 0; i < 2; i++) await expect(verify('wrong')).rejects.toThrow('no');
  expect(asked).toHaveLength(5);
});
