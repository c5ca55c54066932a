import { EVENT_TYPES, type EventType } from '../../messages/event-type.ts';
import type { EventFact, Fact } from '../../messages/fact.ts';
import type { FeedIssueCode } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { Adapter, ReadPart } from '../adapter.ts';
import { doubtsOf, eachObject, readJsonPart, refusedJson } from '../formats/json-part.ts';
import { type Located, stringAt, valueAt } from '../formats/json-pointer.ts';
import { type JsonReading, readTimeAt, report } from '../formats/json-reading.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { partsOfEach } from '../formats/parts-in-turn.ts';
import { quoteOnce } from '../port/dcsa-documents.ts';
import {
  codeOf,
  idOf,
  literal,
  localName,
  member,
  members,
  membersAt,
  oneRecordType,
  textOf,
} from './one-record-json.ts';
import { locationOf, readWaybill, waybillNumber, waybillOf } from './one-record-waybill.ts';

/** IATA ONE Record JSON-LD: logistics events, and waybills, shipments and pieces that name their waybill. */
export const oneRecordLogisticsEventAdapter: Adapter = {
  name: 'partner/one-record-logistics-event',
  version: 1,
  kind: 'partner',
  recognises: ({ format, json }) => format === 'JSON' && locate(json).some(({ type }) => type !== undefined),
  read: ({ json }, profile) => {
    const empty = refusedJson('', 'STRUCTURE', 'the document holds no object', 'Send at least one logistics event.');
    return partsOfEach('IATA ONE Record', locate(json), object => readObject(object, profile), empty);
  },
};

interface TypedObject extends Located {
  readonly type: string | undefined;
}

/** One object, a graph of them, or the collection that the API answers with. */
function locate(json: unknown): readonly TypedObject[] {
  const context = valueAt(json, '/@context');
  return eachObject(json, '/@graph').flatMap(at => {
    const own = valueAt(at.value, '/@context') ?? context;
    const type = oneRecordType(at.value, own);
    if (type !== 'api#Collection') return [{ ...at, type }];
    return membersAt(at, 'hasItem').map(({ pointer, value }) => ({ pointer, value, type: oneRecordType(value, own) }));
  });
}

