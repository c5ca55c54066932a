import type { ConveyanceClaim } from '../../messages/claims.ts';
import type { EventFact, Fact, TransportCallFact } from '../../messages/fact.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Reference } from '../../messages/reference.ts';
import type { Adapter, ReadPart } from '../adapter.ts';
import { booleanAt, elementsAt, hasMember, type Located, listAt } from '../formats/json-pointer.ts';
import { inside, type JsonReading, openReading, readText } from '../formats/json-reading.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { readDcsaPlace, refusePlaceless, warnOfPortVisit } from '../port/dcsa-place.ts';
import { quoteUniversalVoyages, quoteVoyages, readVoyage } from '../port/dcsa-vessel.ts';
import { readCallEvents } from './dcsa-call-events.ts';
import schema from './dcsa-operational-vessel-schedules.schema.json' with { type: 'json' };
import { type CallTimestamp, readScheduledVessel, readStatus, readTimestamps } from './dcsa-schedule-call.ts';

const checkService = compileJsonSchema({ ...schema, $ref: '#/$defs/service' });
const checkSchedule = compileJsonSchema({ ...schema, $ref: '#/$defs/vesselSchedule' });
const checkCall = compileJsonSchema({ ...schema, $ref: '#/$defs/transportCall' });

/** DCSA Operational Vessel Schedules 3.0: a list of services, their vessels, and the calls of each. */
export const dcsaOperationalVesselSchedulesAdapter: Adapter = {
  name: 'shipping/dcsa-operational-vessel-schedules',
  version: 1,
  kind: 'shipping',
  recognises: glance => glance.format === 'JSON' && servicesOf(glance.json).some(looksLikeService),
  read: (glance, profile) => {
    const parts = servicesOf(glance.json).flatMap(service => readService(service, profile));
    return { messageType: 'DCSA OVS 3.0', parts: parts.length > 0 ? parts : [refused('', [empty('', 'service')])] };
  },
};

function servicesOf(document: unknown): readonly Located[] {
  if (Array.isArray(document)) return elementsAt(document, '');
  return document === undefined ? [] : [{ pointer: '', value: document }];
}

/** Commercial Schedules have the same skeleton, but their vessels are objects of their own. */
function looksLikeService({ value }: Located): boolean {
  const [schedule] = listAt(value, '/vesselSchedules');
  if (!hasMember(value, 'vesselSchedules')) return false;
  return !hasMember(schedule, 'vessel');
}

/** Where a service or a vessel is refused, so is everything under it; a refused call leaves its siblings. */
function readService(service: Located, profile: MappingProfile): readonly ReadPart[] {
  const issues = checkService(service.value, service.pointer);
  if (issues.length > 0) return [refused(service.pointer, issues)];
  const reading = openReading(service, profile);
  const schedules = elementsUnder(service, '/vesselSchedules');
  if (schedules.length === 0) return [refused(service.pointer, [empty(service.pointer, 'vessel schedule')])];
  return schedules.flatMap(schedule => readSchedule(schedule, profile, readText(reading, '/carrierServiceCode')));
}

function readSchedule(schedule: Located, profile: MappingProfile, service: string | undefined): readonly ReadPart[] {
  const issues = checkSchedule(schedule.value, schedule.pointer);
  if (issues.length > 0) return [refused(schedule.pointer, issues)];
  const calls = elementsUnder(schedule, '/transportCalls');
  if (calls.length === 0) return [refused(schedule.pointer, [empty(schedule.pointer, 'transport call')])];
  return calls.map((call, index) => {
    const wrong = checkCall(call.value, call.pointer);
    if (wrong.length > 0) return refused(call.pointer, wrong);
    const reading = openReading(call, profile);
    const facts = readCall(reading, openSibling(schedule, reading), service, index + 1);
    const refuses = reading.issues.some(({ severity }) => severity === 'ERROR');
    const reference = readText(reading, '/transportCallReference');
    return { ...(reference && { reference }), facts: refuses ? [] : facts, issues: reading.issues };
  });
}

/** The schedule that a call stands in, told of in the call's own issues. */
function openSibling(schedule: Located, call: JsonReading): JsonReading {
  return { ...call, ...schedule };
}

