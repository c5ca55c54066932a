import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Backlog } from './backlog.ts';

/** Reads that end when they are told to. */
function reader() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const read = (n: number) => () => {
    begun.push(n);
    return new Promise<void>(resolve => ends.push(resolve));
  };
  return { begun, ends, read };
}
const never = () => false;
const unexpected = (error: unknown) => {
  throw error;
};

test('reads in order, no more at once than may be', async () => {
  const { begun, ends, read } = reader();
  const backlog = new Backlog(never, unexpected, { messages: 10, bytes: 1_000, atOnce: 2 });
  for (let n = 0; n < 4; n++) await backlog.add(1, read(n));
  expect(begun).toEqual([0, 1]);
  ends[1]?.();
  await sleep(1);
  expect(begun).toEqual([0, 1, 2]);
});

test.each([
  ['messages', { messages: 2, bytes: 1_000, atOnce: 5 }, 1],
  ['bytes', { messages: 100, bytes: 10, atOnce: 5 }, 5],
])('who comes when there is no room for more %s waits until there is', async (_what, bounds, size) => {
  const { begun, ends, read } = reader();
  const backlog = new Backlog(never, unexpected, bounds);
  for (let n = 0; n < 2; n++) await backlog.add(size, read(n));
  const third = backlog.add(size, read(2));
  await sleep(1);
  expect(begun).toEqual([0, 1]);
  ends[0]?.();
  await third;
  expect(begun).toEqual([0, 1, 2]);
});

test('one that is larger than the room is taken alone', async () => {
  const { begun, read } = reader();
  await new Backlog(never, unexpected, { messages: 10, bytes: 10, atOnce: 5 }).add(1_000, read(0));
  expect(begun).toEqual([0]);
});

test('archiving goes first, until half of the room is taken', async () => {
  const { begun, read } = reader();
  let isArchiving = true;
  const backlog = new Backlog(() => isArchiving, unexpected, { messages: 6, bytes: 1_000, atOnce: 9 });
  for (let n = 0; n < 2; n++) await backlog.add(1, read(n));
  expect(begun).toEqual([]);
  await backlog.add(1, read(2));
  expect(begun).toEqual([0, 1, 2]);
  isArchiving = false;
  await backlog.add(1, read(3));
  expect(begun).toEqual([0, 1, 2, 3]);
});

test('what was held up is read when archiving ends, though nothing further comes', async () => {
  const { begun, read } = reader();
  let isArchiving = true;
  const backlog = new Backlog(() => isArchiving, unexpected, { messages: 6, bytes: 1_000, atOnce: 9 });
  await backlog.add(1, read(0));
  isArchiving = false;
  await sleep(30);
  expect(begun).toEqual([0]);
});

test('one that fails is told, and costs the others nothing; stopped, nothing more is begun', async () => {
  const { begun, read } = reader();
  const told: unknown[] = [];
  const backlog = new Backlog(never, error => told.push(error), { messages: 9, bytes: 1_000, atOnce: 1 });
  await backlog.add(1, () => Promise.reject(new Error('no database')));
  await sleep(1);
  expect(told).toHaveLength(1);
  await backlog.add(1, () => Promise.resolve(begun.push(7)));
  await backlog.add(1, read(8));
  await backlog.stop();
  await backlog.add(1, read(9));
  expect(begun).toEqual([7]);
});
