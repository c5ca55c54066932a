import { canonicalJson } from '../consignment/canonical-json.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import { numberOf } from '../linking/assign-ids.ts';
import { linkFacts } from '../linking/link-facts.ts';
import { type ClosureKeys, closureKeys } from './closure-keys.ts';
import { linkClosure, linkStates } from './link-closure.ts';
import { loadClosure } from './load-closure.ts';

/** What the tables would hold: documents by the identifiers that they stand for, and the state of each fact. */
export class ClosureGraph {
  readonly #facts = new Map<string, KnownFact>();
  readonly #keys = new Map<string, ClosureKeys>();
  readonly #documents = new Map<string, { readonly identifiers: readonly string[]; readonly document: string }>();
  readonly #states = new Map<string, string>();

  async record(added: readonly KnownFact[]): Promise<void> {
    const closure = await loadClosure((keys, reach) => this.#read(keys, reach), { added, replaced: [] });
    for (const known of added) {
      this.#facts.set(known.id, known);
      this.#keys.set(known.id, closureKeys(known));
    }
    const { whole, linkStates: states } = linkClosure(closure, { added, replaced: [] });
    const before = new Map(this.#documents);
    for (const [name, { identifiers }] of before)
      if (identifiers.some(id => closure.keys.has(numberOf(id)))) this.#documents.delete(name);
    for (const { linked, isSame } of whole) {
      const document = isSame
        ? before.get(linked.name)?.document
        : canonicalJson(projectConsignment(linked.facts, linked));
      this.#documents.set(linked.name, { identifiers: linked.identifiers, document: document ?? 'never folded' });
    }
    for (const [id, state] of states) this.#states.set(id, state);
  }

  async #read(keys: readonly string[], reach: string): Promise<KnownFact[]> {
    const wanted = new Set(keys);
    const quoting = [...this.#facts.values()].filter(known => {
      const { strong, weak, trains } = this.#keysOf(known);
      return [strong, weak, trains].some(each => each.some(key => wanted.has(key)));
    });
    const further = [...new Set([...keys, ...quoting.flatMap(known => this.#keysOf(known).strong)])];
    return reach === 'COMPONENT' && further.length > keys.length ? this.#read(further, reach) : quoting;
  }

  #keysOf(known: KnownFact): ClosureKeys {
    return this.#keys.get(known.id) ?? closureKeys(known);
  }

  get shown() {
    return {
      documents: Object.fromEntries([...this.#documents].map(([name, { document }]) => [name, document])),
      states: Object.fromEntries([...this.#states].sort()),
    };
  }
}

/** The same from all facts together. */
export function atOnce(facts: readonly KnownFact[]): ClosureGraph['shown'] {
  const linking = linkFacts(facts);
  return {
    documents: Object.fromEntries(
      linking.consignments.map(linked => [linked.name, canonicalJson(projectConsignment(linked.facts, linked))]),
    ),
    states: Object.fromEntries(
      [
        ...linkStates(
          linking,
          facts.map(known => known.id),
        ),
      ].sort(),
    ),
  };
}
