const BLANK_LINE = 10;

/**
 * Of a stream of Server-Sent Events the whole ones: the transport decodes each chunk by itself, so that a character in two chunks would be
 * lost. A stream that ends without saying that it is complete has broken off, and says so.
 */
export async function fetchWholeEvents(url: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.body || !response.headers.get('content-type')?.startsWith('text/event-stream')) return response;
  return new Response(response.body.pipeThrough(wholeEvents()), response);
}

export function wholeEvents(): TransformStream<Uint8Array, Uint8Array> {
  let held: Uint8Array = new Uint8Array();
  let isComplete = false;
  return new TransformStream({
    transform: (chunk, controller) => {
      const all = Buffer.concat([held, chunk]);
      const end = endOfLastEvent(all);
      held = all.subarray(end);
      if (end === 0) return;
      const whole = all.subarray(0, end);
      isComplete ||= /^event: ?complete$/m.test(Buffer.from(whole).toString('utf8'));
      controller.enqueue(whole);
    },
    flush: () => {
      if (!isComplete) throw new Error('the stream of events broke off');
    },
  });
}

/** Behind the last empty line; 0 where there is none. */
function endOfLastEvent(bytes: Uint8Array): number {
  for (let end = bytes.length; end > 1; end--)
    if (bytes[end - 1] === BLANK_LINE && bytes[end - 2] === BLANK_LINE) return end;
  return 0;
}
