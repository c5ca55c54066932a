import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { ALL_ADAPTERS } from '../../src/adapters/all-adapters.ts';
import { asInterchanges, statusEvents } from '../../src/bench/ingest-traffic.ts';
import { readInTurn } from '../../src/ingest/read-message.ts';
import { PROFILE } from './seeds.ts';

const MESSAGES = process.env.HOSTILE_FIGURES ? 24_000 : 4_000;

test('a long valid interchange is read with a few MiB, however long it is', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const live = () => {
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const [interchange] = asInterchanges(statusEvents(MESSAGES), MESSAGES);
  if (!interchange) expect.unreachable();
  const idle = live();
  const seen: number[] = [];
  let parts = 0;
  const reading = readInTurn(interchange.bytes, 'port', PROFILE, ALL_ADAPTERS);
  for (let next = reading.next(); !next.done; next = reading.next())
    if (++parts % (MESSAGES / 4) === 0) seen.push(Math.round((live() - idle) * 10) / 10);
  if (process.env.HOSTILE_FIGURES)
    console.log(`${interchange.bytes.length} bytes, live MiB at each quarter: ${seen.join(' ')}`);
  expect(parts).toBe(MESSAGES);
  expect(Math.max(...seen)).toBeLessThan(24);
  expect((seen.at(-1) ?? 0) - (seen[0] ?? 0)).toBeLessThan(4);
});
