import type { Reference } from '../messages/reference.ts';

/**
 * One identifier as the graph knows it. The same number given by two issuers is two identifiers; a quotation without issuer
 * means the only one there is, and none where there are several.
 */
export class IdentifierIndex {
  readonly #issuers = new Map<string, Set<string>>();

  constructor(references: Iterable<Reference>) {
    for (const { scheme, value, issuer } of references) {
      const number = `${scheme}|${value}`;
      const issuers = this.#issuers.get(number) ?? new Set();
      if (issuer) issuers.add(issuer);
      this.#issuers.set(number, issuers);
    }
  }

  /** The identifiers that a quotation can mean: one, or for a quotation without issuer each issuer's. */
  resolve({ scheme, value, issuer }: Reference): readonly string[] {
    const number = `${scheme}|${value}`;
    const issuers = this.#issuers.get(number);
    if (!issuers || issuers.size <= 1) return [number];
    return issuer ? [`${number}|${issuer}`] : [...issuers].sort().map(each => `${number}|${each}`);
  }

  /** The one identifier meant, or undefined where the quotation is ambiguous. */
  one(reference: Reference): string | undefined {
    const meant = this.resolve(reference);
    return meant.length === 1 ? meant[0] : undefined;
  }

  issuerOf(identifier: string): string | undefined {
    const [scheme, value, issuer] = identifier.split('|');
    return issuer ?? [...(this.#issuers.get(`${scheme}|${value}`) ?? [])][0];
  }
}

export function schemeOf(identifier: string): string {
  return identifier.slice(0, identifier.indexOf('|'));
}
