import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ALWAYS_ALLOWED, FEED_BYTES, feedBytes, LARGEST_RATIO } from '../../src/server/feed-body.ts';

const zeros = (bytes: number) => gzipSync(Buffer.alloc(bytes));

/** Resident memory grows by what was inflated before the refusal, however large the message would have become. */
async function grownBy(body: Uint8Array): Promise<number> {
  const before = process.memoryUsage().arrayBuffers;
  await expect(feedBytes(body, 'gzip')).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE', remedy: 'fix-message' });
  return process.memoryUsage().arrayBuffers - before;
}

describe('a body that inflates', () => {
  test('1000:1 is dropped at its first megabyte', async () => {
    const bomb = zeros(FEED_BYTES - 1);
    expect((FEED_BYTES - 1) / bomb.length).toBeGreaterThan(1_000);
    expect(await grownBy(bomb)).toBeLessThan(8 * ALWAYS_ALLOWED);
  });

  test('1000:1 behind an honest beginning is dropped when the whole passes the ratio', async () => {
    const honest = gzipSync(Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 7919) % 9973).join(' ')));
    const grown = await grownBy(Buffer.concat([honest, zeros(FEED_BYTES - ALWAYS_ALLOWED)]));
    expect(grown).toBeLessThan(honest.length * LARGEST_RATIO + 8 * ALWAYS_ALLOWED);
  });

  test('beyond 64 MiB is refused, whatever its ratio', async () => {
    const members = Array.from({ length: 66 }, (_, i) =>
      gzipSync(Buffer.alloc(2 ** 20, `${i} of a message, `), { level: 1 }),
    );
    const padding = gzipSync(
      Buffer.from(Array.from({ length: 400_000 }, (_, i) => String((i * 48_271) % 2_147_483_647)).join('')),
    );
    await expect(feedBytes(Buffer.concat([padding, ...members]), 'gzip')).rejects.toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
    });
  });

  test('little is taken although it repeats itself', async () => {
    expect((await feedBytes(zeros(ALWAYS_ALLOWED), 'gzip')).length).toBe(ALWAYS_ALLOWED);
  });

  test('not at all, or not to its end, is no message', async () => {
    for (const body of [Buffer.from('plain'), zeros(1_000).subarray(0, 12)])
      await expect(feedBytes(body, 'gzip')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
