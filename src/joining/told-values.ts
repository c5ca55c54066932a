import type { CellInfo } from '../policy/cells.ts';
import type { Decision } from '../policy/decide-disclosure.ts';
import type { FieldDisclosure } from '../policy/field-disclosure.ts';

/** Counts what a reader is told of a partner's values, for the receipt; what is withheld stands there uncounted. */
export class ToldValues {
  readonly #origin: string;
  readonly #found = new Map<string, FieldDisclosure>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  add({ pattern }: CellInfo, { outcome, agreement, grant, reason }: Decision, count: number): void {
    const isWithheld = outcome === 'WITHHELD';
    // An origin of which the reader knows nothing is not named.
    if (isWithheld && agreement === undefined) return;
    const key = [pattern, outcome, agreement?.digest, grant, reason].join('|');
    const known = this.#found.get(key);
    this.#found.set(key, {
      path: pattern,
      origin: this.#origin,
      outcome,
      ...(agreement ? { agreement: agreement.id, version: agreement.version, digest: agreement.digest } : {}),
      ...(grant === undefined ? {} : { grant }),
      ...(reason === undefined ? {} : { reason }),
      count: (known?.count ?? 0) + (isWithheld ? 0 : count),
    });
  }

  all(): readonly FieldDisclosure[] {
    return [...this.#found.values()];
  }
}
