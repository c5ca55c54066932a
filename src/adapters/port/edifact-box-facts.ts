import type { ConveyanceClaim, EquipmentClaim, PlaceClaim } from '../../messages/claims.ts';
import type { EventType } from '../../messages/event-type.ts';
import type { EventFact, Fact, RetractionFact } from '../../messages/fact.ts';
import { isNullValue } from '../../messages/mapping-profile.ts';
import { type Reference, referenceKey } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { quoteJourney, readConveyance } from '../formats/edifact-conveyance.ts';
import { hasError, segmentIssue } from '../formats/edifact-issue.ts';
import { findDtm, readDtm } from '../formats/edifact-time.ts';
import { damageText, readEquipment, stowageCell } from './edifact-box-equipment.ts';
import { boxEventKey } from './edifact-box-key.ts';
import { readMovement } from './edifact-box-movement.ts';
import { readBoxPlace, readYardPlace } from './edifact-box-place.ts';
import type { BoxReading } from './edifact-box-reading.ts';
import { quoteBox } from './edifact-box-references.ts';
import { type BoxTime, readBoxTime, weighingTime } from './edifact-box-time.ts';

interface BoxClaims {
  readonly event: EventType;
  readonly equipment: EquipmentClaim;
  readonly movement: EventFact['movement'];
  readonly place?: PlaceClaim;
  readonly conveyance?: ConveyanceClaim;
  readonly references: readonly Reference[];
}

/** What one EQD group states; nothing where its issues hold an ERROR. */
export function readBoxFacts(reading: BoxReading): readonly Fact[] {
  const { box, document, profile, issues } = reading;
  if (isNullValue(profile, box.eqd.element(2))) {
    const remedy = 'Send the number of the box in EQD.';
    issues.push(segmentIssue(box.eqd, 'STRUCTURE', 'ERROR', 'EQD names no equipment', remedy));
    return [];
  }
  const claims = readClaims(reading);
  if (document.function === 'RETRACTS') return [retraction(reading, claims)];
  const time = readBoxTime(reading, claims.event);
  return !time || hasError(issues) ? [] : statedFacts(reading, claims, time);
}

function readClaims(reading: BoxReading): BoxClaims {
  const { box, document, vessel, profile, issues } = reading;
  const equipment = readEquipment(reading);
  const movement =
    readMovement(box.eqd, issues) ?? (document.restow && box.eqd.element(5) === '' ? 'SHIFT' : undefined);
  const place = readBoxPlace(reading, movement);
  const tdt = box.carriages[0]?.tdt;
  const inland = tdt && readConveyance(tdt, profile, issues);
  const conveyance = vessel ?? inland;
  const truck = inland?.mode === 'ROAD' ? inland : undefined;
  const references = [...quoteBox(reading, equipment), ...quoteJourney(conveyance), ...quoteJourney(truck)];
  const weighed = document.event === 'CONDITION_READ' && equipment.verifiedGrossMass;
  return {
    event: weighed ? 'WEIGHED' : document.event,
    equipment,
    movement,
    ...(place ? { place } : {}),
    ...(conveyance ? { conveyance } : {}),
    references: [...new Map(references.map(reference => [referenceKey(reference), reference])).values()],
  };
}

function retraction(reading: BoxReading, claims: BoxClaims): RetractionFact {
  const { document, box, profile } = reading;
  const dtm = findDtm(box.own, ['7', '203']);
  const key = boxEventKey(document, claims, dtm && readDtm(dtm, profile));
  return { kind: 'RETRACTION', target: { key }, ...origin(reading, claims, key), revision: 2 };
}

function statedFacts(reading: BoxReading, claims: BoxClaims, when: BoxTime): readonly Fact[] {
  const { equipment } = claims;
  const yard = readYardPlace(reading);
  const weighedAt = claims.event !== 'WEIGHED' && equipment.verifiedGrossMass ? weighingTime(reading) : undefined;
  const key = boxEventKey(reading.document, claims, when.time);
  const event: EventFact = { ...eventOf(reading, claims, when), ...origin(reading, claims, key) };
  return [
    event,
    ...(weighedAt ? [weighing(reading, claims, weighedAt)] : []),
    ...(yard
      ? [{ ...origin(reading, claims, key), kind: 'YARD_POSITION', equipment, place: yard, time: when.time } as const]
      : []),
  ];
}

function weighing(reading: BoxReading, claims: BoxClaims, time: TimeValue): EventFact {
  const weighed: BoxClaims = { ...claims, event: 'WEIGHED' };
  const key = boxEventKey(reading.document, weighed, time);
  return { ...eventOf(reading, weighed, { time, classifier: 'ACT' }), ...origin(reading, weighed, key) };
}

function eventOf(reading: BoxReading, claims: BoxClaims, when: BoxTime) {
  const { event, equipment, movement, place, conveyance } = claims;
  const remarks = remarksOf(reading);
  return {
    kind: 'EVENT',
    type: event,
    ...when,
    subject: 'EQUIPMENT',
    equipment,
    ...(place ? { place } : {}),
    ...(conveyance ? { conveyance } : {}),
    ...(movement ? { movement } : {}),
    rawCode: `UN/EDIFACT 1001:${reading.document.bgm.code(1)}`,
    ...(remarks === '' ? {} : { remarks }),
  } as const;
}

function remarksOf({ document, box }: BoxReading): string {
  const cell = document.type === 'COARRI' ? stowageCell(box)?.element(2) : undefined;
  return [cell ? `stowage cell ${cell}` : '', damageText(box)].filter(text => text !== '').join('; ');
}

/** Where a fact stands, and how its revisions are told apart and ordered. */
function origin({ document, box, issues }: BoxReading, { references }: BoxClaims, key: string) {
  return {
    position: box.eqd.position,
    references,
    key,
    revision: document.function === 'CORRECTS' ? 1 : 0,
    ...(document.updatedAt ? { updatedAt: document.updatedAt } : {}),
    ...(issues.length > 0 ? { issues } : {}),
  };
}
