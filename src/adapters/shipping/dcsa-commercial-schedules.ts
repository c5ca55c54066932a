import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter, ReadPart } from '../adapter.ts';
import { eachObject, readJsonPart, refusedJson } from '../formats/json-part.ts';
import { elementsAt, hasMember, type Located, listAt, stringAt } from '../formats/json-pointer.ts';
import { inside, type JsonReading, readText } from '../formats/json-reading.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { readCommercialCall } from './dcsa-commercial-call.ts';
import { readLeg, TRAVELLED_BY_WATER } from './dcsa-commercial-leg.ts';
import schema from './dcsa-commercial-schedules.schema.json' with { type: 'json' };
import { readTimestamps } from './dcsa-schedule-call.ts';

const checked = (name: keyof typeof schema.$defs) => compileJsonSchema({ ...schema, $ref: `#/$defs/${name}` });

const checkService = checked('service');
const checkSchedule = checked('vesselSchedule');
const checkCall = checked('transportCall');
const checkPort = checked('portSchedule');
const checkVisit = checked('portVisit');
const checkSolution = checked('solution');
const checkLeg = checked('leg');

/** DCSA Commercial Schedules 1.0 in its three forms: by vessel, by port, and from point to point. */
export const dcsaCommercialSchedulesAdapter: Adapter = {
  name: 'shipping/dcsa-commercial-schedules',
  version: 1,
  kind: 'shipping',
  recognises: ({ format, json }) => format === 'JSON' && eachObject(json).some(({ value }) => isSchedule(value)),
  read: ({ json }, profile) => {
    const parts = eachObject(json).flatMap(at => readSchedule(at, profile));
    const empty = refusedJson('', 'STRUCTURE', 'the message holds no schedule', 'Send at least one schedule.');
    return { messageType: 'DCSA CS 1.0', parts: parts.length > 0 ? parts : [empty] };
  },
};

/** Operational Vessel Schedules have the same skeleton, but name the vessel in the schedule itself. */
function isSchedule(value: unknown): boolean {
  const [schedule] = listAt(value, '/vesselSchedules');
  return isSolution(value) || hasMember(schedule, 'vessel') || (isPort(value) && hasMember(value, 'vesselSchedules'));
}

function isSolution(value: unknown): boolean {
  return hasMember(value, 'placeOfReceipt') && hasMember(value, 'legs');
}

function isPort(value: unknown): boolean {
  return hasMember(value, 'location');
}

function readSchedule(at: Located, profile: MappingProfile): readonly ReadPart[] {
  if (isSolution(at.value)) return readSolution(at, profile);
  if (isPort(at.value)) return readPortSchedule(at, profile);
  return readService(at, profile);
}

function readService(service: Located, profile: MappingProfile): readonly ReadPart[] {
  const issues = checkService(service.value, service.pointer);
  if (issues.length > 0) return [{ facts: [], issues }];
  const name = stringAt(service.value, '/carrierServiceCode') ?? stringAt(service.value, '/carrierServiceName');
  return orEmpty(
    elementsUnder(service, '/vesselSchedules').flatMap(schedule => readVesselSchedule(schedule, name, profile)),
    service,
    'vessel schedule',
  );
}

function readVesselSchedule(schedule: Located, service: string | undefined, profile: MappingProfile) {
  const issues = checkSchedule(schedule.value, schedule.pointer);
  if (issues.length > 0) return [{ facts: [], issues }];
  const parts = elementsUnder(schedule, '/transportCalls').map((at, index) =>
    readJsonPart(at, profile, {
      check: checkCall,
      reference: ['/transportCallReference'],
      read: call =>
        readCommercialCall({
          scope: 'VS',
          call,
          carriage: call,
          location: inside(call, '/location'),
          vessel: inside(beside(call, schedule), '/vessel'),
          mode: 'SEA',
          service,
          callReference: readText(call, '/transportCallReference'),
          sequence: index + 1,
          timestamps: readTimestamps(call),
        }),
    }),
  );
  return orEmpty(parts, schedule, 'transport call');
}

function readPortSchedule(port: Located, profile: MappingProfile): readonly ReadPart[] {
  const issues = checkPort(port.value, port.pointer);
  if (issues.length > 0) return [{ facts: [], issues }];
  const parts = elementsUnder(port, '/vesselSchedules').map(at =>
    readJsonPart(at, profile, {
      check: checkVisit,
      reference: ['/servicePartners/0/carrierExportVoyageNumber'],
      read: visit =>
        readCommercialCall({
          scope: 'PS',
          call: visit,
          carriage: visit,
          location: inside(beside(visit, port), '/location'),
          vessel: inside(visit, '/vessel'),
          mode: 'SEA',
          timestamps: readTimestamps(visit),
        }),
    }),
  );
  return orEmpty(parts, port, 'vessel schedule');
}

/** Legs by truck and rail call at no port: the voyages are told, not the way to them. */
function readSolution(solution: Located, profile: MappingProfile): readonly ReadPart[] {
  const issues = checkSolution(solution.value, solution.pointer);
  if (issues.length > 0) return [{ facts: [], issues }];
  const legs = elementsUnder(solution, '/legs').filter(({ value }) => isByWater(value));
  const parts = legs.map(at => readJsonPart(at, profile, { check: checkLeg, reference: [], read: readLeg }));
  return orEmpty(parts, solution, 'leg by vessel or barge');
}

function isByWater(leg: unknown): boolean {
  const mode = stringAt(leg, '/transport/modeOfTransport');
  return mode === undefined || TRAVELLED_BY_WATER.has(mode);
}

function orEmpty(parts: readonly ReadPart[], { pointer }: Located, what: string): readonly ReadPart[] {
  if (parts.length > 0) return parts;
  return [
    refusedJson(pointer, 'STRUCTURE', `${pointer || 'the message'} holds no ${what}`, `Send at least one ${what}.`),
  ];
}

function elementsUnder({ pointer, value }: Located, list: string): readonly Located[] {
  return elementsAt(value, list).map(element => ({ ...element, pointer: pointer + element.pointer }));
}

/** An object outside the part; what is found wrong in it is told of the part. */
function beside(reading: JsonReading, other: Located): JsonReading {
  return { ...reading, ...other };
}
