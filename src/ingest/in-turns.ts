const SLICE_MS = 20;

/** As `map`, and gives the event loop to others in between: a batch of a thousand consignments must not hold up whoever asks a question. */
export async function inTurns<T, R>(items: readonly T[], of: (item: T) => R): Promise<R[]> {
  const results: R[] = [];
  let since = performance.now();
  for (const item of items) {
    results.push(of(item));
    if (performance.now() - since < SLICE_MS) continue;
    await new Promise(resolve => setImmediate(resolve));
    since = performance.now();
  }
  return results;
}
