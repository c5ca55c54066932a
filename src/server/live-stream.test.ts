import { describe, expect, test } from 'vitest';
import { CorridorError } from '../errors.ts';
import { LiveStream, type StreamHandling } from './live-stream.ts';
import { StreamFrame } from './stream-frame.ts';

/** A source that is fed by hand, and never ends by itself. */
function source() {
  const waiting: ((step: IteratorResult<readonly StreamFrame[], undefined>) => void)[] = [];
  const state = { asked: 0, returned: 0 };
  const iterator = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => {
      state.asked++;
      return new Promise<IteratorResult<readonly StreamFrame[], undefined>>(resolve => waiting.push(resolve));
    },
    return: async () => {
      state.returned++;
      return { done: true as const, value: undefined };
    },
  };
  return { iterator, state, give: (...value: StreamFrame[]) => waiting.shift()?.({ done: false, value }) };
}

function handling(given: Partial<StreamHandling> = {}): StreamHandling & { ends: number; frames: number } {
  const made = {
    ends: 0,
    frames: 0,
    onFrames: (count: number) => {
      made.frames += count;
    },
    fail: (error: unknown) =>
      new StreamFrame(JSON.stringify({ code: error instanceof CorridorError ? error.code : '?' })),
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
  const handler = handling();
  const stream = new LiveStream(iterator, handler);
  expect(state.asked).toBe(0);
  const first = stream.next();
  const frames = [new StreamFrame('1'), new StreamFrame('2')];
  give(...frames);
  expect(await first).toEqual({ done: false, value: frames });
  expect([state.asked, handler.frames]).toEqual([1, 2]);
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
    expect(await stream.next()).toMatchObject({ done: false, value: [{ json: '{"code":"UNAUTHENTICATED"}' }] });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });
});

test('an error of the source is the last word', async () => {
  async function* failing(): AsyncGenerator<StreamFrame[], undefined> {
    yield [new StreamFrame('1')];
    throw new CorridorError('CONSUMER_TOO_SLOW', 'retry-later', 'too slow');
  }
  const handler = handling();
  const results: string[] = [];
  for await (const frames of new LiveStream(failing(), handler)) results.push(...frames.map(each => each.json));
  expect(results).toEqual(['1', '{"code":"CONSUMER_TOO_SLOW"}']);
  expect(handler.ends).toBe(1);
});
