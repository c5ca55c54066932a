import type { WebSocket } from 'ws';
import type { LiveStream } from './live-stream.ts';

/** So much may wait in a socket before its stream waits too, and its events with it, where they are bounded. */
const HIGH_WATER_BYTES = 64 * 1024;

/**
 * A stream as graphql-ws takes it, that writes its frames to the socket by itself: what is the same for a whole cohort was made once, and only
 * the id of the subscription and the cursor are put in for each. graphql-ws sees a stream without results, and looks after its end.
 */
export function pumpToSocket(stream: LiveStream, socket: WebSocket, id: string): AsyncGenerator<never, undefined> {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  const pump = async (): Promise<IteratorResult<never, undefined>> => {
    for (let step = await stream.next(); !step.done; step = await stream.next()) {
      if (socket.readyState !== socket.OPEN) continue;
      const frame = `${head}${step.value.json}}`;
      if (socket.bufferedAmount < HIGH_WATER_BYTES) socket.send(frame, ignore);
      else await new Promise<void>(resolve => socket.send(frame, () => resolve()));
    }
    return { done: true, value: undefined };
  };
  const ended = async () => {
    await stream.return();
    return { done: true as const, value: undefined };
  };
  const generator = {
    [Symbol.asyncIterator]: () => generator,
    next: pump,
    return: ended,
    throw: async (error: unknown) => {
      await stream.return();
      throw error;
    },
  };
  return generator as unknown as AsyncGenerator<never, undefined>;
}

/** A socket that closes while it is written to says so by its close. */
function ignore(): void {}
