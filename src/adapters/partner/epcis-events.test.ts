import { describe, expect, test } from 'vitest';
import type { EventFact, RetractionFact } from '../../messages/fact.ts';
import { expectUnshaken, jsonGlance, readParts, told } from '../formats/json-hostile.fixture.ts';
import { epcisEventsAdapter as adapter } from './epcis-events.ts';

const event = {
  eventID: 'ni:///sha-256;aa49?ver=CBV2.0',
  type: 'ObjectEvent',
  action: 'OBSERVE',
  bizStep: 'departing',
  disposition: 'in_transit',
  epcList: ['urn:epc:id:bic:CSQU3054383'],
  eventTime: '2025-04-03T20:33:31.116000+08:00',
  eventTimeZoneOffset: '+08:00',
  recordTime: '2025-04-03T13:00:00Z',
  readPoint: { id: 'urn:epc:id:sgln:6901234.00001.0' },
  bizTransactionList: [
    { type: 'bol', bizTransaction: 'urn:epcglobal:cbv:bt:6901234567892:HLCUSGS2503' },
    { type: 'po', bizTransaction: 'http://transaction.example.com/po/12345678' },
  ],
};
const wrap = (...eventList: object[]) => ({
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: '2025-04-03T13:00:00Z',
  epcisBody: { eventList },
});

const partOf = (change: object, profile = {}) =>
  readParts(adapter, JSON.parse(JSON.stringify(wrap({ ...event, ...change }))), profile)[0];
const eventOf = (change: object, profile = {}) => partOf(change, profile)?.facts[0] as EventFact;
const quoted = (fact: EventFact) => fact.references.map(({ scheme, value }) => `${scheme} ${value}`);

test('an object event of a box', () => {
  expect(partOf({})).toEqual({
    reference: event.eventID,
    issues: [],
    facts: [
      {
        kind: 'EVENT',
        type: 'GOODS_DEPARTED',
        classifier: 'ACT',
        subject: 'EQUIPMENT',
        time: expect.objectContaining({ instant: '2025-04-03T12:33:31.116Z', zoneSource: 'EXPLICIT' }),
        position: { kind: 'POINTER', pointer: '/epcisBody/eventList/0' },
        key: event.eventID,
        updatedAt: expect.objectContaining({ raw: event.recordTime }),
        references: [
          { scheme: 'CONTAINER', value: 'CSQU3054383' },
          { scheme: 'BL', value: 'HLCUSGS2503' },
        ],
        place: { codes: [{ scheme: 'TERMINAL', value: '6901234.00001.0' }] },
        equipment: { number: 'CSQU3054383', seals: [] },
        rawCode: 'departing',
        reason: 'in_transit',
      },
    ],
  });
});

describe('business steps', () => {
  test.each([
    ['urn:epcglobal:cbv:bizstep:loading', 'LOAD'],
    ['https://ref.gs1.org/cbv/BizStep-unloading', 'DISCHARGE'],
    ['packing', 'STUFFING'],
    ['inspecting', 'INSPECTED'],
    ['receiving', 'GOODS_ARRIVED'],
  ])('%s is %s', (bizStep, type) => {
    expect(eventOf({ bizStep }).type).toBe(type);
  });

  test('where there is none the disposition speaks', () => {
    expect(eventOf({ bizStep: undefined, disposition: 'container_closed' })).toMatchObject({ type: 'STUFFING' });
  });

  test('a step of the partner is mapped by its profile', () => {
    const codes = { bizStep: { 'https://rail.example/steps/border': 'BORDER_CROSSED' } };
    expect(eventOf({ bizStep: 'https://rail.example/steps/border' }, { codes }).type).toBe('BORDER_CROSSED');
  });
});

describe('what the event is about', () => {
  test('many boxes are many events, each with its own key', () => {
    const change = {
      type: 'AggregationEvent',
      parentID: 'urn:epc:id:bic:CSQU3054383',
      epcList: undefined,
      childEPCs: ['https://line.example/boxes/MSCU6639870'],
    };
    expect(partOf(change)?.facts.map(fact => fact.key)).toEqual([
      `${event.eventID}|CSQU3054383`,
      `${event.eventID}|MSCU6639870`,
    ]);
    expect(quoted(eventOf(change))).toEqual(['CONTAINER CSQU3054383', 'BL HLCUSGS2503']);
  });

  test.each([['urn:epc:id:gsin:0614141.123456789'], ['https://id.gs1.org/402/06141411234567890']])(
    'the shipment number %s is a UCR',
    gsin => {
      const goods = eventOf({ epcList: [gsin], bizTransactionList: [] });
      expect(goods.subject).toBe('GOODS');
      expect(goods.references).toEqual([{ scheme: 'UCR_D', value: '06141411234567890' }]);
    },
  );

  test('transactions of the partner are mapped by its profile', () => {
    const change = {
      bizTransactionList: [{ type: 'urn:ex:btt:entry', bizTransaction: 'https://ex.example/entry/4218%2D01' }],
    };
    const codes = { bizTransactionType: { 'urn:ex:btt:entry': 'DECLARATION' } };
    expect(quoted(eventOf(change, { codes }))).toEqual(['CONTAINER CSQU3054383', 'DECLARATION 4218-01']);
  });

  test('places are mapped, or name their UN/LOCODE', () => {
    const places = { '6901234.00001.0': 'CNQDG' };
    expect(eventOf({}, { places }).place?.codes[0]).toEqual({ scheme: 'UNLOCODE', value: 'CNQDG' });
    const named = eventOf({ readPoint: { id: 'https://vocabulary.uncefact.org/unlocode/CNQDG' } });
    expect(named.place?.codes[0]).toEqual({ scheme: 'UNLOCODE', value: 'CNQDG' });
  });
});

