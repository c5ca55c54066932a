import { expect, test } from 'vitest';
import type { PlaceClaim } from '../messages/claims.ts';
import { at, bill, known, note } from './fact.fixture.ts';
import { placed, values } from './place-facts.fixture.ts';
import { projectDocuments } from './project-documents.ts';
import { projectIdentifiers } from './project-identifiers.ts';

const port = (value: string): PlaceClaim => ({ codes: [{ scheme: 'UNLOCODE', value }] });

test('a bill with houses is a master whatever a message calls it, and is listed though it has no line of its own', () => {
  const house = bill('H1', { master: { number: 'M', issuer: 'COSU' } });
  expect(projectDocuments(placed(house))).toMatchObject([
    { number: 'M', issuer: 'COSU', type: 'MASTER_BL', master: null, origins: ['sender'] },
    { number: 'H1', type: 'HOUSE_BL', master: { number: 'M', issuer: 'COSU' } },
  ]);
  const wrong = bill('M', { document: { number: 'M', type: 'HOUSE_BL' } });
  expect(projectDocuments(placed(house, wrong)).map(each => [each.number, each.type])).toEqual([
    ['H1', 'HOUSE_BL'],
    ['M', 'MASTER_BL'],
  ]);
});

test('what two senders say of one bill is kept, the newest first', () => {
  const facts = [
    known(bill('A', { packages: 10, updatedAt: at('2026-03-01'), placeOfLoading: port('CNTXG') }), 'forwarder'),
    known(bill('A', { packages: 12, updatedAt: at('2026-03-02'), placeOfLoading: port('CNTXG') }), 'carrier'),
  ];
  const [entry] = projectDocuments(placed(...facts));
  expect(values(entry?.packages ?? [])).toEqual([12, 10]);
  expect(entry?.placeOfLoading.map(claim => claim.origin)).toEqual(['carrier', 'forwarder']);
});

test('a revision that was replaced claims nothing', () => {
  const revised = [1, 2].map(n => bill('A', { key: 'k', revision: n, packages: n }));
  expect(values(projectDocuments(placed(...revised))[0]?.packages ?? [])).toEqual([2]);
});

test('a rail note is a transport document of its type', () => {
  expect(projectDocuments(placed(note('N', { noteType: 'CIM_SMGS', carrier: '33' })))).toMatchObject([
    { number: 'N', type: 'CIM_SMGS', issuer: '33' },
  ]);
});

test('identifiers show the level that the fold decided, and who quotes them', () => {
  const facts = placed(
    known(bill('H1', { master: { number: 'M', issuer: 'COSU' } }), 'customs'),
    known(bill('H1'), 'carrier'),
  );
  expect(projectIdentifiers(facts, projectDocuments(facts))).toEqual([
    { scheme: 'HOUSE_BL', issuer: null, value: 'H1', origins: ['carrier', 'customs'] },
    { scheme: 'MASTER_BL', issuer: 'COSU', value: 'M', origins: ['customs'] },
  ]);
});
