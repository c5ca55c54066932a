import type { TransportCallFact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { segmentIssue } from './edifact-issue.ts';
import type { EdifactSegment } from './edifact-segment.ts';
import { dtmQualifier, readDtm } from './edifact-time.ts';

type Timestamp = TransportCallFact['timestamps'][number];

/** List 2005. 132 and 133 are estimates by definition, also where senders put the past in them. */
const CALL_TIMES: Readonly<Record<string, Pick<Timestamp, 'event' | 'classifier'>>> = codeTable({
  '132': { event: 'ARRIVAL', classifier: 'EST' },
  '133': { event: 'DEPARTURE', classifier: 'EST' },
  '136': { event: 'DEPARTURE', classifier: 'ACT' },
  '178': { event: 'ARRIVAL', classifier: 'ACT' },
  '186': { event: 'DEPARTURE', classifier: 'ACT' },
  '189': { event: 'DEPARTURE', classifier: 'PLN' },
  '232': { event: 'ARRIVAL', classifier: 'PLN' },
});

/** A place of a journey with the times that follow it; times before the first place speak of no place in particular. */
export interface CallGroup {
  readonly loc?: EdifactSegment;
  readonly dtms: readonly EdifactSegment[];
}

export function groupCalls(segments: readonly EdifactSegment[]): readonly CallGroup[] {
  const groups: { loc?: EdifactSegment; dtms: EdifactSegment[] }[] = [{ dtms: [] }];
  for (const segment of segments) {
    if (segment.tag === 'LOC') groups.push({ loc: segment, dtms: [] });
    if (segment.tag === 'DTM') groups.at(-1)?.dtms.push(segment);
  }
  return groups.filter(group => group.loc !== undefined || group.dtms.length > 0);
}

export function readCallTimes(
  dtms: readonly EdifactSegment[],
  profile: MappingProfile,
  issues: FeedIssue[],
): readonly Timestamp[] {
  return dtms.flatMap(dtm => {
    const meaning = CALL_TIMES[dtmQualifier(dtm)];
    if (!meaning || dtm.component(1, 1) === '') return [];
    const time = readDtm(dtm, profile);
    if (time) return [{ ...meaning, at: 'PORT' as const, time }];
    const message = `"${dtm.component(1, 1)}" is no time`;
    issues.push(segmentIssue(dtm, 'VALUE', 'WARNING', message, 'Send CCYYMMDDHHMM with format 203.'));
    return [];
  });
}
