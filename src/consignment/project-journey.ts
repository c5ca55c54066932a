import type { TransportCallFact } from '../messages/fact.ts';
import { callsByPort } from './calls-by-port.ts';
import type { Claims } from './claim.ts';
import type { JudgedFact } from './effective-facts.ts';
import type { CallStatement, CallTimestamp, JourneyCall, JourneyDocument } from './journey-document.ts';
import { NO_TABLES, type PlaceLineage } from './place-lineage.ts';
import type { PlacedFact } from './placed-fact.ts';
import { journeyKeys, sortedEvents } from './project-events.ts';
import { CARRIAGE_RANK, rankClaims } from './rank-claims.ts';
import { compareText } from './revision-order.ts';
import { isComposition, trainWagons } from './train-wagons.ts';

/**
 * One voyage or train run from every fact that quotes one of its keys: calls with rival times, events of the conveyance itself. A
 * call also quotes the voyage that it ends or begins: `own` are the keys of this one.
 */
export function projectJourney(
  judged: readonly JudgedFact[],
  own?: readonly string[],
  lineageOf: PlaceLineage = NO_TABLES,
): JourneyDocument {
  const facts = [...judged]
    .sort((a, b) => compareText(a.known.id, b.known.id))
    .map((each): PlacedFact => ({ ...each, match: { rule: 'JOURNEY', confidence: 'ASSERTED', on: '' } }));
  const calls = facts.filter(isCall);
  const events = facts.filter(each => each.known.fact.kind === 'EVENT');
  const keys = [...new Set(own ?? facts.flatMap(each => journeyKeys(each.known.fact)))].sort();
  const mode = keys.some(key => key.startsWith('TRAIN|')) ? 'RAIL' : 'SEA';
  return {
    keys,
    mode,
    number: keys[0]?.slice(keys[0].lastIndexOf('/') + 1).replace(/^TRAIN\|/, '') ?? '',
    conveyance: rankClaims(facts.filter(isOfConveyance), ['TRANSPORT_CALL', ...CARRIAGE_RANK], fact =>
      'conveyance' in fact ? fact.conveyance : undefined,
    ),
    service: rankClaims(calls, [], fact => fact.service),
    calls: inRotation(callsByPort(calls, place => lineageOf(place.claim, place.time, mode)[0]).map(journeyCall)),
    events: sortedEvents(events.flatMap(each => (isTransportEvent(each) ? [each] : []))),
    ...wagonsOf(facts),
  };
}

/** A box on a wagon says nothing of the train. */
function isOfConveyance({ known: { fact } }: PlacedFact): boolean {
  return !(isComposition(fact) && fact.subject === 'EQUIPMENT');
}

function wagonsOf(facts: readonly PlacedFact[]): Pick<JourneyDocument, 'wagons'> {
  const wagons = trainWagons(facts);
  return wagons.length > 0 ? { wagons } : {};
}

function isCall(each: PlacedFact): each is PlacedFact<TransportCallFact> {
  return each.known.fact.kind === 'TRANSPORT_CALL';
}

function isTransportEvent(
  each: PlacedFact,
): each is PlacedFact<Extract<PlacedFact['known']['fact'], { kind: 'EVENT' }>> {
  return each.known.fact.kind === 'EVENT' && each.known.fact.subject === 'TRANSPORT';
}

function journeyCall(facts: readonly PlacedFact<TransportCallFact>[]): JourneyCall {
  const effective = facts.filter(each => each.effective);
  return callOf((effective.length > 0 ? effective : facts.slice(0, 1)).map(callStatement), {
    status: rankClaims(facts, [], fact => fact.status) as Claims<NonNullable<TransportCallFact['status']>>,
    timestamps: effective.flatMap(callTimestamps).sort(compareTimestamps),
  });
}

/** A call by what is said of it: also of the statements alone that a reader may see. */
export function callOf(
  statements: readonly CallStatement[],
  { status, timestamps }: Pick<JourneyCall, 'status' | 'timestamps'>,
): JourneyCall {
  const sequences = statements.flatMap(each => each.sequence ?? []);
  return {
    sequence: sequences.length > 0 ? Math.min(...sequences) : Number.MAX_SAFE_INTEGER,
    place: statements[0]?.place ?? { codes: [] },
    callReference: statements.map(each => each.callReference).find(Boolean) ?? null,
    visitReference: statements.map(each => each.visitReference).find(Boolean) ?? null,
    importVoyage: statements.map(each => each.importVoyage).find(Boolean) ?? null,
    exportVoyage: statements.map(each => each.exportVoyage).find(Boolean) ?? null,
    statements,
    status,
    timestamps,
  };
}

/** In the order of the rotation, numbered from 1. */
export function inRotation(calls: readonly JourneyCall[]): JourneyCall[] {
  return [...calls]
    .sort(
      (a, b) =>
        a.sequence - b.sequence || compareText(firstTime(a), firstTime(b)) || compareText(placeText(a), placeText(b)),
    )
    .map((call, i) => ({ ...call, sequence: i + 1 }));
}

function callStatement({ known }: PlacedFact<TransportCallFact>): CallStatement {
  const { sequence, place, callReference, visitReference, importVoyage, exportVoyage } = known.fact;
  return {
    sequence: sequence ?? null,
    place,
    callReference: callReference ?? null,
    visitReference: visitReference ?? null,
    importVoyage: importVoyage ?? null,
    exportVoyage: exportVoyage ?? null,
    origin: known.origin,
    fact: known.id,
  };
}

function callTimestamps({ known }: PlacedFact<TransportCallFact>): CallTimestamp[] {
  return known.fact.timestamps.map(each => ({
    event: each.event,
    at: each.at,
    classifier: each.classifier,
    time: each.time,
    reason: each.reason ?? null,
    assertedAt: known.fact.updatedAt?.instant ?? null,
    origin: known.origin,
    fact: known.id,
  }));
}

function compareTimestamps(a: CallTimestamp, b: CallTimestamp): number {
  return (
    compareText(a.event, b.event) ||
    compareText(a.classifier, b.classifier) ||
    compareText(a.time.instant, b.time.instant) ||
    compareText(a.fact, b.fact)
  );
}

function firstTime(call: JourneyCall): string {
  return call.timestamps.map(each => each.time.instant).sort()[0] ?? '~';
}

function placeText(call: JourneyCall): string {
  return call.place.codes.map(each => each.value).join('/');
}
