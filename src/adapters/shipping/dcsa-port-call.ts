import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Adapter, ReadPart } from '../adapter.ts';
import { eachObject, type JsonPart, readJsonPart, refusedJson } from '../formats/json-part.ts';
import { hasMember, type Located } from '../formats/json-pointer.ts';
import { inside } from '../formats/json-reading.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import schema from './dcsa-port-call.schema.json' with { type: 'json' };
import { readPortCall, readPortCallEvent } from './dcsa-port-call-facts.ts';

const EVENT_MEMBERS = ['portCall', 'terminalCall', 'portCallService'];
const JIT_OBJECTS = ['portCallID', 'terminalCallID', 'portCallServiceID', 'timestampID'];

/** DCSA Just-in-Time port calls: the events of Port Call 2.0 and the port calls of JIT 2.0. */
export const dcsaPortCallAdapter: Adapter = {
  name: 'shipping/dcsa-port-call',
  version: 1,
  kind: 'shipping',
  recognises: ({ format, json }) =>
    format === 'JSON' && eachObject(json, '/events').some(({ value }) => isEvent(value) || isJitObject(value)),
  read: ({ json }, profile) => {
    const parts = eachObject(json, '/events').map(at => readOne(at, profile));
    const empty = refusedJson('', 'STRUCTURE', 'the message holds no port call', 'Send at least one event.');
    return { messageType: 'DCSA Port Call 2.0', parts: parts.length > 0 ? parts : [empty] };
  },
};

function isEvent(value: unknown): boolean {
  return EVENT_MEMBERS.some(name => hasMember(value, name));
}

function isJitObject(value: unknown): boolean {
  return JIT_OBJECTS.some(name => hasMember(value, name));
}

const eventPart: JsonPart = {
  check: compileJsonSchema({ ...schema, $ref: '#/$defs/event' }),
  reference: ['/eventID'],
  read: readPortCallEvent,
};

const callPart: JsonPart = {
  check: compileJsonSchema({ ...schema, $ref: '#/$defs/portCall' }),
  reference: ['/portCallID'],
  read: reading => readPortCall({ event: reading, portCall: reading, vessel: inside(reading, '/vessel') }),
};

/** A terminal call, service or timestamp of JIT 2.0 names its port call by an id alone: on its own it is about no vessel. */
function readOne(at: Located, profile: MappingProfile): ReadPart {
  if (isEvent(at.value) || !isJitObject(at.value)) return readJsonPart(at, profile, eventPart);
  if (hasMember(at.value, 'UNLocationCode')) return readJsonPart(at, profile, callPart);
  const message = 'this piece of a JIT 2.0 port call names its port call by id only: neither vessel nor port';
  const remedy = 'Send the events of Port Call 2.0 (GET /events), which hold vessel, call, service and time together.';
  return refusedJson(at.pointer, 'STRUCTURE', message, remedy);
}
