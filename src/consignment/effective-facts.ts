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
  /** Facts that say nothing of their own: repeats of this one, and retractions and reinstatements of it. */
  readonly echoes: readonly string[];
}

/**
 * Decides which facts are in force (laws 1.2, 2.9, 3.6). Of each line of revisions the last one stands; a retraction takes back what
 * stands before it, whenever it arrives; a reinstatement brings it back. Repeats of one content count once.
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
    return judgeLine([...line, ...against].sort(compareRevisions));
  });
}

function groupBy(facts: readonly KnownFact[], keyOf: (known: KnownFact) => string): Map<string, KnownFact[]> {
  const groups = new Map<string, KnownFact[]>();
  for (const known of facts) {
    const key = keyOf(known);
    const group = groups.get(key);
    if (group) group.push(known);
    else groups.set(key, [known]);
  }
  return groups;
}

/** Kinds whose revisions add to each other: an amendment carries only what changes, a confirmation does not repeat the request. */
const ACCUMULATING: ReadonlySet<Fact['kind']> = new Set(['DECLARATION', 'DECLARATION_STATUS', 'BOOKING']);

function judgeLine(sorted: readonly KnownFact[]): JudgedFact[] {
  const { revisions, repeats } = withoutRepeats(sorted);
  const standing = revisions.findLast(isStated);
  if (!standing) return [];
  const verdict = ACCUMULATING.has(standing.fact.kind) ? judgeAddition : judgeRevision;
  const retractions = sorted.filter(known => !isStated(known)).map(known => known.id);
  return revisions.filter(isStated).map(known => {
    const echoes = [...(repeats.get(known.id) ?? []), ...(known === standing ? retractions : [])];
    return { known, ...verdict(known, standing, revisions), echoes };
  });
}

function isStated(known: KnownFact): boolean {
  return known.fact.kind !== 'RETRACTION';
}

type Verdict = Omit<JudgedFact, 'known' | 'echoes'>;

function judgeRevision(known: KnownFact, standing: KnownFact, revisions: readonly KnownFact[]): Verdict {
  return known === standing
    ? judgeAddition(known, standing, revisions)
    : { effective: false, supersededBy: standing.id };
}

/** Stands unless the last word after it is a retraction. */
function judgeAddition(known: KnownFact, _standing: KnownFact, revisions: readonly KnownFact[]): Verdict {
  const last = revisions.slice(revisions.indexOf(known) + 1).findLast(each => !isStated(each));
  if (last?.fact.kind !== 'RETRACTION' || last.fact.reinstates) return { effective: true };
  return { effective: false, retractedBy: last.id };
}

/** The same content twice (a retransmission, BGM 1225 = 7 or 35, a second file) is one statement: the lowest id stands for it. */
function withoutRepeats(sorted: readonly KnownFact[]): {
  revisions: KnownFact[];
  repeats: Map<string, string[]>;
} {
  const first = new Map<string, KnownFact>();
  const repeats = new Map<string, string[]>();
  for (const known of sorted) {
    const content = `${known.fact.kind}|${contentOf(known.fact)}`;
    const twin = first.get(content);
    if (!twin) first.set(content, known);
    else if (twin.id !== known.id) repeats.set(twin.id, [...(repeats.get(twin.id) ?? []), known.id]);
  }
  return { revisions: [...first.values()], repeats };
}