describe('an error declaration', () => {
  const errorDeclaration = {
    declarationTime: '2025-04-05T00:00:00Z',
    reason: 'urn:epcglobal:cbv:er:incorrect_data',
    correctiveEventIDs: ['urn:uuid:f81d4fae'],
  };

  test('takes back the event by its id', () => {
    expect(partOf({ errorDeclaration })?.facts).toEqual([
      {
        kind: 'RETRACTION',
        position: { kind: 'POINTER', pointer: '/epcisBody/eventList/0/errorDeclaration' },
        references: [],
        key: event.eventID,
        target: { key: event.eventID },
        updatedAt: expect.objectContaining({ raw: errorDeclaration.declarationTime }),
        reason: 'incorrect_data; corrected by urn:uuid:f81d4fae',
      },
    ]);
  });

  test('by its id alone, whatever was wrong with it', () => {
    expect(partOf({ errorDeclaration, bizStep: 'commissioning', bizTransactionList: [] })?.facts).toHaveLength(1);
  });

  test('an event without id is taken back by what it said', () => {
    const { position: _position, ...said } = eventOf({ eventID: undefined });
    const [retraction] = (partOf({ eventID: undefined, errorDeclaration })?.facts ?? []) as RetractionFact[];
    expect(retraction?.target).toEqual({ event: said });
    expect(said).not.toHaveProperty('key');
  });
});

describe('dirt', () => {
  test.each<[object, string]>([
    [{ epcList: ['urn:epc:id:bic:CSQU3054384'] }, 'CHECK_DIGIT /epcList/0'],
    [{ epcList: ['urn:epc:id:bic:BOX'] }, 'EQUIPMENT_FORMAT /epcList/0'],
    [{ recordTime: 'now' }, 'VALUE /recordTime'],
  ])('%j is kept with a doubt', (change, issue) => {
    expect(told(partOf(change))).toEqual([issue.replace('/', '/epcisBody/eventList/0/')]);
    expect(eventOf(change).issues).toHaveLength(1);
  });

  test.each<[object, string]>([
    [{ type: 'PartyEvent' }, '!SCHEMA /type'],
    [{ eventTime: undefined }, '!SCHEMA '],
    [{ eventTimeZoneOffset: 'Z' }, '!SCHEMA /eventTimeZoneOffset'],
    [{ eventTime: 'noon' }, '!VALUE /eventTime'],
    [{ bizStep: 'retail_selling' }, '!CODE_UNKNOWN /bizStep'],
    [{ bizStep: undefined, disposition: undefined }, '!STRUCTURE '],
    [{ epcList: ['urn:epc:id:sgtin:0614141.107346.2017'], bizTransactionList: [] }, '!STRUCTURE '],
  ])('%j is refused', (change, issue) => {
    const [code, pointer = ''] = issue.split(' ');
    expect(told(partOf(change))).toEqual([`${code} /epcisBody/eventList/0${pointer}`]);
    expect(partOf(change)?.facts).toEqual([]);
  });

  test('a bad event leaves its siblings, and an empty document says nothing', () => {
    expect(readParts(adapter, wrap({}, event)).map(part => part.facts.length)).toEqual([0, 1]);
    expect(readParts(adapter, wrap()).map(told)).toEqual([['!STRUCTURE ']]);
  });
});

test('events come in documents, query results, lists, or alone', () => {
  const query = { type: 'EPCISQueryDocument', epcisBody: { queryResults: { resultsBody: { eventList: [event] } } } };
  for (const json of [query, [event], event, { type: 'EPCISDocument', epcisBody: { event } }]) {
    expect(readParts(adapter, json)[0]?.facts).toHaveLength(1);
  }
  for (const json of [undefined, [], {}, { type: 'Notification' }])
    expect(adapter.recognises(jsonGlance(json))).toBe(false);
});

test('no truncation and no hostile value shakes it', () => {
  expectUnshaken(adapter, wrap(event));
  expectUnshaken(
    adapter,
    wrap({ ...event, errorDeclaration: { declarationTime: '2025-04-05T00:00:00Z', correctiveEventIDs: ['a'] } }),
  );
});
