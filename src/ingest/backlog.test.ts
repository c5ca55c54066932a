import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Backlog } from './backlog.ts';

const ROOM = { messages: 10, keptBytes: 1_000, atOnce: 9, bytesAtOnce: 1_000 };

/** Reads that end when they are told to. */
function reader() {
  const begun: (number | string)[] = [];
  const ends: (() => void)[] = [];
  const reading = (n: number | string) => () => {
    begun.push(n);
    return new Promise<void>(resolve => ends.push(resolve));
  };
  const unread = (n: number, bytes = 1) => ({
    bytes,
    read: reading(n),
    readArchived: reading(`${n} from the archive`),
  });
  return { begun, ends, unread };
}
const never = () => false;
const unexpected = (error: unknown) => {
  throw error;
};

test('reads in order, no more at once than may be', async () => {
  const { begun, ends, unread } = reader();
  const backlog = new Backlog(never, unexpected, { ...ROOM, atOnce: 2 });
  for (let n = 0; n < 4; n++) await backlog.add(unread(n));
  expect(begun).toEqual([0, 1]);
  ends[1]?.();
  await sleep(5);
  expect(begun).toEqual([0, 1, 2]);
});

test('who comes when there is no room for more messages waits until there is', async () => {
  const { begun, ends, unread } = reader();
  const backlog = new Backlog(never, unexpected, { ...ROOM, messages: 2 });
  for (let n = 0; n < 2; n++) await backlog.add(unread(n));
  const third = backlog.add(unread(2));
  await sleep(5);
  expect(begun).toEqual([0, 1]);
  ends[0]?.();
  await third;
  expect(begun).toEqual([0, 1, 2]);
});

test('bytes beyond what may be kept are fetched again when their turn comes', async () => {
  const { begun, ends, unread } = reader();
  const backlog = new Backlog(never, unexpected, { ...ROOM, keptBytes: 10, atOnce: 1 });
  for (let n = 0; n < 3; n++) await backlog.add(unread(n, 4));
  for (let n = 0; n < 2; n++) {
    ends[n]?.();
    await sleep(5);
  }
  expect(begun).toEqual([0, 1, '2 from the archive']);
});

test('no more bytes are read at once than may be; a message that is larger is read alone', async () => {
  const { begun, ends, unread } = reader();
  const backlog = new Backlog(never, unexpected, { ...ROOM, bytesAtOnce: 10 });
  for (const [n, bytes] of [6, 6, 100].entries()) await backlog.add(unread(n, bytes));
  expect(begun).toEqual([0]);
  ends[0]?.();
  await sleep(5);
  expect(begun).toEqual([0, 1]);
  ends[1]?.();
  await sleep(5);
  expect(begun).toEqual([0, 1, 2]);
});

test('archiving goes first, until half of the room is taken', async () => {
  const { begun, unread } = reader();
  let isArchiving = true;
  const backlog = new Backlog(() => isArchiving, unexpected, { ...ROOM, messages: 6 });
  for (let n = 0; n < 2; n++) await backlog.add(unread(n));
  expect(begun).toEqual([]);
  await backlog.add(unread(2));
  await sleep(30);
  expect(begun).toEqual([0, 1, 2]);
  isArchiving = false;
  await backlog.add(unread(3));
  expect(begun).toEqual([0, 1, 2, 3]);
});

test('what was held up is read when archiving ends, though nothing further comes', async () => {
  const { begun, unread } = reader();
  let isArchiving = true;
  const backlog = new Backlog(() => isArchiving, unexpected, { ...ROOM, messages: 6 });
  await backlog.add(unread(0));
  isArchiving = false;
  await sleep(30);
  expect(begun).toEqual([0]);
});

test('one that fails is told, and costs the others nothing; stopped, nothing more is begun', async () => {
  const { begun, ends, unread } = reader();
  const told: unknown[] = [];
  const backlog = new Backlog(never, error => told.push(error), { ...ROOM, atOnce: 1 });
  await backlog.add({ ...unread(6), read: () => Promise.reject(new Error('no database')) });
  await sleep(5);
  expect(told).toHaveLength(1);
  await backlog.add(unread(7));
  await backlog.add(unread(8));
  const stopped = backlog.stop();
  ends[0]?.();
  await stopped;
  await backlog.add(unread(9));
  expect(begun).toEqual([7]);
});