const checkObject = compileJsonSchema({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
const WAYBILLS = ['cargo#Waybill', 'cargo#Shipment', 'cargo#Piece'];

function readObject({ type, ...at }: TypedObject, profile: MappingProfile): ReadPart {
  const part = { check: checkObject, reference: ['/@id'] };
  if (type === 'cargo#LogisticsEvent') return readJsonPart(at, profile, { ...part, read: readLogisticsEvent });
  if (type !== undefined && WAYBILLS.includes(type)) return readJsonPart(at, profile, { ...part, read: readWaybill });
  return refuseObject(at, type);
}

const REPORTS = ['api#Error', 'api#Verification', 'api#VerificationRequest'];

function refuseObject(at: Located, type = 'an object without a type of ONE Record'): ReadPart {
  const name = type.replace('#', ':').slice(0, 80);
  const send = 'Send logistics events and waybills; what the API keeps for itself stays with the API.';
  if (REPORTS.includes(type)) {
    const said = titlesOf(at).slice(0, 3).join('; ') || 'it gives no reason';
    return refusal(at, 'ERROR_MESSAGE', `${name} is an error report, no trade data: ${said}`, 'Mend what it names.');
  }
  if (type.startsWith('api#')) {
    return refusal(at, 'STRUCTURE', `${name} is bookkeeping of the ONE Record API, no trade data`, send);
  }
  const remedy = 'Send logistics events, waybills, or shipments and pieces with their waybill.';
  return refusal(at, 'STRUCTURE', `${name} alone identifies no consignment`, remedy);
}

function refusal(at: Located, code: FeedIssueCode, message: string, remedy: string): ReadPart {
  const id = stringAt(at.value, '/@id');
  return { ...(id && { reference: id }), ...refusedJson(at.pointer, code, message, remedy) };
}

function titlesOf(object: Located): readonly string[] {
  const errors = [object, ...membersAt(object, 'hasVerification')].flatMap(each => membersAt(each, 'hasError'));
  const titles = [object, ...errors].flatMap(error => membersAt(error, 'hasTitle'));
  return titles.flatMap(({ value }) => (stringAt(value, '/@value') ?? stringAt(value, ''))?.slice(0, 200) ?? []);
}

/** Cargo-XML status codes of a consignment. */
const STATUS_CODES: ReadonlyMap<string, EventType> = new Map([
  ['BKD', 'BOOKING_CONFIRMED'],
  ['RCS', 'CARGO_ACCEPTED'],
  ['DEP', 'DEPARTURE'],
  ['ARR', 'ARRIVAL'],
  ['RCF', 'GOODS_ARRIVED'],
  ['RCT', 'GOODS_ARRIVED'],
  ['TFD', 'GOODS_DEPARTED'],
  ['AWR', 'DOCUMENT_RECEIVED'],
  ['CCD', 'CUSTOMS_CLEARANCE'],
  ['DLV', 'CARGO_DELIVERED'],
]);

/** EventTimeType of the ONE Record data model. */
const CLASSIFIERS: ReadonlyMap<string, EventFact['classifier']> = new Map([
  ['ACTUAL', 'ACT'],
  ['ESTIMATED', 'EST'],
  ['EXPECTED', 'EST'],
  ['PLANNED', 'PLN'],
  ['SCHEDULED', 'PLN'],
]);

function readLogisticsEvent(event: JsonReading): readonly Fact[] {
  const type = readType(event);
  const classifier = readClassifier(event);
  const date = literal(member(event, 'eventDate'));
  const time = readTimeAt(date, '', 'ERROR');
  if (!time) report(date, '', 'STRUCTURE', 'the event has no eventDate that can be read', 'Send eventDate.', 'ERROR');
  const updatedAt = readTimeAt(literal(member(event, 'creationDate')), '');
  const references = quoteEvent(event);
  if (references.length === 0) {
    const message = 'the event names its object by URI only: no other message quotes it, so it stays unlinked';
    report(member(event, 'eventFor'), '', 'STRUCTURE', message, 'Embed the shipment with its waybill in eventFor.');
  }
  const place = locationOf(member(event, 'eventLocation'));
  const remarks = textOf(event, 'eventName');
  const id = idOf(event);
  if (!type || !classifier || !time) return [];
  return [
    {
      kind: 'EVENT',
      ...type,
      classifier,
      time,
      subject: 'GOODS',
      position: { kind: 'POINTER', pointer: event.pointer },
      ...(id && { key: id }),
      ...(updatedAt && { updatedAt }),
      references,
      ...(place && { place }),
      ...(remarks && { remarks }),
      ...doubtsOf(event),
    },
  ];
}

function readType(event: JsonReading): Pick<EventFact, 'type' | 'rawCode'> | undefined {
  const code = codeOf(event, 'eventCode') ?? '';
  const codes = event.profile.codes;
  const own = Object.hasOwn(codes, 'eventCode') ? codes.eventCode : undefined;
  const mapped = own && Object.hasOwn(own, code) ? own[code] : undefined;
  const type = EVENT_TYPES.find(known => known === mapped) ?? STATUS_CODES.get(code);
  if (type) return { type, rawCode: code };
  const message = `"${code.slice(0, 40)}" is no status code that is known here, nor mapped for this feed`;
  const remedy = `Send one of: ${[...STATUS_CODES.keys()].join(', ')}; or have this one mapped.`;
  report(member(event, 'eventCode'), '', 'CODE_UNKNOWN', message, remedy, 'ERROR');
  return undefined;
}

function readClassifier(event: JsonReading): EventFact['classifier'] | undefined {
  const written = codeOf(event, 'eventTimeType');
  if (written === undefined) {
    const message = 'the event does not say whether it is planned, estimated or actual: it is taken as actual';
    report(event, '', 'STRUCTURE', message, 'Send eventTimeType.');
    return 'ACT';
  }
  const classifier = CLASSIFIERS.get(written);
  if (classifier) return classifier;
  const message = `"${written.slice(0, 40)}" says neither planned, estimated nor actual`;
  const remedy = 'Send ACTUAL, ESTIMATED or PLANNED.';
  report(member(event, 'eventTimeType'), '', 'CODE_UNKNOWN', message, remedy, 'ERROR');
  return undefined;
}

const WAYBILL_DOCUMENTS = ['AWB', 'MAWB', 'HAWB', '740', '741', '743', 'WAYBILL'];

/** The waybill of the object that the event is for, and the waybills among its external references (UNTDID 1001: 740 to 743). */
function quoteEvent(event: JsonReading): readonly Reference[] {
  const bills = members(event, 'eventFor').map(object => waybillNumber(waybillOf(object))?.number);
  const external = members(event, 'externalReferences').map(reference => {
    const type = localName(codeOf(reference, 'documentType') ?? '').toUpperCase();
    return WAYBILL_DOCUMENTS.includes(type) ? textOf(reference, 'documentIdentifier') : undefined;
  });
  return quoteOnce([...bills, ...external].flatMap(number => quote('BL', number)));
}
