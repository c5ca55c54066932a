import type { EventClassifier, EventType } from '../../messages/event-type.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { segmentIssue } from '../formats/edifact-issue.ts';
import type { EdifactSegment } from '../formats/edifact-segment.ts';
import { dtmQualifier, findDtm, readDtm } from '../formats/edifact-time.ts';
import type { BoxReading } from './edifact-box-reading.ts';

export interface BoxTime {
  readonly time: TimeValue;
  readonly classifier: EventClassifier;
}

/** List 2005: effective, execution, actual; WAT is the weighing of SMDG's VGM extension. */
const MOVE_TIMES = ['7', '203', 'ACT', '181'];
const WEIGHING_TIMES = ['WAT', ...MOVE_TIMES];
/** Arrival and departure at the gate, estimated by definition. */
const ESTIMATES: Readonly<Partial<Record<EventType, readonly string[]>>> = { GATE_IN: ['132'], GATE_OUT: ['133'] };

/**
 * When the box was moved: its own time, that of its carriage, that of the whole report; else an estimate; else, in doubt, when the report
 * was made. Undefined, with the error, where a time is stated that is none, or none at all.
 */
export function readBoxTime(reading: BoxReading, event: EventType): BoxTime | undefined {
  const { box, header } = reading;
  const qualifiers = event === 'WEIGHED' ? WEIGHING_TIMES : MOVE_TIMES;
  const ofCarriages = box.carriages.flatMap(carriage => carriage.segments);
  const stated = findDtm(box.own, qualifiers) ?? findDtm(ofCarriages, qualifiers) ?? findDtm(header.own, qualifiers);
  if (stated) return readStated(stated, 'ACT', reading);
  const estimated = findDtm(box.own, ESTIMATES[event] ?? []);
  return estimated ? readStated(estimated, 'EST', reading) : creationTime(reading);
}

/** SMDG: a box that was weighed on its way through the gate has the time of the weighing beside that of the gate. */
export function weighingTime({ box, profile }: BoxReading): TimeValue | undefined {
  const dtm = findDtm(box.own, ['WAT']);
  return dtm && readDtm(dtm, profile);
}

function readStated(
  dtm: EdifactSegment,
  classifier: EventClassifier,
  { profile, issues }: BoxReading,
): BoxTime | undefined {
  const time = readDtm(dtm, profile);
  if (time) return { time, classifier };
  const message = `"${dtm.component(1, 1)}" (DTM ${dtmQualifier(dtm)}) is no time`;
  issues.push(segmentIssue(dtm, 'VALUE', 'ERROR', message, 'Send CCYYMMDDHHMM with format 203.'));
  return undefined;
}

function creationTime({ document, box, issues }: BoxReading): BoxTime | undefined {
  const remedy = `Send the time of the move (DTM+${document.type === 'CODECO' ? '7' : '203'}).`;
  const time = document.createdAt;
  if (!time) {
    const message = 'there is no time of the move, nor of the report';
    issues.push(segmentIssue(box.eqd, 'STRUCTURE', 'ERROR', message, remedy));
    return undefined;
  }
  const message = `there is no time of the move; that of the report stands for it, ${time.raw}`;
  issues.push(segmentIssue(box.eqd, 'STRUCTURE', 'WARNING', message, remedy));
  return { time, classifier: 'ACT' };
}
