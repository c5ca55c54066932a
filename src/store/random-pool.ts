import { randomFillSync } from 'node:crypto';

/** Asking the system's generator costs the same for a kilobyte as for twelve bytes. */
const POOL_BYTES = 8_192;

let pool = Buffer.alloc(0);
let used = 0;

/** Random bytes that nobody else is given. */
export function takeRandom(count: number): Buffer {
  if (used + count > pool.length) {
    pool = randomFillSync(Buffer.allocUnsafeSlow(Math.max(POOL_BYTES, count)));
    used = 0;
  }
  const taken = pool.subarray(used, used + count);
  used += count;
  return taken;
}
