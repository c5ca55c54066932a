import { describe, expect, test } from 'vitest';
import { CorridorError } from '../errors.ts';
import { LiveStream, type StreamHandling } from './live-stream.ts';

/** A source that is fed by hand, and never ends by itself. */
function source() {
  const waiting: ((step: IteratorResult<unknown>) => void)[] = [];
  const state = { asked: 0, returned: 0 };
  const iterator = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => {
      state.asked++;
      return new Promise<IteratorResult<unknown>>(resolve => waiting.push(resolve));
    },
    return: async () => {
      state.returned++;
      return { done: true as const, value: undefined };
    },
  };
  return { iterator, state, give: (value: unknown) => waiting.shift()?.({ done: false, value }) };
}

function handling(given: Partial<StreamHandling> = {}): StreamHandling & { ends: number } {
  const made = {
    ends: 0,
    deliver: async (payload: unknown) => ({ json: JSON.stringify({ payload }) }),
    fail: (error: unknown) => ({ json: JSON.stringify({ code: error instanceof CorridorError ? error.code : '?' }) }),
    expiresAt: undefined,
    onEnd: () => {
      made.ends++;
    },
    ...given,
  };
  return made;
}

test('asks the source only when it is asked itself', async () => {
  const { iterator, state, give } = source();
  const stream = new LiveStream(iterator, handling());
  expect(state.asked).toBe(0);
  const first = stream.next();
  await Promise.resolve();
  give(1);
  expect(await first).toEqual({ done: false, value: { json: '{"payload":1}' } });
  expect(state.asked).toBe(1);
});

describe('ends at once, though the source is silent', () => {
  test('when it is returned', async () => {
    const { iterator, state } = source();
    const handler = handling();
    const stream = new LiveStream(iterator, handler);
    const pending = stream.next();
    await stream.return();
    expect(await pending).toEqual({ done: true, value: undefined });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect([state.returned, handler.ends]).toEqual([1, 1]);
  });

  test('when the token expires, with a last word', async () => {
    const { iterator } = source();
    const stream = new LiveStream(iterator, handling({ expiresAt: new Date(Date.now() + 30) }));
    expect(await stream.next()).toMatchObject({ done: false, value: { json: '{"code":"UNAUTHENTICATED"}' } });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });
});

test('an error of the source is the last word', async () => {
  async function* failing() {
    yield 1;
    throw new CorridorError('CONSUMER_TOO_SLOW', 'retry-later', 'too slow');
  }
  const handler = handling();
  const results: unknown[] = [];
  for await (const result of new LiveStream(failing(), handler)) results.push(result);
  expect(results).toEqual([{ json: '{"payload":1}' }, { json: '{"code":"CONSUMER_TOO_SLOW"}' }]);
  expect(handler.ends).toBe(1);
});
