import { takeRandom } from './random-pool.ts';

/** A hub id (RFC 9562 UUID version 7): sorts by the time of its making. */
export function uuidv7(now = Date.now(), random: Uint8Array = takeRandom(10)): string {
  const time = now.toString(16).padStart(12, '0');
  const tail = Buffer.from(random.buffer, random.byteOffset, random.length).toString('hex');
  const variant = ((Number.parseInt(tail.slice(3, 4), 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(0, 3)}-${variant}${tail.slice(4, 7)}-${tail.slice(7, 19)}`;
}
