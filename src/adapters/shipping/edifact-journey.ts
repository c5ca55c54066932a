import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { TransportCallFact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { isNullValue, type MappingProfile } from '../../messages/mapping-profile.ts';
import { type CallGroup, groupCalls, readCallTimes } from '../formats/edifact-call.ts';
import { quoteJourney, readConveyance } from '../formats/edifact-conveyance.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import { locQualifier, readPlace, unLocodeOf } from '../formats/edifact-place.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import type { ScheduleDocument } from './edifact-schedule-document.ts';

/** A voyage: TDT with the references and calls that follow it. */
export interface JourneyGroup {
  readonly tdt: EdifactSegment;
  readonly segments: readonly EdifactSegment[];
}

/** List 3227: loading, departure, discharge, next port, previous port of call, next port of call, and a call as such. */
const CALL_PLACES = new Set(['5', '8', '9', '11', '13', '61', '92', '94', '125', '152', '153']);
/** List 1153: the stay of the ship in port; the voyage, for those who leave it out of TDT. */
const STAY = 'ATZ';
const VOYAGE = 'VON';

export function groupJourneys(segments: readonly EdifactSegment[]): readonly JourneyGroup[] {
  const journeys: { tdt: EdifactSegment; segments: EdifactSegment[] }[] = [];
  for (const segment of segments) {
    if (segment.tag === 'TDT') journeys.push({ tdt: segment, segments: [] });
    else journeys.at(-1)?.segments.push(segment);
  }
  return journeys;
}

export function readJourney(
  { tdt, segments }: JourneyGroup,
  document: ScheduleDocument,
  profile: MappingProfile,
  issues: FeedIssue[],
): TransportCallFact[] {
  const stated = readConveyance(tdt, profile, issues);
  if (!stated || !isIdentified(stated)) return refuse(tdt, issues);
  const voyage = referenceOf(segments, VOYAGE, profile);
  const conveyance = stated.journey || voyage === undefined ? stated : { ...stated, journey: voyage };
  const callReference = referenceOf(segments, STAY, profile);
  const groups = groupCalls(segments).filter(({ loc }) => loc && CALL_PLACES.has(locQualifier(loc)));
  const calls = groups.flatMap(group => readCall(group, conveyance, document, profile, issues));
  return inOrder(calls).map(call => ({ ...call, ...(callReference ? { callReference } : {}) }));
}

function isIdentified(conveyance: ConveyanceClaim): boolean {
  return (conveyance.imo ?? conveyance.callSign ?? conveyance.name ?? conveyance.journey) !== undefined;
}

function refuse(tdt: EdifactSegment, issues: FeedIssue[]): [] {
  const remedy = "Send the vessel's IMO number or call sign, and its voyage number.";
  issues.push(segmentIssue(tdt, 'STRUCTURE', 'ERROR', 'TDT names neither a vessel nor a voyage', remedy));
  return [];
}

function readCall(
  { loc, dtms }: CallGroup,
  conveyance: ConveyanceClaim,
  document: ScheduleDocument,
  profile: MappingProfile,
  issues: FeedIssue[],
): TransportCallFact[] {
  const doubts: FeedIssue[] = [];
  const place = loc && readPlace(loc, profile, doubts);
  const timestamps = document.cancelled ? [] : readCallTimes(dtms, profile, doubts);
  issues.push(...doubts);
  if (!loc || !place) return [];
  const references = quoteJourney(conveyance);
  const ship = references[0]?.value ?? `${conveyance.name ?? '?'}/${conveyance.journey ?? '?'}`;
  return [
    {
      kind: 'TRANSPORT_CALL',
      position: loc.position,
      references,
      key: `IFTSAI/${ship}/${unLocodeOf(place) ?? loc.element(2)}`,
      revision: document.revision,
      ...(document.updatedAt ? { updatedAt: document.updatedAt } : {}),
      conveyance,
      place,
      ...(document.cancelled ? { status: 'OMITTED' } : {}),
      timestamps,
      ...(doubts.length > 0 ? { issues: doubts } : {}),
    },
  ];
}

/**
 * The calls of a voyage by their times: previous and next ports of call are listed around the port of loading, not in order. A port that
 * is called twice is told apart by its turn. Without times the order is unknown.
 */
function inOrder(calls: readonly TransportCallFact[]): readonly TransportCallFact[] {
  const dated = calls.every(call => call.timestamps.length > 0);
  const sorted = dated ? [...calls].sort((a, b) => startOf(a).localeCompare(startOf(b))) : calls;
  const turns = new Map<string, number>();
  return sorted.map((call, i) => {
    const turn = (turns.get(call.key ?? '') ?? 0) + 1;
    turns.set(call.key ?? '', turn);
    return { ...call, ...(turn > 1 ? { key: `${call.key}#${turn}` } : {}), ...(dated ? { sequence: i + 1 } : {}) };
  });
}

function startOf(call: TransportCallFact): string {
  return call.timestamps.map(({ time }) => time.instant).sort()[0] ?? '~';
}

function referenceOf(
  segments: readonly EdifactSegment[],
  qualifier: string,
  profile: MappingProfile,
): string | undefined {
  const rff = segments.find(segment => segment.tag === 'RFF' && segment.code(1) === qualifier);
  const value = rff?.component(1, 1);
  return isNullValue(profile, value) ? undefined : value;
}
