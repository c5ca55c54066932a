import { expect, test } from 'vitest';
import { expectUnshaken, jsonGlance, readParts, told } from '../formats/json-hostile.fixture.ts';
import { dcsaArrivalNoticeAdapter as adapter } from './dcsa-arrival-notice.ts';
import { arrivalNotice, document } from './dcsa-transport-document.fixture.ts';

const [notice] = arrivalNotice.arrivalNotices;
const partOf = (change: object) => readParts(adapter, JSON.parse(JSON.stringify({ ...notice, ...change })))[0];

test('a notice tells the document and when its vessel arrives', () => {
  const [part] = readParts(adapter, arrivalNotice);
  expect(part?.issues).toEqual([]);
  const references = [
    { scheme: 'BL', value: 'HMMBL1', issuer: 'HMM' },
    { scheme: 'CONTAINER', value: 'CSQU3054383' },
    { scheme: 'SEAL', value: 'NSL13386' },
    { scheme: 'VOYAGE', value: 'IMO:9863297/402E' },
  ];
  expect(part?.facts).toMatchObject([
    {
      kind: 'TRANSPORT_DOCUMENT',
      position: { pointer: '/arrivalNotices/0' },
      key: 'HMM|HMMBL1|ARRIVAL_NOTICE',
      updatedAt: { raw: '2023-12-18T00:00:00Z' },
      references,
      document: { number: 'HMMBL1', issuer: 'HMM' },
      placeOfDischarge: { codes: [{ value: 'DEBRV' }] },
      parties: [
        { role: 'CONSIGNOR', name: 'Shoes Ltd' },
        { role: 'CONSIGNEE', name: 'Schuhe GmbH' },
      ],
      items: [{ description: 'Shoes', equipment: ['CSQU3054383'] }],
      equipment: [{ number: 'CSQU3054383', itemSequences: [1] }],
    },
    {
      kind: 'EVENT',
      type: 'ARRIVAL',
      classifier: 'EST',
      subject: 'TRANSPORT',
      key: 'HMM|HMMBL1|ARRIVAL_NOTICE|ARRIVAL',
      time: { raw: '2023-12-22', precision: 'DAY' },
      place: { codes: [{ value: 'DEBRV' }] },
      conveyance: { imo: '9863297', journey: '402E' },
      references,
    },
  ]);
  expect(part?.facts[0]).not.toHaveProperty('status');
});

test('the published beta has its own names for voyage and time', () => {
  const change = {
    transport: undefined,
    vesselVoyageAtPOD: { name: 'HMM Algeciras', vesselIMONumber: '9863297', carrierImportVoyageNumber: '402E' },
    transports: { portOfDischarge: { UNLocationCode: 'DEBRV' }, etaAtPortOfDischargeDate: '2023-12-23' },
    issueDateTime: undefined,
    issueDate: '2023-12-19',
  };
  expect(partOf(change)?.facts[1]).toMatchObject({
    time: { raw: '2023-12-23' },
    updatedAt: { raw: '2023-12-19' },
    conveyance: { imo: '9863297' },
  });
});

test('a newer notice revises the estimate of the older', () => {
  const newer = partOf({ issueDateTime: '2023-12-20T00:00:00Z' });
  expect(newer?.facts.map(fact => fact.key)).toEqual(partOf({})?.facts.map(fact => fact.key));
  expect(newer?.facts[0]).toMatchObject({ updatedAt: { raw: '2023-12-20T00:00:00Z' } });
});

test('a notice without a time of arrival is kept, with a doubt', () => {
  const part = partOf({ transport: { portOfDischarge: { UNLocationCode: 'DEBRV' } } });
  expect(told(part)).toEqual(['STRUCTURE /transport']);
  expect(part?.facts.map(fact => fact.kind)).toEqual(['TRANSPORT_DOCUMENT']);
});

test.each<[object, string]>([
  [{ carrierCode: 'A CARRIER' }, '!SCHEMA /carrierCode'],
  [{ consignmentItems: undefined }, '!SCHEMA '],
  [{ transportDocumentReference: 'UNKNOWN' }, '!STRUCTURE /transportDocumentReference'],
])('no. %# is refused', (change, issue) => {
  expect(told(partOf(change))).toEqual([issue]);
});

test('transport documents are not its own', () => {
  for (const json of [undefined, [], {}, document]) expect(adapter.recognises(jsonGlance(json))).toBe(false);
});

test('no truncation and no hostile value shakes it', () => {
  expectUnshaken(adapter, arrivalNotice);
});
