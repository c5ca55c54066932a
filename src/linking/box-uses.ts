import type { JudgedFact } from '../consignment/effective-facts.ts';
import type { Fact } from '../messages/fact.ts';
import type { Anchors } from './anchors.ts';
import type { BoxUse, TurnMark } from './box-trips.ts';
import { factTimes } from './fact-times.ts';
import type { Match } from './link-rule.ts';
import { tripKey } from './match-trip.ts';

interface Evidence {
  readonly fact: Fact;
  readonly consignments: readonly string[];
}

interface GrowingUse {
  readonly times: number[];
  /** Whether a fact about this consignment alone names the box. */
  own: boolean;
  /** Consignments that the facts which name the box speak of together with this one. */
  readonly sharers: Set<string>;
}

/** Which consignments used which box, seal or train, by the facts that documents already placed. */
export function boxUses(
  judged: readonly JudgedFact[],
  matches: ReadonlyMap<string, Match>,
  anchors: Anchors,
): Map<string, BoxUse[]> {
  const evidence = judged.flatMap(({ known, effective }): Evidence[] => {
    const match = matches.get(known.id);
    return match && effective && match.confidence !== 'AMBIGUOUS'
      ? [{ fact: known.fact, consignments: match.consignments }]
      : [];
  });
  const voyages = voyagesByConsignment(evidence);
  const groups = groupsByConsignment(anchors);
  const found = new Map<string, Map<string, GrowingUse>>();
  for (const each of evidence) collect(each, found);
  const use = (consignment: string, { times }: GrowingUse): BoxUse => ({
    consignment,
    from: Math.min(...times),
    to: Math.max(...times),
    voyages: voyages.get(consignment) ?? new Set(),
    groups: groups.get(consignment) ?? new Set(),
  });
  return new Map([...found].map(([box, uses]) => [box, trueUses(box, uses).map(([id, each]) => use(id, each))]));
}

function voyagesByConsignment(evidence: readonly Evidence[]): Map<string, Set<string>> {
  const voyages = new Map<string, Set<string>>();
  for (const { fact, consignments } of evidence) {
    for (const { scheme, value } of fact.references) {
      if (scheme !== 'VOYAGE') continue;
      for (const id of consignments) voyages.set(id, (voyages.get(id) ?? new Set()).add(value));
    }
  }
  return voyages;
}

function groupsByConsignment({ groups }: Anchors): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [group, members] of groups)
    for (const id of members) found.set(id, (found.get(id) ?? new Set()).add(group));
  return found;
}

function collect({ fact, consignments }: Evidence, found: Map<string, Map<string, GrowingUse>>): void {
  const times = factTimes(fact);
  for (const { scheme, value } of fact.references) {
    if (scheme !== 'CONTAINER' && scheme !== 'SEAL' && scheme !== 'TRAIN') continue;
    const key = tripKey(scheme, value);
    const uses = found.get(key) ?? new Map<string, GrowingUse>();
    found.set(key, uses);
    for (const id of consignments) {
      const use = uses.get(id) ?? { times: [], own: false, sharers: new Set() };
      use.times.push(...times);
      use.own ||= consignments.length === 1;
      for (const other of consignments) use.sharers.add(other);
      uses.set(id, use);
    }
  }
}

/** A paper shared by several consignments names a box of one of them: where one is known to use the box by a paper of its own, the rest do not. */
function trueUses(key: string, uses: ReadonlyMap<string, GrowingUse>): [string, GrowingUse][] {
  if (key.startsWith('TRAIN ')) return [...uses];
  return [...uses].filter(([, use]) => use.own || ![...use.sharers].some(id => uses.get(id)?.own));
}

/** Empty returns and strippings close a trip, empty pick-ups and bookings open one (law 2.2: events attach to one trip of one box). */
export function turnMarks(judged: readonly JudgedFact[]): Map<string, TurnMark[]> {
  const marks = new Map<string, TurnMark[]>();
  for (const { known, effective } of judged) {
    if (!effective) continue;
    for (const [box, mark] of marksOf(known.fact)) {
      const others = marks.get(box);
      if (others) others.push(mark);
      else marks.set(box, [mark]);
    }
  }
  return marks;
}

function marksOf(fact: Fact): (readonly [box: string, mark: TurnMark])[] {
  if (fact.kind === 'BOOKING' && fact.requestedAt) {
    const mark: TurnMark = { at: Date.parse(fact.requestedAt.instant), turn: 'BOOKS' };
    return fact.equipment.map(box => [box.number, mark]);
  }
  if (fact.kind !== 'EVENT' || fact.classifier !== 'ACT' || !fact.equipment) return [];
  const turn = turnOf(fact.type, fact.equipment.fullness);
  return turn ? [[fact.equipment.number, { at: Date.parse(fact.time.instant), turn }]] : [];
}

function turnOf(type: string, fullness: string | undefined): TurnMark['turn'] | undefined {
  if (type === 'STRIPPING' || (type === 'GATE_IN' && fullness === 'EMPTY')) return 'CLOSES';
  if (type === 'GATE_OUT' && fullness === 'EMPTY') return 'OPENS';
  return undefined;
}
