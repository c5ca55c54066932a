import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { TransportCallFact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { type CallGroup, groupCalls, readCallTimes } from '../formats/edifact-call.ts';
import { quoteJourney } from '../formats/edifact-conveyance.ts';
import { readPlace, unLocodeOf } from '../formats/edifact-place.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import type { Statement } from '../formats/edifact-statement.ts';
import type { CarriageGroup } from './edifact-box-groups.ts';

/**
 * The call of the vessel that a report is about, where its header has times of it. Times before any place are those of the port at
 * which the report was made: LOC+11 of a discharge, LOC+9 of a loading, LOC+60 of a manifest.
 */
export function readVesselCalls(
  document: Statement,
  { tdt, segments }: CarriageGroup,
  vessel: ConveyanceClaim,
  profile: MappingProfile,
  issues: FeedIssue[],
  hereQualifier: string,
): TransportCallFact[] {
  const here = segments.find(segment => segment.tag === 'LOC' && segment.element(1) === hereQualifier);
  const groups = groupCalls(segments).map(group => (group.loc || !here ? group : { ...group, loc: here }));
  return vesselCalls(document, tdt, vessel, groups, profile, issues);
}

export function vesselCalls(
  document: Statement,
  tdt: EdifactSegment,
  vessel: ConveyanceClaim,
  groups: readonly CallGroup[],
  profile: MappingProfile,
  issues: FeedIssue[],
): TransportCallFact[] {
  const references = quoteJourney(vessel);
  const voyage = references[0]?.value;
  if (vessel.mode !== 'SEA' || voyage === undefined || document.function === 'RETRACTS') return [];
  return groups.flatMap(({ loc, dtms }) => {
    const timestamps = readCallTimes(dtms, profile, issues);
    const place = loc && readPlace(loc, profile, issues);
    if (!loc || !place || timestamps.length === 0) return [];
    const code = unLocodeOf(place) ?? loc.element(2);
    return [
      {
        kind: 'TRANSPORT_CALL' as const,
        position: tdt.position,
        references,
        key: `${document.type}/CALL/${voyage}/${code}`,
        revision: document.function === 'CORRECTS' ? 1 : 0,
        ...(document.updatedAt ? { updatedAt: document.updatedAt } : {}),
        conveyance: vessel,
        place,
        timestamps,
      },
    ];
  });
}
