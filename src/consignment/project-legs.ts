import type { ConveyanceClaim, PlaceClaim } from '../messages/claims.ts';
import type { Fact } from '../messages/fact.ts';
import { normaliseNumber } from '../messages/reference.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { LegEntry } from './consignment-slice.ts';
import type { PlacedFact } from './placed-fact.ts';
import { journeyKeys, journeyNumber } from './project-events.ts';
import { CARRIAGE_RANK, rankClaims } from './rank-claims.ts';
import { compareText } from './revision-order.ts';

interface Leg {
  readonly keys: Set<string>;
  readonly facts: PlacedFact[];
}

/** One leg a journey: the facts that quote the same voyage or train, under whichever of its keys. Transhipment makes two. */
export function projectLegs(facts: readonly PlacedFact[]): LegEntry[] {
  const legs: Leg[] = [];
  for (const each of facts)
    if (each.effective) for (const keys of journeysOf(each.known.fact)) addToLeg(each, keys, legs);
  return legsInOrder(legs.map(leg => legEntry(leg)));
}

/** By the time that their claims tell: of the legs that a reader is shown, by what it is shown. */
export function legsInOrder(legs: readonly LegEntry[]): LegEntry[] {
  return [...legs]
    .sort((a, b) => compareText(timeOf(a), timeOf(b)) || compareText(a.journeys[0] ?? '', b.journeys[0] ?? ''))
    .map((leg, i) => ({ ...leg, sequence: i + 1 }));
}

/**
 * The journeys that a fact quotes, each by all its keys. What happens at a call that ends one voyage and begins another is about the one
 * that its conveyance names. A universal voyage reference (DCSA) goes with the carrier's number where only one is quoted.
 */
function journeysOf(fact: Fact): readonly (readonly string[])[] {
  const keys = journeyKeys(fact);
  const universal = keys.filter(key => key.startsWith('VOYAGE|UVR:'));
  const byNumber = new Map<string, string[]>();
  for (const key of keys.filter(each => !universal.includes(each))) {
    byNumber.set(journeyNumber(key), [...(byNumber.get(journeyNumber(key)) ?? []), key]);
  }
  const [only, ...others] = byNumber.values();
  if (!only) return universal.map(key => [key]);
  if (others.length === 0) return [[...only, ...universal]];
  const named =
    fact.kind === 'EVENT' && fact.conveyance?.journey && byNumber.get(normaliseNumber(fact.conveyance.journey));
  return named ? [named] : [...byNumber.values()];
}

function addToLeg(each: PlacedFact, keys: readonly string[], legs: Leg[]): void {
  const same = legs.filter(leg => keys.some(key => leg.keys.has(key)));
  for (const leg of same) legs.splice(legs.indexOf(leg), 1);
  legs.push({
    keys: new Set([...keys, ...same.flatMap(leg => [...leg.keys])]),
    facts: [...same.flatMap(leg => leg.facts), each],
  });
}

function legEntry(leg: Leg): LegEntry {
  const facts = [...leg.facts].sort((a, b) => compareText(a.known.id, b.known.id));
  const rail = [...leg.keys].some(key => key.startsWith('TRAIN|'));
  return {
    sequence: 0,
    mode: rail ? 'RAIL' : 'SEA',
    journeys: [...leg.keys].sort(),
    conveyance: rankClaims(facts, CARRIAGE_RANK, fact => conveyanceOn(leg.keys, fact)),
    from: rankClaims(facts, CARRIAGE_RANK, fact => endOf(fact, 'from')),
    to: rankClaims(facts, CARRIAGE_RANK, fact => endOf(fact, 'to')),
    departedAt: rankClaims(facts, CARRIAGE_RANK, fact => actual(fact, ['LOAD', 'DEPARTURE'])),
    arrivedAt: rankClaims(facts, CARRIAGE_RANK, fact => actual(fact, ['DISCHARGE', 'ARRIVAL'])),
  };
}

function timeOf(leg: Omit<LegEntry, 'sequence'>): string {
  return leg.departedAt[0]?.value.instant ?? leg.arrivedAt[0]?.value.instant ?? '~';
}

/** A bill over several legs names the conveyance of one of them. */
function conveyanceOn(keys: ReadonlySet<string>, fact: Fact): ConveyanceClaim | undefined {
  const conveyance = conveyanceOf(fact);
  const number = conveyance?.journey && normaliseNumber(conveyance.journey);
  const isOther = number && journeysOf(fact).length > 1 && ![...keys].some(key => journeyNumber(key) === number);
  return isOther ? undefined : conveyance;
}

function conveyanceOf(fact: Fact): ConveyanceClaim | undefined {
  if ('conveyance' in fact && fact.conveyance) return fact.conveyance;
  if (fact.kind === 'RAIL_NOTE' && fact.journey) return railConveyance(fact.journey, fact.carrier);
  if (fact.kind === 'BOOKING' && fact.mode === 'RAIL' && fact.journey)
    return railConveyance(fact.journey, fact.carrier);
  return undefined;
}

function railConveyance(journey: string, carrier: string | undefined): ConveyanceClaim {
  return carrier ? { mode: 'RAIL', journey, carrier } : { mode: 'RAIL', journey };
}

function endOf(fact: Fact, end: 'from' | 'to'): PlaceClaim | undefined {
  if (fact.kind !== 'EVENT' && journeysOf(fact).length > 1) return undefined;
  switch (fact.kind) {
    case 'TRANSPORT_DOCUMENT':
      return end === 'from' ? fact.placeOfLoading : fact.placeOfDischarge;
    case 'RAIL_NOTE':
    case 'BOOKING':
      return end === 'from' ? fact.origin : fact.destination;
    case 'EVENT':
      return (end === 'from' ? ['LOAD', 'DEPARTURE'] : ['DISCHARGE', 'ARRIVAL']).includes(fact.type)
        ? fact.place
        : undefined;
    default:
      return undefined;
  }
}

function actual(fact: Fact, types: readonly string[]): TimeValue | undefined {
  return fact.kind === 'EVENT' && fact.classifier === 'ACT' && types.includes(fact.type) ? fact.time : undefined;
}
