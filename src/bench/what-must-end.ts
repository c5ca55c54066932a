/** Servers, databases and folders of a benchmark: they go with it, also when it is told to stop (SIGINT, SIGTERM). */
const begun = new Set<() => Promise<void>>();

/** `end` runs once, whoever asks first: the benchmark at its own end, or the signal. */
export function mustEnd(end: () => Promise<void> | void): () => Promise<void> {
  let ending: Promise<void> | undefined;
  const once = () => {
    ending ??= Promise.resolve(end()).finally(() => begun.delete(once));
    return ending;
  };
  begun.add(once);
  return once;
}

/** What is still starting is waited for: it could not be stopped before. */
export async function begin<T>(
  starting: Promise<T>,
  end: (started: T) => Promise<void> | void,
): Promise<[T, () => Promise<void>]> {
  const stop = mustEnd(async () => {
    const started = await starting.catch(() => undefined);
    if (started !== undefined) await end(started);
  });
  try {
    return [await starting, stop];
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The newest first: what stands on another goes before it. */
export async function endAll(): Promise<void> {
  for (const end of [...begun].reverse()) await end().catch(error => console.error(error));
}
