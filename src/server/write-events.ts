import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { StreamFrame } from './stream-frame.ts';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

/** Writes frames as Server-Sent Events, the next when the socket has taken those before; the stream ends when the client leaves. */
export async function writeEvents(
  response: ServerResponse,
  frames: AsyncIterableIterator<readonly StreamFrame[], undefined>,
): Promise<void> {
  response.writeHead(200, HEADERS);
  response.write(':\n\n');
  const leave = () => void frames.return?.();
  response.on('close', leave).on('error', leave);
  for (let step = await frames.next(); !step.done; step = await frames.next()) {
    if (response.destroyed) break;
    if (!response.write(step.value.map(textOf).join('')))
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.off('close', leave);
  response.end('event: complete\ndata: \n\n');
}

function textOf({ json, cursor }: StreamFrame): string {
  return `${cursor ? `id: ${cursor}\n` : ''}event: next\ndata: ${json}\n\n`;
}
