import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../src/config.ts';
import { EQUIPMENT_ELEMENTS, ITEM_ELEMENTS } from '../src/policy/import-draft/goods-elements.ts';
import { DECLARATION_ELEMENTS } from '../src/policy/import-draft/import-elements.ts';
import { IMPORTERS_OWN } from '../src/policy/import-draft/importers-own.ts';
import { findSamples } from '../src/server/sample-files.ts';
import { disclosuresOf } from '../src/store/disclosure-reader.ts';
import { type CaseHub, startCaseHub } from './case-hub.fixture.ts';

let hub: CaseHub;
beforeAll(async () => {
  hub = await startCaseHub(/export-(a0[126]|b0[12]|c01)\.|mt2101-036|-036[sn]|-c01|b18s/);
}, 240_000);
afterAll(() => hub?.stop());

const DRAFT = `query Draft($ucr: String!, $country: CountryCode) { importDraft(consignment: { ucr: $ucr }, country: $country) {
  country exportDeclaration wanted filled share
  fields { element sequence state value unit source { partner } fact { messageId position } } } }`;

interface Field {
  readonly element: string;
  readonly sequence: number | null;
  readonly state: string;
  readonly value: string | null;
  readonly source: { readonly partner: string } | null;
  readonly fact: { readonly messageId: string | null } | null;
}
interface Draft {
  readonly country: string;
  readonly exportDeclaration: string | null;
  readonly wanted: number;
  readonly filled: number;
  readonly share: number;
  readonly fields: readonly Field[];
}

async function draft(whom: string, purpose: string, ucr: string): Promise<Draft | null> {
  const { data, errors } = await hub.askAs(whom, purpose, DRAFT, { ucr });
  expect(errors).toBeUndefined();
  return (data as { importDraft: Draft | null }).importDraft;
}

const LANE = [
  ['sg-customs', '6CN91120116MA00104163-A01001', '020220260000310611'],
  ['sg-customs', '6CN91120118MA00117269-A02002', '020220260000311222'],
  ['sg-customs', '6CN91120116MA001533XT-A06006', '020220260000313666'],
  ['sg-customs', '6CN91500106MA00305132-C01038', '800020260000333218'],
  ['cn-customs-tianjin', '6SG199990142G-B01032', '26SGEX17358448J008'],
  ['cn-customs-tianjin', '6SG200692390N-B02033', '26SGEX17603937J002'],
] as const;

describe('a draft of the import declaration', () => {
  test.each(LANE)(
    'for clearance by %s of %s: nine of ten fields, each with who states it and where',
    async (customs, ucr, number) => {
      const found = await draft(customs, 'clearance', ucr);
      expect(found?.exportDeclaration).toBe(number);
      const missing = found?.fields
        .filter(each => each.state !== 'FILLED')
        .map(each => `${each.element} ${each.state}`);
      expect(found?.share, missing?.join('\n')).toBeGreaterThanOrEqual(0.9);
      for (const field of found?.fields ?? [])
        if (field.state === 'FILLED')
          expect([field.element, field.source?.partner, field.fact?.messageId]).toEqual([
            field.element,
            expect.any(String),
            expect.any(String),
          ]);
        else expect([field.value, field.source, field.fact]).toEqual([null, null, null]);
    },
  );

  test('says of the goods what the importer later declares', async () => {
    const found = await draft('sg-customs', 'clearance', LANE[0][1]);
    const value = (element: string) => found?.fields.find(each => each.element.endsWith(element))?.value;
    expect([
      value('Classification/ID'),
      value('Consignee/Name'),
      value('InvoiceAmount'),
      value('TransportEquipment/ID'),
      value('Importer/ID'),
    ]).toEqual(['870830', 'Straits Auto Supply Pte Ltd', '74200', 'MRDU4001153', '200891207M']);
  });

  test('for another purpose what comes in bands stays empty and says so; what is denied too', async () => {
    const found = await draft('sg-customs', 'transit-monitoring', LANE[0][1]);
    const state = (element: string) => found?.fields.find(each => each.element === element)?.state;
    expect(state('InvoiceAmount')).toBe('TRANSFORMED');
    expect(state('Exporter/Address')).toBe('WITHHELD');
    expect(state('Exporter/Name')).toBe('FILLED');
    expect(found?.share).toBeLessThan(0.9);
  });

  test('whoever may not see the consignment gets none, as of one that is unknown', async () => {
    expect(await draft('eurasia-rail-express', 'transit-monitoring', LANE[0][1])).toBeNull();
    expect(await draft('sg-customs', 'clearance', '6CN00000000000000000-X00000')).toBeNull();
  });

  test('leaves a receipt of the fields that it took, by their agreement', async () => {
    await draft('sg-customs', 'clearance', LANE[0][1]);
    const [receipt] = await disclosuresOf(hub.services.sql, { reader: 'sg-customs' }, { limit: 1 });
    expect(receipt?.entry.fields).toContainEqual(
      expect.objectContaining({
        path: 'Consignment.declarations.customsValue',
        agreement: 'cn-sg-tianjin-single-entry',
        outcome: 'CLEAR',
      }),
    );
  });
});

/** Paths of the elements of a declaration that hold text. */
function leafPaths(xml: string): Set<string> {
  const open: string[] = [];
  const found = new Set<string>();
  for (const [, closing, name = '', , text = ''] of xml.matchAll(/<(\/?)([\w:]+)([^>]*)>([^<]*)/g)) {
    if (closing) open.pop();
    else open.push(name);
    const at = open.indexOf('Declaration');
    if (!closing && at >= 0 && text.trim() !== '') found.add(open.slice(at + 1).join('/'));
  }
  return found;
}

test('what is wanted is what the import declarations of the lane hold, but for what only the importer can state', () => {
  const samples = findSamples(join(packageRoot, 'partners')).filter(({ path }) => /dec-import/.test(basename(path)));
  expect(samples.length).toBeGreaterThan(15);
  const held = new Set(samples.flatMap(({ path }) => [...leafPaths(readFileSync(path, 'utf8'))]));
  const wanted = [...DECLARATION_ELEMENTS, ...EQUIPMENT_ELEMENTS, ...ITEM_ELEMENTS].map(each => each.path);
  const covers = (known: string, path: string) => path === known || path.startsWith(`${known}/`);
  const left = [...held].filter(path => ![...wanted, ...IMPORTERS_OWN].some(known => covers(known, path)));
  expect(left).toEqual([]);
  expect(wanted.filter(known => ![...held].some(path => covers(known, path)))).toEqual([]);
});
