import { expect, test } from 'vitest';
import { ReadAhead } from './read-ahead.ts';

async function* numbers(upTo: number, pulled: number[]): AsyncGenerator<number> {
  for (let n = 1; n <= upTo; n++) {
    pulled.push(n);
    yield n;
  }
}

const turns = () => new Promise<void>(resolve => setTimeout(resolve, 5));

async function framesOf(ahead: ReadAhead<number, number>): Promise<number[]> {
  const frames: number[] = [];
  for await (const { frame } of ahead) frames.push(await frame);
  return frames;
}

test('deliveries are made at the same time, and taken in their order', async () => {
  let [now, most] = [0, 0];
  const begin = async (n: number) => {
    most = Math.max(most, ++now);
    await new Promise(resolve => setTimeout(resolve, 20 - (n % 20)));
    now--;
    return n;
  };
  const ahead = new ReadAhead(numbers(40, []), { begin, isAlone: () => false });
  expect(await framesOf(ahead)).toEqual(Array.from({ length: 40 }, (_, place) => place + 1));
  expect(most).toBeGreaterThan(8);
});

test('a reader that takes nothing more lets the source wait', async () => {
  const pulled: number[] = [];
  const ahead = new ReadAhead(numbers(1_000, pulled), { begin: async n => n, isAlone: () => false });
  await ahead.next();
  await turns();
  expect(pulled.length).toBeLessThan(20);
  await ahead.return();
  expect(await ahead.next()).toEqual({ done: true, value: undefined });
});

test('behind a delivery that stands alone nothing is asked for before it is done', async () => {
  const pulled: number[] = [];
  let finish: (n: number) => void = () => undefined;
  const begin = (n: number) => (n === 2 ? new Promise<number>(resolve => (finish = resolve)) : Promise.resolve(n));
  const ahead = new ReadAhead(numbers(4, pulled), { begin, isAlone: n => n === 2 });
  await ahead.next();
  const second = await ahead.next();
  await turns();
  expect(pulled).toEqual([1, 2]);
  finish(2);
  expect(await second.value?.frame).toBe(2);
  expect(await framesOf(ahead)).toEqual([3, 4]);
});

test('an error of the source is told behind what came before it, and one of a delivery in its place', async () => {
  async function* broken() {
    yield 1;
    throw new Error('the source');
  }
  const ahead = new ReadAhead(broken(), {
    begin: n => Promise.reject(new Error(`delivery ${n}`)),
    isAlone: () => false,
  });
  const first = await ahead.next();
  await turns();
  await expect(first.value?.frame).rejects.toThrow('delivery 1');
  await expect(ahead.next()).rejects.toThrow('the source');
  expect(await ahead.next()).toMatchObject({ done: true });
});
