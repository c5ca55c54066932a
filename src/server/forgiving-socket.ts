import WebSocket from 'ws';

type Options = Parameters<WebSocket['send']>[1];
type Sent = (error?: Error) => void;

/**
 * A client that is gone while it is written to says so by the close of its socket. graphql-ws would write an error of each such writing to the
 * console, thousands of them when a network fails.
 */
export class ForgivingSocket extends WebSocket {
  override send(data: Parameters<WebSocket['send']>[0], options?: Options | Sent, sent?: Sent): void {
    const done = typeof options === 'function' ? options : sent;
    super.send(data, typeof options === 'object' ? options : {}, () => done?.());
  }
}
