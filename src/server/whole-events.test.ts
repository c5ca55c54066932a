import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wholeEvents } from './whole-events.ts';

const EVENTS = ['event: next\ndata: {"name":"天津海河"}\n\n', ':\n\n', 'event: next\ndata: {}\n\n'];
const COMPLETE = 'event: complete\ndata: \n\n';

async function through(chunks: readonly Uint8Array[]): Promise<string[]> {
  const parts: string[] = [];
  const source = new ReadableStream<Uint8Array>({
    start: controller => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  for await (const part of source.pipeThrough(wholeEvents())) parts.push(new TextDecoder().decode(part));
  return parts;
}

/** The bytes of a text, cut anywhere. */
function cut(text: string, at: readonly number[]): Uint8Array[] {
  const bytes = Buffer.from(text);
  const places = [0, ...at.map(each => each % bytes.length).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((place, i) => bytes.subarray(places[i], place));
}

test('wherever a stream is cut, each part that comes is whole events, and nothing is lost', async () => {
  const text = [...EVENTS, COMPLETE].join('');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 20 }), async at => {
      const parts = await through(cut(text, at));
      expect(parts.join('')).toBe(text);
      for (const part of parts) expect(part).toMatch(/\n\n$/);
    }),
  );
});

test('a stream that ends without being complete has broken off', async () => {
  await expect(through([Buffer.from(EVENTS.join(''))])).rejects.toThrow('broke off');
});
