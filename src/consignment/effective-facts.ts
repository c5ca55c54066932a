import type { Fact } from '../messages/fact.ts';
import type { KnownFact } from './known-fact.ts';
import { compareRevisions, contentOf, statementKey, thingKey } from './revision-order.ts';

/** A fact with the verdict of its line of revisions. */
export interface JudgedFact<F extends Fact = Fact> {
  readonly known: KnownFact<F>;
  readonly effective: boolean;
  /** Fact id of the revision that replaced it, or of the retraction that took it back. */
  readonly supersededBy?: string;
  readonly retractedBy?: string;
}

/**
 * Decides which facts are in force (laws 1.2, 2.9, 3.6). Of each line of revisions the last one stands; a retraction takes back all
 * before it, whenever it arrives; a reinstatement brings the last event back. Repeats of one content count once.
 */
export function judgeFacts(facts: readonly KnownFact[]): JudgedFact[] {
  const stated = groupBy(
    facts.filter(known => known.fact.kind !== 'RETRACTION'),
    thingKey,
  );
  const retractions = groupBy(
    facts.filter(known => known.fact.kind === 'RETRACTION'),
    statementKey,
  );
  return [...stated.keys()].sort().flatMap(key => {
    const line = stated.get(key) ?? [];
    const against = line[0] ? (retractions.get(statementKey(line[0])) ?? []) : [];
    return judgeLine([...line, ...against]);
  });
}

function groupBy(facts: readonly KnownFact[], keyOf: (known: KnownFact) => string): Map<string, KnownFact[]> {
  const groups = new Map<string, KnownFact[]>();
  for (const known of facts) {
    const group = groups.get(keyOf(known));
    if (group) group.push(known);
    else groups.set(keyOf(known), [known]);
  }
  return groups;
}

/** Kinds whose revisions add to each other: an amendment carries only what changes, a confirmation does not repeat the request. */
const ACCUMULATING: ReadonlySet<Fact['kind']> = new Set(['DECLARATION', 'DECLARATION_STATUS', 'BOOKING']);

function judgeLine(line: readonly KnownFact[]): JudgedFact[] {
  const revisions = withoutRepeats([...line].sort(compareRevisions));
  if (revisions[0] && ACCUMULATING.has(revisions[0].fact.kind))
    return revisions.map(known => ({ known, effective: true }));
  const last = revisions.at(-1);
  if (!last) return [];
  const stated = revisions.filter(known => known.fact.kind !== 'RETRACTION');
  const standing = stated.at(-1);
  const retraction = last.fact.kind === 'RETRACTION' && !last.fact.reinstates ? last : undefined;
  return stated.map(known => {
    const superseded = known !== standing && standing ? { supersededBy: standing.id } : {};
    const retracted = retraction ? { retractedBy: retraction.id } : {};
    return { known, effective: known === standing && !retraction, ...superseded, ...retracted };
  });
}

/** The same content twice (a retransmission, BGM 1225 = 7 or 35, a second file) is one statement: the lowest id stands for it. */
function withoutRepeats(sorted: readonly KnownFact[]): KnownFact[] {
  const seen = new Set<string>();
  return sorted.filter(known => {
    const content = `${known.fact.kind}|${contentOf(known.fact)}`;
    if (seen.has(content)) return false;
    seen.add(content);
    return true;
  });
}
