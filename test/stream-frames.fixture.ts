import WebSocket from 'ws';
import type { TestHub } from '../src/server/hub.fixture.ts';

/** A replay is over with its SNAPSHOT_END; what comes behind that comes when it happens. A stream that is refused ends at once. */
const isLast = (text: string) => /SNAPSHOT_END|"type":"(error|complete)"|event: complete/.test(text);

/** The frames of one subscription over graphql-transport-ws as they come: acknowledgement, deliveries, errors, and how it ended. */
export async function framesOfSocket(hub: TestHub, whom: string, query: string): Promise<string[]> {
  const authorization = `Bearer ${await hub.tokenOf(whom)}`;
  const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const send = (message: object) => socket.send(JSON.stringify(message));
  const frames: string[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => send({ type: 'connection_init', payload: { authorization } }));
    socket.on('close', (code, reason) => {
      frames.push(`closed ${code} ${reason}`);
      resolve();
    });
    socket.on('message', data => {
      const frame = String(data);
      frames.push(frame);
      if (frame.includes('connection_ack')) send({ id: '1', type: 'subscribe', payload: { query } });
      if (isLast(frame)) resolve();
    });
  });
  socket.removeAllListeners('close');
  socket.close();
  return frames;
}

/** The same over SSE, event by event. */
export async function framesOfSse(hub: TestHub, whom: string, query: string): Promise<string[]> {
  const headers = { accept: 'text/event-stream', 'content-type': 'application/json' };
  const leaving = new AbortController();
  const init = { method: 'POST', headers, body: JSON.stringify({ query }), signal: leaving.signal };
  const response = await hub.ask('/graphql/stream', whom, init);
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (isLast(text) && text.endsWith('\n\n')) break;
  }
  leaving.abort();
  return [`${response.status} ${response.headers.get('content-type')}`, ...text.split('\n\n')];
}
