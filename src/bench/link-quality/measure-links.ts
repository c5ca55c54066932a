import type { Linking } from '../../linking/link-facts.ts';
import type { Labelled, TradeCase } from './labelled-trade.ts';

/** Links of facts to consignments: those that were made, and how many of them are right; those that are true, and how many were found. */
export interface LinkScore {
  made: number;
  right: number;
  wanted: number;
  reached: number;
}

export interface LinkQuality {
  readonly all: LinkScore;
  readonly cases: ReadonlyMap<TradeCase, LinkScore>;
  readonly ambiguous: number;
  readonly unlinked: number;
  /** Facts that are linked where they do not belong, or not where they do, a few of each case. */
  readonly failing: ReadonlyMap<TradeCase, readonly string[]>;
}

export const precision = ({ right, made }: LinkScore) => (made === 0 ? 1 : right / made);
export const recall = ({ reached, wanted }: LinkScore) => (wanted === 0 ? 1 : reached / wanted);

const EXAMPLES = 3;

/**
 * Sets what the linker found beside the labels. A link is right where the found consignment is mostly of a true one that the fact is of; a
 * true link is found where the fact is in the found consignment that holds most of the true one. So strangers that were joined cost
 * precision, and what a missing reference or a typing error tears apart, is ambiguous or unlinked, costs recall.
 */
export function measureLinks(labelled: readonly Labelled[], linking: Linking): LinkQuality {
  const foundIn = new Map<string, string[]>();
  for (const { name, facts } of linking.consignments)
    for (const { known } of facts) foundIn.set(known.id, [...(foundIn.get(known.id) ?? []), name]);
  const pairs = labelled.flatMap(({ known, truth }) =>
    (foundIn.get(known.id) ?? []).flatMap(found => truth.map(name => [name, found] as const)),
  );
  const mainOf = majority(pairs);
  const mostlyOf = majority(pairs.map(([name, found]) => [found, name] as const));
  const all: LinkScore = { right: 0, made: 0, reached: 0, wanted: 0 };
  const cases = new Map<TradeCase, LinkScore>();
  const failing = new Map<TradeCase, string[]>();
  for (const each of labelled) {
    const found = foundIn.get(each.known.id) ?? [];
    const score: LinkScore = {
      made: found.length,
      right: found.filter(name => each.truth.includes(mostlyOf.get(name) ?? '')).length,
      wanted: each.truth.length,
      reached: each.truth.filter(name => found.includes(mainOf.get(name) ?? '')).length,
    };
    const ofCase = cases.get(each.kind) ?? { right: 0, made: 0, reached: 0, wanted: 0 };
    cases.set(each.kind, ofCase);
    for (const total of [all, ofCase]) add(total, score);
    if (score.right < score.made || score.reached < score.wanted) note(failing, each, found);
  }
  return { all, cases, failing, ambiguous: linking.ambiguous.length, unlinked: linking.unlinked.length };
}

/** What each stands with most often; of equals the first by name. */
function majority(pairs: readonly (readonly [string, string])[]): Map<string, string> {
  const votes = new Map<string, Map<string, number>>();
  for (const [each, other] of pairs) {
    const counts = votes.get(each) ?? new Map<string, number>();
    votes.set(each, counts.set(other, (counts.get(other) ?? 0) + 1));
  }
  return new Map(
    [...votes].flatMap(([each, counts]) => {
      const [first] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
      return first ? [[each, first[0]] as const] : [];
    }),
  );
}

function add(total: LinkScore, score: LinkScore): void {
  total.right += score.right;
  total.made += score.made;
  total.reached += score.reached;
  total.wanted += score.wanted;
}

function note(failing: Map<TradeCase, string[]>, { known, truth, kind }: Labelled, found: readonly string[]): void {
  const examples = failing.get(kind) ?? [];
  failing.set(kind, examples);
  if (examples.length >= EXAMPLES) return;
  const quoted = known.fact.references.map(each => `${each.scheme} ${each.value}`).join(', ');
  examples.push(`${known.fact.kind} quoting ${quoted}: of ${truth.join(', ')}, found in ${found.join(', ') || 'none'}`);
}
