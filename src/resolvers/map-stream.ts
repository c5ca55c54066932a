import type { ReadyItems } from '../events/ready-items.ts';

/**
 * A stream with another shape, and optionally something before its first item. Unlike an async generator it passes `return` on at once, also while
 * it waits for an item that may be long in coming.
 */
export function mapStream<T, R>(
  items: AsyncIterableIterator<T> & Partial<Pick<ReadyItems<T>, 'ready'>>,
  map: (item: T) => R,
  first: readonly R[] = [],
): ReadyItems<R> {
  const waiting = [...first];
  return {
    async next() {
      const early = waiting.shift();
      if (early !== undefined) return { done: false, value: early };
      const { done, value } = await items.next();
      return done ? { done: true, value: undefined } : { done: false, value: map(value) };
    },
    ready() {
      const item = waiting.length === 0 ? items.ready?.() : undefined;
      return item === undefined ? undefined : map(item);
    },
    async return() {
      await items.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
