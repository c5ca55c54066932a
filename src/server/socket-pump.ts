import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { LiveStream } from './live-stream.ts';
import type { StreamFrame } from './stream-frame.ts';

/** A WebSocket and the connection under it: what is written while the connection is corked leaves in one system call. */
export interface CorkedSocket {
  readonly socket: WebSocket;
  readonly connection: Pick<Duplex, 'cork' | 'uncork'>;
}

/** So much may wait in a socket before its stream waits too, and its events with it, where they are bounded. */
const HIGH_WATER_BYTES = 64 * 1024;
const TAIL = Buffer.from('}');
const TEXT = { binary: false };

/**
 * A stream as graphql-ws takes it, that writes its frames to the socket by itself: what is the same for a whole cohort was made once, and only
 * the id of the subscription is put before it for each. graphql-ws sees a stream without results, and looks after its end.
 */
export function pumpToSocket(stream: LiveStream, corked: CorkedSocket, id: string): AsyncGenerator<never, undefined> {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  const pump = async (): Promise<IteratorResult<never, undefined>> => {
    for (let step = await stream.next(); !step.done; step = await stream.next()) {
      if (corked.socket.readyState === corked.socket.OPEN) await sendAll(corked, head, step.value);
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

/** Gives something to wait for where the socket is full. */
function sendAll({ socket, connection }: CorkedSocket, head: Buffer, frames: readonly StreamFrame[]): unknown {
  connection.cork();
  const messages = frames.map(({ bytes }) => Buffer.concat([head, bytes, TAIL], head.length + bytes.length + 1));
  const last = messages.pop() ?? TAIL;
  for (const message of messages) socket.send(message, TEXT, ignore);
  const isFull = socket.bufferedAmount >= HIGH_WATER_BYTES;
  const taken = isFull ? new Promise<void>(resolve => socket.send(last, TEXT, () => resolve())) : undefined;
  if (!isFull) socket.send(last, TEXT, ignore);
  connection.uncork();
  return taken;
}

/** A socket that closes while it is written to says so by its close. */
function ignore(): void {}
