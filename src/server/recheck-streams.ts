import type { LiveStream } from './live-stream.ts';

/** Within 5 s of its end an agreement ends its streams (law 3.7). */
const RECHECK_MS = 1_000;

/** Asks again and again whether those who have a stream may still have it; answers how to stop. */
export function recheckStreams(streams: ReadonlySet<LiveStream>): () => void {
  const timer = setInterval(() => {
    for (const stream of [...streams]) stream.recheck();
  }, RECHECK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
