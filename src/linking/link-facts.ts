import { type JudgedFact, judgeFacts } from '../consignment/effective-facts.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import { type Anchors, decideAnchors } from './anchors.ts';
import { BoxTrips } from './box-trips.ts';
import { boxUses, turnMarks } from './box-uses.ts';
import { IdentifierIndex } from './identifier-index.ts';
import type { LinkContext, LinkRule, Match } from './link-rule.ts';
import { LINK_PHASES } from './link-rules.ts';
import type { LinkedFact } from './linked-fact.ts';
import { nextTrips } from './next-trips.ts';
import { partsBeside } from './split-bills.ts';

/** The facts of one consignment, and how each was linked. */
export interface LinkedConsignment {
  /** The smallest of its strong identifiers: its name within one run of the linker, not its hub id. */
  readonly name: string;
  readonly identifiers: readonly string[];
  readonly facts: readonly LinkedFact[];
  /** Bills of other consignments that are parts of the same split bill: for the sums, not its own. */
  readonly beside: readonly LinkedFact[];
  /** With what the next trips of its boxes began. */
  readonly next: readonly LinkedFact[];
}

export interface Linking {
  readonly consignments: readonly LinkedConsignment[];
  /** Facts that no rule could place (law 2.3, order 7). */
  readonly unlinked: readonly JudgedFact[];
  /** Nor could it place these, which are about a voyage or train and no consignment. */
  readonly journeyOnly: readonly JudgedFact[];
  /** Facts with several candidates: shown, counted, and part of none of them. */
  readonly ambiguous: readonly LinkedFact[];
  readonly anchors: Anchors;
  readonly index: IdentifierIndex;
  /** By number, as `scheme|value`, that a superseded statement quotes: the consignments of the statement that took its place. */
  readonly heirs: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Facts in, consignments out; pure and independent of the order of the facts (laws 1.3, 2.2, 2.3). */
export function linkFacts(
  facts: readonly KnownFact[],
  phases: readonly (readonly LinkRule[])[] = LINK_PHASES,
): Linking {
  const judged = judgeFacts(facts);
  const index = new IdentifierIndex(
    judged.filter(each => each.supersededBy === undefined).flatMap(each => each.known.fact.references),
  );
  const anchors = decideAnchors(judged, index);
  const matches = new Map<string, Match>();
  const marks = turnMarks(judged);
  for (const rules of phases) {
    const trips = new BoxTrips(boxUses(judged, matches, anchors), marks);
    matchAll(judged, rules, { index, anchors, trips }, matches);
  }
  const trips = new BoxTrips(boxUses(judged, matches, anchors), marks);
  return gather(judged, matches, { index, anchors, trips });
}

function matchAll(
  judged: readonly JudgedFact[],
  rules: readonly LinkRule[],
  context: LinkContext,
  matches: Map<string, Match>,
): void {
  for (const { known } of judged) {
    if (matches.has(known.id)) continue;
    const match = firstMatch(known, rules, context);
    if (match) matches.set(known.id, match);
  }
}

function firstMatch({ fact }: KnownFact, rules: readonly LinkRule[], context: LinkContext): Match | undefined {
  for (const rule of rules) {
    const match = rule.match(fact, context);
    if (match) return match;
  }
  return undefined;
}

function gather(judged: readonly JudgedFact[], matches: ReadonlyMap<string, Match>, context: LinkContext): Linking {
  const { anchors, index } = context;
  const linked = judged.flatMap((each): LinkedFact[] => {
    const match = matches.get(each.known.id);
    return match ? [{ ...each, match }] : [];
  });
  const unplaced = judged.filter(each => !matches.has(each.known.id));
  const certain = linked.filter(each => each.match.confidence !== 'AMBIGUOUS');
  return {
    consignments: consignmentsOf(certain, context),
    unlinked: unplaced.filter(each => !isAboutJourneyAlone(each.known)),
    journeyOnly: unplaced.filter(each => isAboutJourneyAlone(each.known)),
    ambiguous: linked.filter(each => each.match.confidence === 'AMBIGUOUS'),
    anchors,
    index,
    heirs: heirsOf(judged, matches),
  };
}

function heirsOf(
  judged: readonly JudgedFact[],
  matches: ReadonlyMap<string, Match>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const heirs = new Map<string, Set<string>>();
  for (const { known, supersededBy } of judged) {
    const match = supersededBy === undefined ? undefined : matches.get(supersededBy);
    if (!match || match.confidence === 'AMBIGUOUS') continue;
    for (const { scheme, value } of known.fact.references) {
      const number = `${scheme}|${value}`;
      heirs.set(number, new Set([...(heirs.get(number) ?? []), ...match.consignments]));
    }
  }
  return heirs;
}

function consignmentsOf(linked: readonly LinkedFact[], { anchors, index, trips }: LinkContext): LinkedConsignment[] {
  const [beside, next] = [partsBeside(linked, index), nextTrips(linked, trips)];
  const found = new Map<string, LinkedConsignment & { identifiers: string[]; facts: LinkedFact[] }>();
  for (const [id, name] of [...anchors.consignmentOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const around = { beside: beside.get(name) ?? [], next: next.get(name) ?? [] };
    const consignment = found.get(name) ?? { name, identifiers: [], facts: [], ...around };
    consignment.identifiers.push(id);
    found.set(name, consignment);
  }
  for (const each of linked) {
    for (const name of each.match.consignments) found.get(name)?.facts.push(each);
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Schedules and vessel or train movements belong to the journey's own document, not to the unlinked queue. */
export function isAboutJourneyAlone({ fact }: KnownFact): boolean {
  if (fact.kind === 'TRANSPORT_CALL') return true;
  if (fact.references.some(each => each.scheme === 'CONTAINER' || each.scheme === 'SEAL')) return false;
  return fact.kind === 'EVENT' || fact.kind === 'PARTNER_RECORD'
    ? fact.references.some(each => each.scheme === 'VOYAGE' || each.scheme === 'TRAIN') ||
        (fact.kind === 'EVENT' && fact.subject === 'TRANSPORT')
    : false;
}
