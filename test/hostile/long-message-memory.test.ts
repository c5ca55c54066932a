import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { ALL_ADAPTERS } from '../../src/adapters/all-adapters.ts';
import { readInTurn } from '../../src/ingest/read-message.ts';
import type { FeedKind } from '../../src/messages/feed-kind.ts';
import { LONG_MESSAGES } from './long-messages.ts';
import { PROFILE } from './seeds.ts';

const IS_LONG = process.env.HOSTILE_FIGURES !== undefined;
const MEBIBYTE = 2 ** 20;

/** Of XML the elements stay until the last part is read: so many of a part, of so many bytes each. */
const ELEMENTS = 10;
const ELEMENT_BYTES = 450;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What lives beside the message itself, in MiB, at each quarter of its parts. */
function livesAtQuarters(bytes: Uint8Array, feed: FeedKind, parts: number) {
  const live = () => {
    collect();
    return process.memoryUsage().heapUsed / MEBIBYTE;
  };
  const idle = live();
  const quarters: number[] = [];
  let read = 0;
  const reading = readInTurn(bytes, feed, PROFILE, ALL_ADAPTERS);
  let next = reading.next();
  for (; !next.done; next = reading.next())
    if (++read % (parts / 4) === 0) quarters.push(Math.round((live() - idle) * 10) / 10);
  return { quarters, read, outcome: next.value };
}

describe.each(LONG_MESSAGES)('a long message in $format', ({ format, feed, bytes }) => {
  test('is held once, whatever its length', () => {
    const parts = IS_LONG ? 3_200 : 200;
    const message = bytes(parts, 20_000);
    const size = message.length / MEBIBYTE;
    const { quarters, read, outcome } = livesAtQuarters(message, feed, parts);
    if (IS_LONG) console.log(`${format}: ${size.toFixed(1)} MiB, live at each quarter: ${quarters.join(' ')} MiB`);
    expect([read, outcome.status]).toEqual([parts, 'ACCEPTED']);
    expect(Math.max(...quarters)).toBeLessThan(1.5 * size + 4);
  });

  test('costs no more for each part that was read', () => {
    const parts = IS_LONG ? 16_000 : 4_000;
    const message = bytes(parts, 1);
    const size = message.length / MEBIBYTE;
    const { quarters } = livesAtQuarters(message, feed, parts);
    if (IS_LONG) console.log(`${format}: ${parts} parts, ${size.toFixed(1)} MiB, ${quarters.join(' ')} MiB`);
    const elements = format === 'XML' ? (parts * ELEMENTS * ELEMENT_BYTES) / MEBIBYTE : 0;
    expect(Math.max(...quarters)).toBeLessThan(4 * size + elements + 2);
    expect((quarters.at(-1) ?? 0) - (quarters[0] ?? 0)).toBeLessThan(2);
  });
});
