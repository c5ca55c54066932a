import { createClient } from 'graphql-ws';
import WebSocket, { type ClientOptions } from 'ws';
import { assertAllowed, publicOnly } from '../../outbound/guarded-call.ts';
import { graphqlRequest, type StreamCall } from './stream-call.ts';
import { StreamFault } from './stream-fault.ts';

/** Results that wait before the socket is paused, and after which it goes on. */
const PAUSE_AT = 64;
const RESUME_AT = 16;
const HANDSHAKE_MS = 30_000;

/** A subscription over graphql-transport-ws. `null` is a sign of life. What comes faster than it is taken waits in the socket. */
export async function* graphqlSocket(call: StreamCall): AsyncGenerator<unknown, void> {
  const { declaration, bounds, cursor } = call;
  assertAllowed(new URL(declaration.url), bounds);
  const waiting = new Waiting();
  const client = createClient({
    url: declaration.url,
    webSocketImpl: guardedSocket(call, socket => waiting.watch(socket)),
    connectionParams: call.headers,
    retryAttempts: 0,
    keepAlive: Math.max(1_000, (declaration.silenceSeconds * 1_000) / 3),
    on: { message: () => waiting.wake() },
  });
  const stop = () => client.terminate();
  bounds.signal?.addEventListener('abort', stop, { once: true });
  client.subscribe(graphqlRequest(declaration, cursor), {
    next: result => waiting.put(result),
    error: error => waiting.end(faultOf(error)),
    complete: () => waiting.end(),
  });
  try {
    yield* waiting.taken();
  } finally {
    bounds.signal?.removeEventListener('abort', stop);
    await client.dispose();
  }
}

function guardedSocket({ headers, bounds }: StreamCall, onOpen: (socket: WebSocket) => void) {
  const options: ClientOptions & { lookup?: typeof publicOnly } = {
    headers,
    maxPayload: bounds.bytes,
    handshakeTimeout: HANDSHAKE_MS,
    ...(bounds.allowPrivate ? {} : { lookup: publicOnly }),
  };
  return class extends WebSocket {
    constructor(url: string, protocols: string | string[]) {
      super(url, protocols, options);
      onOpen(this);
    }
  };
}

function faultOf(error: unknown): StreamFault {
  if (Array.isArray(error)) {
    const [first] = error as { message?: string; extensions?: { code?: string } }[];
    return new StreamFault(String(first?.extensions?.code ?? 'GRAPHQL'), String(first?.message ?? 'an error'));
  }
  if (error instanceof Error) return new StreamFault('SOCKET', error.message);
  const { code, reason } = (error ?? {}) as { code?: number; reason?: string };
  return new StreamFault(`CLOSED_${code ?? 'WITHOUT_CODE'}`, `the socket was closed: ${reason || 'no reason given'}`);
}

/** What came and was not taken. */
class Waiting {
  #results: unknown[] = [];
  #socket: WebSocket | undefined;
  #ended = false;
  #fault: StreamFault | undefined;
  #wake: () => void = () => undefined;
  #lives = false;

  watch(socket: WebSocket): void {
    this.#socket = socket;
  }

  put(result: unknown): void {
    if (this.#results.push(result) >= PAUSE_AT) this.#socket?.pause();
    this.#wake();
  }

  wake(): void {
    this.#lives = true;
    this.#wake();
  }

  end(fault?: StreamFault): void {
    this.#ended = true;
    this.#fault ??= fault;
    this.#wake();
  }

  async *taken(): AsyncGenerator<unknown, void> {
    for (;;) {
      const next = this.#results.shift();
      if (this.#results.length <= RESUME_AT && this.#socket?.isPaused) this.#socket.resume();
      if (next !== undefined) yield next;
      else if (this.#fault) throw this.#fault;
      else if (this.#ended) return;
      else if (this.#lives) {
        this.#lives = false;
        yield null;
      } else await new Promise<void>(resolve => (this.#wake = resolve));
    }
  }
}
