import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../consignment/canonical-json.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import { numberOf } from '../linking/assign-ids.ts';
import { linkFacts } from '../linking/link-facts.ts';
import { RUNS } from '../linking/property-runs.fixture.ts';
import { retold, tradeStory } from '../linking/trade-story.fixture.ts';
import { closureKeys } from './closure-keys.ts';
import { linkClosure, linkStates } from './link-closure.ts';
import { loadClosure } from './load-closure.ts';

/** What the tables would hold: documents by the identifiers that they stand for, and the state of each fact. */
class Graph {
  readonly #facts = new Map<string, KnownFact>();
  readonly #documents = new Map<string, { readonly identifiers: readonly string[]; readonly document: string }>();
  readonly #states = new Map<string, string>();

  async record(added: readonly KnownFact[]): Promise<void> {
    const closure = await loadClosure((keys, reach) => this.#read(keys, reach), { added, replaced: [] });
    for (const known of added) this.#facts.set(known.id, known);
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
    const quoting = [...this.#facts.values()].filter(known =>
      Object.values(closureKeys(known))
        .flat()
        .some(key => keys.includes(key)),
    );
    const further = [...new Set([...keys, ...quoting.flatMap(known => closureKeys(known).strong)])];
    return reach === 'COMPONENT' && further.length > keys.length ? this.#read(further, reach) : quoting;
  }

  get shown() {
    return {
      documents: Object.fromEntries([...this.#documents].map(([name, { document }]) => [name, document])),
      states: Object.fromEntries([...this.#states].sort()),
    };
  }
}

function atOnce(facts: readonly KnownFact[]): Graph['shown'] {
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

test('message by message, in any order, ends where one fold over everything ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      tradeStory.chain(story => fc.tuple(fc.constant(story), retold(story), fc.integer({ min: 1, max: 4 }))),
      async ([story, arriving, size]) => {
        const graph = new Graph();
        for (let i = 0; i < arriving.length; i += size) await graph.record(arriving.slice(i, i + size));
        expect(graph.shown).toEqual(atOnce(story));
      },
    ),
    { numRuns: RUNS / 5 },
  );
}, 3_600_000);
