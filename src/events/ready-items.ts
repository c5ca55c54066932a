/**
 * Items one after the other, of which those that are there can be had without waiting: where one event is handed to thousands of sockets, a
 * promise for each item costs more than to write it.
 */
export interface ReadyItems<T> extends AsyncIterableIterator<T, undefined, undefined> {
  /** The next item where it is there already. Not to be called while an answer of `next` is awaited. */
  ready(): T | undefined;
}
