import { feedOfField } from './feed-of-field.ts';
import { absentAt, type FieldPath } from './field-path.ts';
import type { RiskContext } from './risk-context.ts';
import type { FeedCatalogue } from './rule-pack.ts';

export interface MissingField {
  readonly field: FieldPath;
  readonly feed: string | undefined;
}

const NONE: readonly MissingField[] = [];

/** What one context lacks: many rules read the same fields, and each path is looked at once. */
export class AbsentFields {
  readonly #context: RiskContext;
  readonly #feeds: FeedCatalogue;
  readonly #known = new Map<FieldPath, readonly MissingField[]>();

  constructor(context: RiskContext, feeds: FeedCatalogue) {
    this.#context = context;
    this.#feeds = feeds;
  }

  /** The values that are missing at a path, each by its own: of `equip[].vgmKg` perhaps that of the second box. */
  at(path: FieldPath): readonly MissingField[] {
    const known = this.#known.get(path);
    if (known) return known;
    const absent = absentAt(this.#context, path);
    const feed = absent.length > 0 ? feedOfField(path, this.#feeds) : undefined;
    const found = absent.length > 0 ? absent.map(field => ({ field, feed })) : NONE;
    this.#known.set(path, found);
    return found;
  }
}
