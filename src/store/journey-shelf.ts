import type { NamedJourney } from './consignment-version.ts';
import type { Sql } from './database.ts';
import { journeysUnder, type KeptJourney } from './journey-reader.ts';
import { NaturalBatch } from './natural-batch.ts';

const MOST = 2_000;

/**
 * Voyages and trains, which thousands of consignments name: each is read again only when a look-up names another writing of it. What is not on
 * the shelf is read in one statement for all who ask at a time.
 */
export class JourneyShelf {
  readonly #kept = new Map<string, { readonly written: string; readonly journey: KeptJourney }>();
  readonly #read: NaturalBatch<string, KeptJourney | undefined>;

  constructor(sql: Sql) {
    this.#read = new NaturalBatch(async keys => {
      const found = await journeysUnder(sql, [...new Set(keys)]);
      return keys.map(key => found.get(key));
    });
  }

  /** `named`: how the look-up of a consignment named it; without that it is read. */
  load(key: string, named: NamedJourney | undefined): Promise<KeptJourney | undefined> | KeptJourney | undefined {
    if (named?.[1] === null) return undefined;
    const kept = this.#kept.get(key);
    if (named && kept && kept.written === writingOf(named)) return this.#touched(key, kept);
    return this.#read.load(key).then(journey => {
      if (named && journey?.id === named[1] && journey.document) this.#keep(key, writingOf(named), journey);
      return journey;
    });
  }

  #touched(key: string, kept: { readonly written: string; readonly journey: KeptJourney }): KeptJourney {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.journey;
  }

  #keep(key: string, written: string, journey: KeptJourney): void {
    this.#kept.delete(key);
    this.#kept.set(key, { written, journey });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST && oldest !== undefined) this.#kept.delete(oldest);
  }
}

function writingOf([, id, written]: NamedJourney): string {
  return `${id} ${written}`;
}
