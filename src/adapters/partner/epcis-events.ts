import type { EquipmentClaim } from '../../messages/claims.ts';
import type { EventFact, Fact, RetractionFact } from '../../messages/fact.ts';
import { quoteEquipment } from '../../messages/quoted-references.ts';
import type { Adapter } from '../adapter.ts';
import { doubtsOf, eachObject, type JsonPart, readJsonPart, refusedJson } from '../formats/json-part.ts';
import { elementsAt, isJsonObject, type Located, stringAt, valueAt } from '../formats/json-pointer.ts';
import { each, inside, type JsonReading, readText, readTimeAt, report } from '../formats/json-reading.ts';
import { compileJsonSchema } from '../formats/json-schema.ts';
import { partsOfEach } from '../formats/parts-in-turn.ts';
import { quoteOnce } from '../port/dcsa-documents.ts';
import { cbvTerm, readEpcisType } from './epcis-codes.ts';
import schema from './epcis-events.schema.json' with { type: 'json' };
import { quoteShipments, quoteTransactions, readBoxes, readLocation } from './epcis-identifiers.ts';

const EVENT = /^(Object|Aggregation|Transaction|Transformation|Association)Event$/;

/** GS1 EPCIS 2.0 JSON-LD: a document or query result with its events, a list of events, or one event. */
export const epcisEventsAdapter: Adapter = {
  name: 'partner/epcis-events',
  version: 1,
  kind: 'partner',
  recognises: ({ format, json }) =>
    format === 'JSON' && (isDocument(json) || eachObject(json).some(({ value }) => isEvent(value))),
  read: ({ json }, profile) => {
    const empty = refusedJson('', 'STRUCTURE', 'the document holds no event', 'Send at least one event.');
    return partsOfEach('EPCIS 2.0', locateEvents(json), at => readJsonPart(at, profile, epcisEvent), empty);
  },
};

function isDocument(json: unknown): boolean {
  return ['EPCISDocument', 'EPCISQueryDocument'].includes(stringAt(json, '/type') ?? '');
}

function isEvent(value: unknown): boolean {
  return EVENT.test(stringAt(value, '/type') ?? '');
}

const EVENT_LISTS = ['/epcisBody/eventList', '/epcisBody/queryResults/resultsBody/eventList'];

function locateEvents(json: unknown): readonly Located[] {
  if (!isDocument(json)) return eachObject(json);
  const list = EVENT_LISTS.find(pointer => Array.isArray(valueAt(json, pointer)));
  if (list) return elementsAt(valueAt(json, list), '').map(at => ({ ...at, pointer: list + at.pointer }));
  const single = valueAt(json, '/epcisBody/event');
  return isJsonObject(single) ? [{ pointer: '/epcisBody/event', value: single }] : [];
}

const epcisEvent: JsonPart = { check: compileJsonSchema(schema), reference: ['/eventID'], read: readEpcisEvent };

/** EPCIS 2.0 section 7.4.1.4: an error declaration repeats the event and says that it is wrong; corrections are other events. */
function readEpcisEvent(reading: JsonReading): readonly Fact[] {
  const wrong = inside(reading, '/errorDeclaration');
  if (!isJsonObject(wrong.value)) return readEvents(reading);
  const id = readText(reading, '/eventID');
  if (id === undefined) return readEvents(reading).map(event => retractionOf(wrong, { event: contentOf(event) }));
  return keysOf(id, readBoxes(reading)).map(key => retractionOf(wrong, { key }));
}

/** An event without eventID is known by what it said. */
function contentOf({ position: _position, issues: _issues, ...said }: EventFact): RetractionFact['target']['event'] {
  return said;
}

/** One event of EPCIS may be of many boxes: each of them has its own history. */
function readEvents(reading: JsonReading): readonly EventFact[] {
  const type = readEpcisType(reading);
  const time = readTimeAt(reading, '/eventTime', 'ERROR');
  const boxes = readBoxes(reading);
  const papers = [...quoteTransactions(reading), ...quoteShipments(reading)];
  if (boxes.length + papers.length === 0) {
    const message = 'the event names neither a box (EPC bic) nor a bill, certificate or shipment number';
    report(reading, '', 'STRUCTURE', message, 'Send the box in epcList, or the bill in bizTransactionList.', 'ERROR');
  }
  if (!type || !time) return [];
  const id = readText(reading, '/eventID');
  const recorded = id === undefined ? undefined : readTimeAt(reading, '/recordTime');
  const place = readLocation(reading);
  const disposition = readText(reading, '/disposition');
  const subjects = boxes.length > 0 ? boxes : [undefined];
  const keys = id === undefined ? [] : keysOf(id, boxes);
  return subjects.map((box, i) => ({
    kind: 'EVENT',
    ...type,
    classifier: 'ACT',
    time,
    subject: box ? 'EQUIPMENT' : 'GOODS',
    position: { kind: 'POINTER', pointer: reading.pointer },
    ...(keys[i] && { key: keys[i] }),
    ...(recorded && { updatedAt: recorded }),
    references: quoteOnce([...quoteEquipment(box ? [box] : []), ...papers]),
    ...(place && { place }),
    ...(box && { equipment: box }),
    ...(disposition && { reason: cbvTerm(disposition) }),
    ...doubtsOf(reading),
  }));
}

function keysOf(id: string, boxes: readonly EquipmentClaim[]): readonly string[] {
  return boxes.length > 1 ? boxes.map(({ number }) => `${id}|${number}`) : [id];
}

function retractionOf(wrong: JsonReading, target: RetractionFact['target']): RetractionFact {
  const declared = readTimeAt(wrong, '/declarationTime', 'ERROR');
  const reason = readText(wrong, '/reason');
  const corrections = each(wrong, '/correctiveEventIDs').flatMap(id => readText(id, '') ?? []);
  const words = [reason && cbvTerm(reason), corrections.length > 0 && `corrected by ${corrections.join(', ')}`];
  const why = words.filter(Boolean).join('; ');
  return {
    kind: 'RETRACTION',
    position: { kind: 'POINTER', pointer: wrong.pointer },
    references: [],
    ...(target.key && { key: target.key }),
    target,
    ...(declared && { updatedAt: declared }),
    ...(why !== '' && { reason: why }),
    ...doubtsOf(wrong),
  };
}