function readCall(
  call: JsonReading,
  schedule: JsonReading,
  service: string | undefined,
  sequence: number,
): readonly Fact[] {
  const isDummy = booleanAt(schedule.value, '/isDummyVessel') === true;
  const vessel = readScheduledVessel(schedule, isDummy);
  const place = readDcsaPlace(inside(call, '/location'), 'ERROR');
  refusePlaceless(call, '/location', place);
  warnOfPortVisit(call, '/portVisitReference', place);
  const importVoyage = readVoyage(call, '/carrierImportVoyageNumber');
  const exportVoyage = readVoyage(call, '/carrierExportVoyageNumber');
  const journey = exportVoyage ?? importVoyage;
  const status = readStatus(call);
  const timestamps = readTimestamps(call);
  if (!place) return [];
  const fact: TransportCallFact = {
    kind: 'TRANSPORT_CALL',
    position: { kind: 'POINTER', pointer: call.pointer },
    references: quoteCall(call, vessel),
    key: keyOf(call, vessel),
    revision: revisionOf(timestamps, status),
    conveyance: { ...vessel, ...(journey && { journey }) },
    sequence,
    place,
    ...(service && { service }),
    ...(status && { status }),
    ...(importVoyage && { importVoyage }),
    ...(exportVoyage && { exportVoyage }),
    ...readCallNumbers(call),
    timestamps: timestamps.map(({ pointer: _pointer, remark: _remark, ...stamp }) => stamp),
  };
  const events: readonly EventFact[] = readCallEvents(call, fact, vessel, timestamps);
  const issues = call.issues.length > 0 ? { issues: [...call.issues] } : {};
  return [{ ...fact, ...issues }, ...events];
}

type CallNumbers = Pick<
  TransportCallFact,
  'callReference' | 'visitReference' | 'universalImportVoyage' | 'universalExportVoyage'
>;

function readCallNumbers(call: JsonReading): CallNumbers {
  const callReference = readText(call, '/transportCallReference');
  const visitReference = readText(call, '/portVisitReference');
  const universalImportVoyage = readText(call, '/universalImportVoyageReference');
  const universalExportVoyage = readText(call, '/universalExportVoyageReference');
  return {
    ...(callReference && { callReference }),
    ...(visitReference && { visitReference }),
    ...(universalImportVoyage && { universalImportVoyage }),
    ...(universalExportVoyage && { universalExportVoyage }),
  };
}

function quoteCall(call: JsonReading, vessel: ConveyanceClaim): readonly Reference[] {
  const { universalImportVoyage, universalExportVoyage } = readCallNumbers(call);
  return [
    ...quoteVoyages(
      vessel,
      readVoyage(call, '/carrierImportVoyageNumber'),
      readVoyage(call, '/carrierExportVoyageNumber'),
    ),
    ...quoteUniversalVoyages(universalImportVoyage, universalExportVoyage),
  ];
}

/** The transport call reference is the vessel operator's own: a later schedule that quotes it revises the call. */
function keyOf(call: JsonReading, vessel: ConveyanceClaim): string {
  return [vessel.carrier ?? call.profile.carrier ?? '', readText(call, '/transportCallReference') ?? ''].join('|');
}

/**
 * Schedules carry no time of issue. What is known of a call only grows: actual times first, then an exception to the
 * schedule, then estimates; so the schedule that knows more is the later one.
 */
function revisionOf(timestamps: readonly CallTimestamp[], status: TransportCallFact['status']): number {
  const count = (wanted: string) => timestamps.filter(({ classifier }) => classifier === wanted).length;
  return 100 * count('ACT') + (status ? 10 : 0) + Math.min(count('EST'), 9);
}

function elementsUnder({ pointer, value }: Located, list: string): readonly Located[] {
  return elementsAt(value, list).map(element => ({ ...element, pointer: pointer + element.pointer }));
}

function refused(pointer: string, issues: readonly FeedIssue[]): ReadPart {
  return { ...(pointer && { reference: pointer }), facts: [], issues };
}

function empty(pointer: string, what: string): FeedIssue {
  return {
    code: 'STRUCTURE',
    severity: 'ERROR',
    position: { kind: 'POINTER', pointer },
    message: `${pointer || 'the message'} holds no ${what}`,
    remedy: `Send at least one ${what}.`,
  };
}
