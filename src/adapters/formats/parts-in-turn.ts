import type { ReadPart, ReadResult } from '../adapter.ts';

/**
 * A message of many parts, each made when it is asked for: whoever takes them in turn holds one at a time. `empty` is the part of a message
 * that has none.
 */
export function partsInTurn(messageType: string, read: () => Iterable<ReadPart>, empty?: ReadPart): ReadResult {
  let parts: readonly ReadPart[] | undefined;
  const inTurn = function* () {
    let isEmpty = true;
    for (const part of read()) {
      isEmpty = false;
      yield part;
    }
    if (isEmpty && empty) yield empty;
  };
  return {
    messageType,
    get parts() {
      parts ??= [...inTurn()];
      return parts;
    },
    inTurn,
  };
}

/** The same of a list, of which each element is a part of its own. */
export function partsOfEach<T>(
  messageType: string,
  each: readonly T[],
  read: (one: T) => ReadPart,
  empty?: ReadPart,
): ReadResult {
  return partsInTurn(messageType, () => mapped(each, read), empty);
}

function* mapped<T, R>(values: readonly T[], of: (value: T) => R): Generator<R, void> {
  for (const value of values) yield of(value);
}
