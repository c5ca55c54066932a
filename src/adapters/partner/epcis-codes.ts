import { EVENT_TYPES, type EventType } from '../../messages/event-type.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { type JsonReading, readText, report } from '../formats/json-reading.ts';

/** CBV 2.0 business steps that say where goods or a box are in their transport. What happens within a factory or shop is not told. */
const STEPS: ReadonlyMap<string, EventType> = new Map([
  ['accepting', 'CARGO_ACCEPTED'],
  ['arriving', 'GOODS_ARRIVED'],
  ['receiving', 'GOODS_ARRIVED'],
  ['departing', 'GOODS_DEPARTED'],
  ['shipping', 'GOODS_DEPARTED'],
  ['transporting', 'PASS_THROUGH'],
  ['loading', 'LOAD'],
  ['unloading', 'DISCHARGE'],
  ['packing', 'STUFFING'],
  ['unpacking', 'STRIPPING'],
  ['staging_outbound', 'AVAILABLE_FOR_PICK_UP'],
  ['collecting', 'PICK_UP'],
  ['inspecting', 'INSPECTED'],
  ['sensor_reporting', 'CONDITION_READ'],
]);

/** CBV 2.0 dispositions, for events that name no step. */
const DISPOSITIONS: ReadonlyMap<string, EventType> = new Map([
  ['in_transit', 'GOODS_DEPARTED'],
  ['container_closed', 'STUFFING'],
]);

/** A term of the Core Business Vocabulary: bare, as the URN of EPCIS 1, or as the web URI of EPCIS 2. */
export function cbvTerm(value: string): string {
  return (
    /^(?:urn:epcglobal:cbv:\w+:|(?:https?:\/\/[\w./]*\/|cbv:)(?:BizStep|Disp|BTT|ER)-)(.+)$/.exec(value)?.[1] ?? value
  );
}

export interface EpcisType {
  readonly type: EventType;
  readonly rawCode: string;
}

/** By the partner's own mapping of `bizStep`, else by the vocabulary; the disposition speaks where there is no step. */
export function readEpcisType(event: JsonReading): EpcisType | undefined {
  const step = readText(event, '/bizStep');
  const disposition = readText(event, '/disposition');
  const code = step ?? disposition;
  if (code === undefined) {
    const message = 'the event has neither bizStep nor disposition: it does not say what happened';
    report(event, '', 'STRUCTURE', message, 'Send bizStep.', 'ERROR');
    return undefined;
  }
  const term = cbvTerm(code);
  const known = step === undefined ? DISPOSITIONS : STEPS;
  const type = mappedType(event.profile, code) ?? mappedType(event.profile, term) ?? known.get(term);
  if (type) return { type, rawCode: term };
  const pointer = step === undefined ? '/disposition' : '/bizStep';
  const message = `"${term.slice(0, 60)}" says nothing of a transport, nor is it mapped for this feed`;
  report(event, pointer, 'CODE_UNKNOWN', message, 'Send a step of the transport, or have this one mapped.', 'ERROR');
  return undefined;
}

function mappedType(profile: MappingProfile, code: string): EventType | undefined {
  const own = Object.hasOwn(profile.codes, 'bizStep') ? profile.codes.bizStep : undefined;
  const mapped = own && Object.hasOwn(own, code) ? own[code] : undefined;
  return EVENT_TYPES.find(known => known === mapped);
}
