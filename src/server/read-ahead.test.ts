import { expect, test } from 'vitest';
import { type Begun, ReadAhead } from './read-ahead.ts';

async function* numbers(upTo: number, pulled: number[]): AsyncGenerator<number> {
  for (let n = 1; n <= upTo; n++) {
    pulled.push(n);
    yield n;
  }
}

const turns = () => new Promise<void>(resolve => setTimeout(resolve, 5));

function begunBy(work: (n: number) => Promise<number>): (n: number) => Begun<number> {
  return n => {
    let made: number | undefined;
    const done = work(n).then(value => {
      made = value;
    });
    done.catch(() => undefined);
    return { done, made: () => made };
  };
}

async function framesOf(ahead: ReadAhead<number, number>): Promise<number[]> {
  const frames: number[] = [];
  for await (const made of ahead) frames.push(...made);
  return frames;
}

test('deliveries are made at the same time, and taken in their order', async () => {
  let [now, most] = [0, 0];
  const begin = begunBy(async n => {
    most = Math.max(most, ++now);
    await new Promise(resolve => setTimeout(resolve, 20 - (n % 20)));
    now--;
    return n;
  });
  const ahead = new ReadAhead(numbers(40, []), { begin, isAlone: () => false });
  expect(await framesOf(ahead)).toEqual(Array.from({ length: 40 }, (_, place) => place + 1));
  expect(most).toBeGreaterThan(8);
});

test('a reader that takes nothing more lets the source wait', async () => {
  const pulled: number[] = [];
  const ahead = new ReadAhead(numbers(1_000, pulled), { begin: begunBy(async n => n), isAlone: () => false });
  await ahead.next();
  await turns();
  expect(pulled.length).toBeLessThan(70);
  await ahead.return();
  expect(await ahead.next()).toEqual({ done: true, value: undefined });
});

test('behind a delivery that stands alone nothing is asked for before it is done', async () => {
  const pulled: number[] = [];
  let finish: (n: number) => void = () => undefined;
  const begin = begunBy(n => (n === 2 ? new Promise(resolve => (finish = resolve)) : Promise.resolve(n)));
  const ahead = new ReadAhead(numbers(4, pulled), { begin, isAlone: n => n === 2 });
  expect((await ahead.next()).value).toEqual([1]);
  const rest = framesOf(ahead);
  await turns();
  expect(pulled).toEqual([1, 2]);
  finish(2);
  expect(await rest).toEqual([2, 3, 4]);
});

test('an error of the source is told behind what came before it, and one of a delivery in its place', async () => {
  async function* broken() {
    yield 1;
    throw new Error('the source');
  }
  const ahead = new ReadAhead(broken(), {
    begin: begunBy(n => Promise.reject(new Error(`delivery ${n}`))),
    isAlone: () => false,
  });
  await expect(ahead.next()).rejects.toThrow('delivery 1');
  await expect(ahead.next()).rejects.toThrow('the source');
  expect(await ahead.next()).toMatchObject({ done: true });
});

test('what is there is taken together, without a step for each', async () => {
  const waiting = Array.from({ length: 20 }, (_, place) => place + 1);
  let steps = 0;
  const source = {
    [Symbol.asyncIterator]: () => source,
    ready: () => waiting.shift(),
    next: async (): Promise<IteratorResult<number, undefined>> => {
      steps++;
      const value = waiting.shift();
      return value === undefined ? { done: true, value } : { done: false, value };
    },
  };
  const ahead = new ReadAhead(source, { begin: begunBy(async n => n), isAlone: () => false });
  expect((await ahead.next()).value).toHaveLength(20);
  expect(await ahead.next()).toMatchObject({ done: true });
  expect(steps).toBe(1);
});
