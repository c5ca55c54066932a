import { describe, expect, it } from 'vitest';
import type { DeclarationFact, EventFact } from '../../messages/fact.ts';
import { glanceAt, PROFILE, prefixesOf } from './glance.fixture.ts';
import { AMENDMENT, CANCELLATION, IMPORT_DECLARATION, metaData } from './wco-declaration.fixture.ts';
import { wcoDeclarationAdapter } from './wco-declaration.ts';

function read(text: string, profile = PROFILE) {
  const glance = glanceAt(text);
  expect(wcoDeclarationAdapter.recognises(glance)).toBe(true);
  const { messageType, parts } = wcoDeclarationAdapter.read(glance, profile);
  const [declaration, event] = (parts[0]?.facts ?? []) as [DeclarationFact, EventFact | undefined];
  return { messageType, part: parts[0], declaration, event, codes: parts[0]?.issues.map(({ code }) => code) };
}

const TIME = {
  raw: '20240511093000+01',
  instant: '2024-05-11T08:30:00.000Z',
  zoneSource: 'EXPLICIT',
  precision: 'SECOND',
};

describe('an original declaration', () => {
  const { messageType, part, declaration, event } = read(IMPORT_DECLARATION);

  it('quotes every identifier under the scheme in which others quote it', () => {
    expect(declaration.references).toEqual([
      { scheme: 'LRN', value: 'LRN-0042', issuer: 'GB603202734852' },
      { scheme: 'UCR_D', value: '4GB553202734852-67890' },
      { scheme: 'UCR_D', value: '4GB553202734852-12345' },
      { scheme: 'UCR_M', value: 'GB/ABCD-99' },
      { scheme: 'DECLARATION', value: '24GB34F7Y1O2CX8PT4' },
      { scheme: 'BL', value: 'COSU63001234' },
      { scheme: 'CERTIFICATE', value: 'PHYTO-77' },
      { scheme: 'CONTAINER', value: 'MSKU9065559' },
      { scheme: 'SEAL', value: 'CN778812' },
      { scheme: 'SEAL', value: 'CN778813' },
      { scheme: 'VOYAGE', value: 'IMO:9321483/FA412W' },
    ]);
  });

  it('states the header', () => {
    expect({ messageType, reference: part?.reference }).toEqual({ messageType: 'WCO DEC 3.6', reference: 'Lrn-0042' });
    expect(part?.issues).toEqual([]);
    expect(declaration).toMatchObject({
      kind: 'DECLARATION',
      position: { kind: 'XPATH', path: '/MetaData/Declaration', line: 5 },
      key: 'Lrn-0042',
      function: 'ORIGINAL',
      localReference: 'Lrn-0042',
      typeCode: 'IMA',
      direction: 'IMPORT',
      country: 'GB',
      office: { codes: [{ scheme: 'CUSTOMS_OFFICE', value: 'GB000060' }] },
      goodsLocation: {
        codes: [
          { scheme: 'GOODS_LOCATION', value: 'GBAUFXTFXTFXT' },
          { scheme: 'UNLOCODE', value: 'GBFXT' },
        ],
        country: 'GB',
      },
      lodgedAt: TIME,
      procedure: '4000',
      incoterm: 'CIF',
      originCountry: 'CN',
      dispatchCountry: 'CN',
      destinationCountry: 'GB',
      grossMass: { value: '1.5', unit: 'TNE' },
      packages: 12,
      value: { amount: '2500.00', currency: 'USD' },
      conveyance: { mode: 'SEA', imo: '9321483', journey: 'FA412W' },
      previousDocuments: [
        { type: 'DCR', number: '4GB553202734852-12345' },
        { type: 'MCR', number: 'GB/ABCD-99' },
        { type: '355', number: '24GB34F7Y1O2CX8PT4' },
      ],
    });
    expect(declaration).not.toHaveProperty('number');
    expect(declaration).not.toHaveProperty('changes');
  });

  it('states items, boxes and parties', () => {
    expect(declaration.items).toEqual([
      {
        sequence: 1,
        hsCode: '8202100000',
        description: 'Hand saws',
        packages: { count: 12, kind: 'CT' },
        quantity: { value: '600', unit: 'NAR' },
        grossMass: { value: '1500', unit: 'KGM' },
        netMass: { value: '1400.5', unit: 'KGM' },
        value: { amount: '2500', currency: 'USD' },
        originCountry: 'CN',
        equipment: ['MSKU9065559'],
      },
    ]);
    expect(declaration.equipment).toEqual([{ number: 'MSKU9065559', seals: [{ number: 'CN778812' }] }]);
    expect(declaration.parties).toEqual([
      { role: 'DECLARANT', identifiers: [{ scheme: 'EORI', value: 'GB603202734852' }] },
      {
        role: 'EXPORTER',
        name: 'Shandong Tools Ltd',
        identifiers: [],
        country: 'CN',
        address: '1 Port Road, Qingdao, 266000',
      },
      { role: 'CARRIER', identifiers: [{ scheme: 'EORI', value: 'GB025115100010' }] },
      { role: 'IMPORTER', identifiers: [{ scheme: 'EORI', value: 'GB553202734852' }] },
    ]);
  });

  it('is also the event of its lodging, with the same references', () => {
    expect(event).toEqual({
      kind: 'EVENT',
      position: declaration.position,
      references: declaration.references,
      type: 'DECLARATION_LODGED',
      classifier: 'ACT',
      subject: 'DECLARATION',
      time: TIME,
      place: declaration.office,
    });
  });

  it('reads the same without namespaces, and without MetaData', () => {
    const bare = IMPORT_DECLARATION.replace(/ xmlns(:\w+)?="[^"]*"/g, '').replace(/(<\/?)(md|p1):/g, '$1');
    expect(read(bare).declaration).toEqual({ ...declaration, position: expect.anything() });
    const unwrapped = `<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2"><FunctionCode>9</FunctionCode><FunctionalReferenceID>L1</FunctionalReferenceID></Declaration>`;
    expect(read(unwrapped).declaration.key).toBe('L1');
  });
});

