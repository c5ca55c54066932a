import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SseEvent, sseEvents } from './sse-events.ts';

async function read(chunks: readonly Uint8Array[], most = 1_000): Promise<SseEvent[]> {
  const events: SseEvent[] = [];
  const stream = async function* () {
    yield* chunks;
  };
  for await (const event of sseEvents(stream(), most)) events.push(event);
  return events;
}
const whole = (text: string, most?: number) => read([Buffer.from(text)], most);

describe('text/event-stream', () => {
  test('data of several lines, names, ids that hold on, and what is cut off', async () => {
    const text =
      ': hello\n\nid: 7\nevent: gate\ndata: one\ndata:two\n\ndata\n\nretry: 3000\nid\ndata:  three\n\ndata: cut';
    expect(await whole(text)).toEqual([
      { type: 'comment' },
      { type: 'message' },
      { type: 'gate', data: 'one\ntwo', lastEventId: '7' },
      { type: 'message', data: '', lastEventId: '7' },
      { type: 'message', data: ' three', lastEventId: '', retryMs: 3000 },
    ]);
  });

  test('reads alike however it is cut, whatever ends its lines, and with a byte order mark', async () => {
    const text = '\ufeffid: é1\ndata: 青岛\ndata: b\n\n: alive\nevent: x\ndata: c\n\n';
    const expected = await whole(text);
    expect(expected).toHaveLength(3);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('\n', '\r', '\r\n'), fc.array(fc.nat(80)), async (end, cuts) => {
        const bytes = Buffer.from(text.replaceAll('\n', end));
        const places = [0, ...cuts.filter(cut => cut < bytes.length).sort((a, b) => a - b), bytes.length];
        const chunks = places.slice(1).map((to, i) => bytes.subarray(places[i], to));
        expect(await read(chunks)).toEqual(expected);
      }),
    );
  });

  test('an event without end is not held', async () => {
    await expect(whole(`data: ${'x'.repeat(2_000)}`)).rejects.toThrow('longer than 1000');
    await expect(whole('data: x\n'.repeat(200))).rejects.toThrow('longer than 1000');
    expect(await whole('data: x\n\n'.repeat(200))).toHaveLength(200);
  });
});
