import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BatchQueue, type BatchWork } from './batch-queue.ts';

interface Item {
  readonly key: string;
  readonly weight: number;
  readonly isBad: boolean;
}

const items = fc.array(
  fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), weight: fc.nat(9), isBad: fc.nat(9).map(n => n === 0) }),
  { maxLength: 40 },
);

/** Runs at most so many lanes, and notes what ran when. */
function watched(work: Partial<BatchWork<Item, Item>> = {}) {
  const done: Item[] = [];
  const running = new Set<readonly Item[]>();
  const seen = { most: 0, sharedKey: false, batches: 0, heaviest: 0 };
  const queue = new BatchQueue<Item, Item>({
    lanes: 3,
    most: 10,
    weight: item => item.weight,
    keys: item => [item.key],
    run: async batch => {
      const others = [...running].flat();
      seen.sharedKey ||= batch.some(each => others.some(other => other.key === each.key));
      running.add(batch);
      seen.most = Math.max(seen.most, running.size);
      seen.batches++;
      if (batch.length > 1)
        seen.heaviest = Math.max(
          seen.heaviest,
          batch.reduce((sum, each) => sum + each.weight, 0),
        );
      await new Promise(resolve => setImmediate(resolve));
      running.delete(batch);
      if (batch.some(each => each.isBad)) throw new Error('cannot be done');
      done.push(...batch);
      return batch;
    },
    ...work,
  });
  return { queue, done, seen };
}

test('every item is done once or refused alone, in the order of its key, within the lanes and weights', async () => {
  await fc.assert(
    fc.asyncProperty(items, async given => {
      const { queue, done, seen } = watched();
      const results = await Promise.allSettled(given.map(item => queue.add(item)));
      results.forEach((result, i) => {
        if (given[i]?.isBad) expect(result.status).toBe('rejected');
        else expect(result).toEqual({ status: 'fulfilled', value: given[i] });
      });
      for (const key of ['a', 'b', 'c', 'd'])
        expect(done.filter(each => each.key === key)).toEqual(given.filter(each => each.key === key && !each.isBad));
      expect(seen).toMatchObject({ sharedKey: false });
      expect(seen.most).toBeLessThanOrEqual(3);
      expect(seen.heaviest).toBeLessThanOrEqual(10);
    }),
    { numRuns: 200 },
  );
});

test('one who asks alone does not wait; those who wait together go together', async () => {
  const { queue, seen } = watched({ lanes: 1, keys: () => [] });
  const item = { key: 'a', weight: 1, isBad: false };
  await queue.add(item);
  expect(seen.batches).toBe(1);
  await Promise.all([1, 2, 3, 4, 5].map(() => queue.add(item)));
  expect(seen.batches).toBe(2);
});
