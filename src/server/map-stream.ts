/**
 * Each value of a stream made into another. Unlike an async generator it passes on at once that its reader leaves, also while it waits for a
 * value that may never come: nothing upstream is left open.
 */
export function mapStream<T, U>(
  source: AsyncIterable<T>,
  map: (value: T) => U | Promise<U>,
): AsyncGenerator<U, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  let hasEnded = false;
  const end: IteratorResult<U, undefined> = { done: true, value: undefined };
  return {
    next: async () => {
      const step = hasEnded ? end : await iterator.next();
      if (hasEnded || step.done) return end;
      return { done: false, value: await map(step.value as T) };
    },
    return: async () => {
      hasEnded = true;
      await iterator.return?.();
      return end;
    },
    throw: async error => {
      hasEnded = true;
      await iterator.return?.();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
