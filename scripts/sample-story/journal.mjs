/** What is sent, by whom, when. Numbers are given at the end, in the order of arrival, over all partners. */
import { NOW } from './times.mjs';

const EXTENSION = { xml: 'xml', edi: 'edi', json: 'json' };

export class Journal {
  #entries = [];

  /**
   * @param {{partner: string, feed: string, at: number, slug: string, body: string, arrives?: number, hold?: boolean}} message
   *   `arrives` where a message comes later (or sooner) than it was written; `hold` keeps a message of the future for "play next".
   */
  tell(message) {
    const arrives = message.arrives ?? message.at;
    if (arrives > NOW && !message.hold) return;
    this.#entries.push({ ...message, arrives, held: arrives > NOW, order: this.#entries.length });
  }

  /** @returns {{path: string, body: string, held: boolean, number: number}[]} */
  files() {
    const sorted = [...this.#entries].sort((a, b) => a.arrives - b.arrives || a.order - b.order);
    return sorted.map((entry, i) => {
      const name = `${String(i + 1).padStart(4, '0')}-${entry.slug}.${extension(entry.body)}`;
      const folder = `${entry.partner}/samples/${entry.feed}${entry.held ? '/held' : ''}`;
      return { path: `${folder}/${name}`, body: entry.body, held: entry.held, number: i + 1 };
    });
  }
}

function extension(body) {
  if (body.startsWith('<')) return EXTENSION.xml;
  return body.startsWith('UN') ? EXTENSION.edi : EXTENSION.json;
}
