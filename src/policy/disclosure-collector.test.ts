import { expect, test } from 'vitest';
import { DisclosureCollector, type Tally } from './disclosure-collector.ts';
import type { FieldDisclosure } from './field-disclosure.ts';

const shown = (path: string, count: number): FieldDisclosure => ({
  path,
  origin: 'cn-customs',
  outcome: 'CLEAR',
  agreement: 'cn-sg',
  digest: 'd1',
  grant: 'g1',
  count,
});

const told =
  (...paths: string[]): Tally =>
  (selected, table) =>
    table.told(paths.filter(path => selected?.has(path) ?? true).map(path => shown(path, 1)));

test('adds up what was asked for, and counts a document read twice once', () => {
  const collector = new DisclosureCollector();
  collector.select(new Set(['Consignment.ucr']));
  collector.subject('c1', ['cn-customs']);
  collector.read('c1/consignment', told('Consignment.ucr', 'Consignment.packages'));
  collector.read('c1/consignment', told('Consignment.ucr', 'Consignment.packages'));
  collector.read('c2/consignment', told('Consignment.ucr'));
  expect(collector.summary().subjects).toEqual([{ id: 'c1', origins: ['cn-customs'] }]);
  expect(collector.fields()).toEqual([shown('Consignment.ucr', 2)]);
});

test('is empty again when it is cleared', () => {
  const collector = new DisclosureCollector();
  collector.read('c1/consignment', told('Consignment.ucr'));
  collector.clear();
  expect(collector.isEmpty).toBe(true);
});
