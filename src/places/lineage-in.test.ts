import { expect, test } from 'vitest';
import { judgeFacts } from '../consignment/effective-facts.ts';
import { at, bill, call, event, known, refs } from '../consignment/fact.fixture.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import { projectJourney } from '../consignment/project-journey.ts';
import type { PlaceCode } from '../messages/claims.ts';
import { lineageIn } from './lineage-in.ts';
import { PlaceBook } from './place-book.ts';
import type { PlaceEntry } from './place-entry.ts';
import { composePlace } from './place-record.ts';

const unlocode = (value: string): PlaceCode => ({ scheme: 'UNLOCODE', value });
const ENTRIES: readonly PlaceEntry[] = [
  { id: 'port', kind: 'PORT', codes: [unlocode('CNQDG'), { ...unlocode('CNTAO'), standing: 'USAGE' }] },
  { id: 'airport', kind: 'AIRPORT', codes: [unlocode('CNTAO')] },
  { id: 'quay', kind: 'TERMINAL', parents: [{ id: 'port' }], codes: [{ scheme: 'SMDG', value: 'QQT' }] },
  { id: 'area', kind: 'PORT_AREA', parents: [{ id: 'port' }], codes: [{ scheme: 'CN_PORT', value: 'CNQWG' }] },
  {
    id: 'old-area',
    kind: 'PORT_AREA',
    parents: [{ id: 'port' }],
    mergedInto: [{ id: 'area', from: '2023-10-23' }],
    codes: [{ scheme: 'CN_PORT', value: 'CNQGD' }],
  },
];
const lineageOf = lineageIn(
  new PlaceBook(ENTRIES.flatMap(entry => composePlace([{ source: 'corridor', entry }]) ?? [])),
);

test('the innermost place that the codes mean on the day in Qingdao, and what it lies in', () => {
  const quay = { codes: [unlocode('CNTAO'), { scheme: 'SMDG', value: 'QQT' } as const] };
  expect(lineageOf(quay, at('2026-03-01'))).toEqual(['quay', 'port']);
  expect(lineageOf({ codes: [unlocode('CNTAO')] }, undefined, 'AIR')).toEqual(['airport']);
  const qianwan = { codes: [unlocode('CNQGD')] };
  expect(lineageOf(qianwan, at('2023-10-22T15:59'))).toEqual(['old-area', 'port']);
  expect(lineageOf(qianwan, at('2023-10-22T16:00'))).toEqual(['area', 'port']);
  expect(lineageOf({ codes: [unlocode('XXXXX')] }, at('2026-03-01'))).toEqual([]);
});

const V = refs('VOYAGE IMO:1/1E');
const arrival = (day: string) => ({ event: 'ARRIVAL', at: 'PORT', classifier: 'ACT', time: at(day) }) as const;
const callsOf = (...calls: readonly (readonly [code: string, day: string])[]) =>
  projectJourney(
    judgeFacts(
      calls.map(([code, day], i) => known(call(code, { references: V, timestamps: [arrival(day)] }), `sender-${i}`)),
    ),
    undefined,
    lineageOf,
  ).calls.map(each => each.timestamps.length);

test('a call that two senders name by two codes of one port is one call', () => {
  expect(callsOf(['CNTAO', '2026-03-01'], ['CNQDG', '2026-03-02'], ['CNQDG', '2026-03-01'])).toEqual([3]);
  expect(callsOf(['CNQGD', '2023-10-22'], ['CNQWG', '2023-10-22'])).toEqual([1, 1]);
  expect(callsOf(['CNQGD', '2023-10-23'], ['CNQWG', '2023-10-23'])).toEqual([2]);
});

test('goods have arrived when their train or vessel is at the destination, by whichever code of it', () => {
  const facts = [
    known(bill('A', { placeOfDischarge: { codes: [unlocode('CNQDG')] } })),
    known(event('LOAD', '2026-03-01')),
    known(event('ARRIVAL', '2026-03-09', { place: { codes: [unlocode('CNTAO')] } })),
  ];
  const placed = judgeFacts(facts).map(each => ({
    ...each,
    match: { rule: 'DOCUMENT_NUMBER', confidence: 'ASSERTED', on: 'BL|A' },
  }));
  expect(projectConsignment(placed).consignment.status.value).toBe('IN_TRANSIT');
  expect(projectConsignment(placed, { lineageOf }).consignment.status.value).toBe('ARRIVED');
});
