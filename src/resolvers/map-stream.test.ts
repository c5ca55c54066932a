import { describe, expect, it } from 'vitest';
import { mapStream } from './map-stream.ts';

function neverEnding() {
  const state = { returned: false };
  const source: AsyncIterableIterator<number> = {
    next: () => new Promise(() => undefined),
    return: async () => {
      state.returned = true;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
  return { source, state };
}

async function* numbers() {
  yield 1;
  yield 2;
}

describe('mapStream', () => {
  it('gives what comes first, then each item in its new shape', async () => {
    const seen: string[] = [];
    for await (const each of mapStream(numbers(), n => `n${n}`, ['first'])) seen.push(each);
    expect(seen).toEqual(['first', 'n1', 'n2']);
  });

  it('ends at once although an item is awaited', async () => {
    const { source, state } = neverEnding();
    const stream = mapStream(source, n => n);
    void stream.next();
    await stream.return?.();
    expect(state.returned).toBe(true);
  });
});