describe('an additional message', () => {
  it('amends: changed parts, pointers with the new value, the reason', () => {
    const { declaration, event } = read(AMENDMENT);
    expect(declaration).toMatchObject({
      key: '24GB22WOA1EV2P6AR5',
      function: 'AMENDMENT',
      number: '24GB22WOA1EV2P6AR5',
      localReference: 'REQ-7',
      items: [{ sequence: 2, value: { amount: '999', currency: 'GBP' } }],
      changes: [{ pointer: '42A/67A/68A[2]/23A/79A/112', value: '999' }],
      reason: 'Price corrected.',
    });
    expect(declaration.direction).toBeUndefined();
    expect(event).toMatchObject({
      type: 'DECLARATION_AMENDED',
      reason: 'Price corrected.',
      time: { instant: '2024-05-12T08:00:00.000Z' },
    });
  });

  it('cancels; without any time there is no event', () => {
    const { declaration, part } = read(CANCELLATION);
    expect(part?.facts).toHaveLength(1);
    expect(declaration).toMatchObject({ function: 'CANCELLATION', key: '24GB22WOA1EV2P6AR5', reason: '1' });
  });

  it('is refused when it names no declaration', () => {
    expect(read(CANCELLATION.replace(/<ID>.*<\/ID>/, '')).codes).toEqual(['STRUCTURE']);
  });
});

