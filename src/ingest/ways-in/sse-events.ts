/** One event of a stream, or a sign of life: a comment, an empty event. */
export interface SseEvent {
  readonly type: string;
  /** Absent: nothing was said. */
  readonly data?: string;
  /** What the stream goes on after: set once, it holds for the events that follow. */
  readonly lastEventId?: string;
  readonly retryMs?: number;
}

/**
 * Reads `text/event-stream` (WHATWG HTML, server-sent events): lines end in any way, comments are signs of life, what the end cuts off is no
 * event. An event longer than `most` characters ends the stream.
 */
export async function* sseEvents(chunks: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<SseEvent, void> {
  const reader = new SseReader(most);
  const decoder = new TextDecoder();
  for await (const chunk of chunks) yield* reader.take(decoder.decode(chunk, { stream: true }));
}

class SseReader {
  readonly #most: number;
  #rest: string[] = [];
  #length = 0;
  #data: string[] = [];
  #type = '';
  #lastEventId: string | undefined;
  #retryMs: number | undefined;
  #afterReturn = false;

  constructor(most: number) {
    this.#most = most;
  }

  *take(text: string): Generator<SseEvent, void> {
    if (text === '') return;
    const fresh = this.#afterReturn && text.startsWith('\n') ? text.slice(1) : text;
    this.#afterReturn = text.endsWith('\r');
    const lines = fresh.split(/\r\n|\r|\n/);
    const rest = lines.pop() ?? '';
    if (lines.length > 0) {
      lines[0] = this.#rest.join('') + (lines[0] ?? '');
      this.#rest = [];
    }
    for (const line of lines) {
      const event = this.#line(line);
      if (event) yield event;
    }
    if (rest === '') return;
    this.#rest.push(rest);
    this.#bound(rest.length);
  }

  /** Of what is held: the data so far, and a line without its end. */
  #bound(length: number): void {
    this.#length += length;
    if (this.#length > this.#most) throw new Error(`an event is longer than ${this.#most} characters`);
  }

  #line(line: string): SseEvent | undefined {
    if (line === '') return this.#dispatch();
    if (line.startsWith(':')) return { type: 'comment' };
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') {
      this.#data.push(value);
      this.#bound(line.length);
    } else if (field === 'event') this.#type = value;
    else if (field === 'id' && !value.includes('\u0000')) this.#lastEventId = value;
    else if (field === 'retry' && /^\d{1,9}$/.test(value)) this.#retryMs = Number(value);
    return undefined;
  }

  #dispatch(): SseEvent {
    const event: SseEvent = {
      type: this.#type || 'message',
      ...(this.#data.length > 0 ? { data: this.#data.join('\n') } : {}),
      ...(this.#lastEventId === undefined ? {} : { lastEventId: this.#lastEventId }),
      ...(this.#retryMs === undefined ? {} : { retryMs: this.#retryMs }),
    };
    this.#data = [];
    this.#type = '';
    this.#length = 0;
    return event;
  }
}
