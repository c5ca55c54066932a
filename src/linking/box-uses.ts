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
  times: number[];
  voyages: Set<string>;
  /** Whether a fact about this consignment alone names the box; facts shared with others only fill in. */
  own: boolean;
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
  const found = new Map<string, Map<string, GrowingUse>>();
  for (const each of evidence) collect(each, found);
  return new Map([...found].map(([box, uses]) => [box, finished(uses, voyages, anchors)]));
}

function voyagesByConsignment(evidence: readonly Evidence[]): Map<string, Set<string>> {
  const voyages = new Map<string, Set<string>>();
  for (const { fact, consignments } of evidence) {
    const quoted = fact.references.filter(each => each.scheme === 'VOYAGE').map(each => each.value);
    for (const id of consignments) voyages.set(id, new Set([...(voyages.get(id) ?? []), ...quoted]));
  }
  return voyages;
}

function collect({ fact, consignments }: Evidence, found: Map<string, Map<string, GrowingUse>>): void {
  const times = factTimes(fact);
  for (const { scheme, value } of fact.references) {
    if (scheme !== 'CONTAINER' && scheme !== 'SEAL' && scheme !== 'TRAIN') continue;
    const key = tripKey(scheme, value);
    const uses = found.get(key) ?? new Map<string, GrowingUse>();
    found.set(key, uses);
    for (const id of consignments) {
      const use = uses.get(id) ?? { times: [], voyages: new Set(), own: false };
      use.times.push(...times);
      use.own ||= consignments.length === 1;
      uses.set(id, use);
    }
  }
}

function finished(
  uses: ReadonlyMap<string, GrowingUse>,
  voyages: ReadonlyMap<string, ReadonlySet<string>>,
  anchors: Anchors,
): BoxUse[] {
  const some = [...uses].filter(([, use]) => use.own);
  return (some.length > 0 ? some : [...uses]).map(([consignment, use]) => ({
    consignment,
    from: Math.min(...use.times),
    to: Math.max(...use.times),
    voyages: voyages.get(consignment) ?? new Set(),
    groups: new Set([...anchors.groups].filter(([, members]) => members.has(consignment)).map(([id]) => id)),
  }));
}

/** Empty returns and strippings close a trip, empty pick-ups open one (law 2.2: events attach to one trip of one box). */
export function turnMarks(judged: readonly JudgedFact[]): Map<string, TurnMark[]> {
  const marks = new Map<string, TurnMark[]>();
  for (const { known, effective } of judged) {
    const { fact } = known;
    if (!effective || fact.kind !== 'EVENT' || fact.classifier !== 'ACT' || !fact.equipment) continue;
    const turn = turnOf(fact.type, fact.equipment.fullness);
    if (!turn) continue;
    const box = fact.equipment.number;
    marks.set(box, [...(marks.get(box) ?? []), { at: Date.parse(fact.time.instant), turn }]);
  }
  return marks;
}

function turnOf(type: string, fullness: string | undefined): TurnMark['turn'] | undefined {
  if (type === 'STRIPPING' || (type === 'GATE_IN' && fullness === 'EMPTY')) return 'CLOSES';
  if (type === 'GATE_OUT' && fullness === 'EMPTY') return 'OPENS';
  return undefined;
}