describe('doubts', () => {
  const changed = (from: string, to: string) => read(IMPORT_DECLARATION.replace(from, to));

  it('keeps and quotes a wrong or malformed container number', () => {
    const wrong = changed('MSKU 906 5559', 'MSKU9065558');
    expect(wrong.codes).toEqual(['CHECK_DIGIT']);
    expect(wrong.declaration.issues).toEqual(wrong.part?.issues);
    expect(wrong.declaration.references).toContainEqual({ scheme: 'CONTAINER', value: 'MSKU9065558' });
    const malformed = changed('MSKU 906 5559', 'Container123');
    expect(malformed.codes).toEqual(['EQUIPMENT_FORMAT']);
    expect(malformed.declaration.equipment[0]?.number).toBe('CONTAINER123');
  });

  it('keeps a wrong IMO number in the claim, and names no voyage with it', () => {
    const { declaration, codes } = changed('9321483', '12345');
    expect(codes).toEqual(['VALUE']);
    expect(declaration.conveyance?.imo).toBe('12345');
    expect(declaration.references.some(({ scheme }) => scheme === 'VOYAGE')).toBe(false);
  });

  it('never links on a vessel name', () => {
    const named = changed('<ID>9321483</ID><IdentificationTypeCode>10', '<ID>CSCLGLOBE</ID><IdentificationTypeCode>11');
    expect(named.declaration.conveyance).toEqual({ mode: 'SEA', name: 'CSCLGLOBE', journey: 'FA412W' });
    expect(JSON.stringify(named.declaration.references)).not.toContain('CSCLGLOBE');
  });

  it.each([
    ['a mode that contradicts the vessel', '<ModeCode>1</ModeCode>', '<ModeCode>4</ModeCode>', 'VALUE'],
    ['an unreadable time', '20240511093000+01', 'yesterday', 'VALUE'],
    ['a time without zone', '20240511093000+01', '20240511093000', 'TIME_ZONE_UNKNOWN'],
    ['an unknown mass unit', 'unitCode="TNE"', 'unitCode="STN"', 'CODE_UNKNOWN'],
    ['an amount without currency', '<InvoiceAmount currencyID="USD">', '<InvoiceAmount>', 'VALUE'],
    ['a count that is no number', '<TotalPackageQuantity>12', '<TotalPackageQuantity>dozen', 'VALUE'],
    ['a commodity code that is none', '82021000', 'SAWS', 'VALUE'],
  ])('raises a doubt and goes on: %s', (_, from, to, code) => {
    const { codes, part } = changed(from, to);
    expect(codes).toEqual([code]);
    expect(part?.facts[0]?.kind).toBe('DECLARATION');
  });

  it('takes the zone of the profile before none', () => {
    const local = IMPORT_DECLARATION.replace('20240511093000+01', '20240511093000');
    const { declaration, codes } = read(local, { ...PROFILE, timeZone: 'Europe/London' });
    expect(codes).toEqual([]);
    expect(declaration.lodgedAt).toMatchObject({ instant: '2024-05-11T08:30:00.000Z', zoneSource: 'MESSAGE_PROFILE' });
  });

  it("adds the UN/LOCODE of the sender's mapping in place of the one derived", () => {
    const { declaration } = read(IMPORT_DECLARATION, { ...PROFILE, places: { FXTFXTFXT: 'GBFLX' } });
    expect(declaration.goodsLocation?.codes[1]).toEqual({ scheme: 'UNLOCODE', value: 'GBFLX' });
  });
});

describe('what is refused', () => {
  it.each([
    ['no function code', '<Declaration><TypeCode>IMA</TypeCode></Declaration>', 'STRUCTURE'],
    ['an unknown function code', '<Declaration><FunctionCode>77</FunctionCode></Declaration>', 'CODE_UNKNOWN'],
    ['no identifier at all', '<Declaration><FunctionCode>9</FunctionCode></Declaration>', 'STRUCTURE'],
    ['no declaration', '', 'STRUCTURE'],
  ])('%s', (_, content, code) => {
    const { part } = read(metaData(content));
    expect(part?.facts).toEqual([]);
    expect(part?.issues[0]).toMatchObject({ code, severity: 'ERROR', remedy: expect.any(String) });
  });

  it('refuses one declaration and reads its sibling', () => {
    const two = metaData(
      '<Declaration><FunctionCode>77</FunctionCode></Declaration><Declaration><FunctionCode>9</FunctionCode><FunctionalReferenceID>L2</FunctionalReferenceID></Declaration>',
    );
    const { parts } = wcoDeclarationAdapter.read(glanceAt(two), PROFILE);
    expect(parts.map(({ facts }) => facts.length)).toEqual([0, 1]);
  });

  it('every truncation, without throwing', () => {
    for (const cut of prefixesOf(IMPORT_DECLARATION))
      expect(wcoDeclarationAdapter.read(glanceAt(cut), PROFILE).parts[0]?.issues[0]?.severity).toBe('ERROR');
  });

  it('leaves notifications to their own reader', () => {
    expect(wcoDeclarationAdapter.recognises(glanceAt(metaData('<Response/>')))).toBe(false);
    expect(wcoDeclarationAdapter.recognises(glanceAt('<Manifest/>'))).toBe(false);
  });
});
