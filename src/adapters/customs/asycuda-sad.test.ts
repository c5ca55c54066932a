import { describe, expect, it } from 'vitest';
import type { DeclarationFact, EventFact } from '../../messages/fact.ts';
import { NESTED_SAD, REGISTERED_SAD } from './asycuda-sad.fixture.ts';
import { asycudaSadAdapter } from './asycuda-sad.ts';
import { glanceAt, PROFILE, prefixesOf } from './glance.fixture.ts';

const TRINIDAD = { ...PROFILE, country: 'TT', timeZone: 'America/Port_of_Spain' };

function read(text: string, profile = TRINIDAD) {
  const glance = glanceAt(text);
  expect(asycudaSadAdapter.recognises(glance)).toBe(true);
  const [part] = asycudaSadAdapter.read(glance, profile).parts;
  const facts = part?.facts ?? [];
  return {
    facts,
    codes: part?.issues.map(({ severity, code }) => `${severity} ${code}`),
    fact: facts[0] as DeclarationFact,
    events: facts.filter((fact): fact is EventFact => fact.kind === 'EVENT'),
  };
}

describe('a registered SAD', () => {
  const { fact, events, codes } = read(REGISTERED_SAD);

  it('quotes every identifier, and no placeholder', () => {
    expect(codes).toEqual([]);
    expect(fact.references).toEqual([
      { scheme: 'DECLARATION', value: 'TTPTS-2024-C10432' },
      { scheme: 'LRN', value: '2024/117', issuer: 'DC2114' },
      { scheme: 'BL', value: 'ONEYNB1234567' },
      { scheme: 'CERTIFICATE', value: 'CO-24-0077' },
      { scheme: 'CONTAINER', value: 'MSKU9070323' },
      { scheme: 'CONTAINER', value: 'CSQU3054383' },
    ]);
  });

  it('states its header', () => {
    expect(fact).toMatchObject({
      key: 'TTPTS-2024-C10432',
      function: 'ORIGINAL',
      number: 'TTPTS-2024-C10432',
      localReference: '2024/117',
      typeCode: 'IM',
      direction: 'IMPORT',
      country: 'TT',
      office: { codes: [{ scheme: 'CUSTOMS_OFFICE', value: 'TTPTS' }], name: 'PORT OF SPAIN' },
      goodsLocation: { codes: [{ scheme: 'GOODS_LOCATION', value: 'PPOS2' }] },
      procedure: '4000',
      incoterm: 'CIF',
      originCountry: 'CN',
      dispatchCountry: 'CN',
      destinationCountry: 'TT',
      grossMass: { value: '4100.5', unit: 'KGM' },
      packages: 120,
      value: { amount: '33000', currency: 'USD' },
      conveyance: { mode: 'SEA', imo: '9321483' },
      lodgedAt: { raw: '3/12/24', instant: '2024-03-12T04:00:00.000Z', precision: 'DAY' },
      updatedAt: { raw: '3/14/24' },
      previousDocuments: [
        { type: 'MANIFEST', number: '2024 311' },
        { type: 'PREVIOUS', number: '2024/NB/17 DU 01/03/2024' },
        { type: 'INV', number: '2024/NB/17' },
        { type: 'BOL', number: 'ONEYNB1234567' },
        { type: '861', number: 'CO-24-0077' },
      ],
    });
  });

  it('takes the first line of a name for the name', () => {
    expect(fact.parties).toEqual([
      { role: 'EXPORTER', name: 'NINGBO HARDWARE LTD', identifiers: [], address: '12 Harbour Road, NINGBO CN' },
      {
        role: 'CONSIGNEE',
        name: 'ISLAND TOOLS LTD',
        identifiers: [{ scheme: 'TAX', value: '100234' }],
        address: '7 Wrightson Road',
      },
      { role: 'DECLARANT', name: 'Caribbean Brokers', identifiers: [{ scheme: 'TAX', value: 'DC2114' }] },
    ]);
  });

  it('states items and boxes', () => {
    expect(fact.items).toEqual([
      {
        sequence: 1,
        hsCode: '8202100000',
        description: 'HAND SAWS 450 MM',
        packages: { count: 100, kind: 'CT' },
        quantity: { value: '2400', unit: 'NMB' },
        grossMass: { value: '4000', unit: 'KGM' },
        netMass: { value: '3900', unit: 'KGM' },
        value: { amount: '30000', currency: 'USD' },
        originCountry: 'CN',
        equipment: ['MSKU9070323', 'CSQU3054383'],
      },
      {
        sequence: 2,
        hsCode: '82029100',
        description: 'Saw blades',
        packages: { count: 20, kind: 'CT' },
        grossMass: { value: '100.5', unit: 'KGM' },
        originCountry: 'CN',
        equipment: ['CSQU3054383'],
      },
    ]);
    expect(fact.equipment).toEqual([
      { number: 'MSKU9070323', sizeType: '22G1', fullness: 'FULL', seals: [], itemSequences: [1] },
      { number: 'CSQU3054383', fullness: 'FULL', seals: [], itemSequences: [1, 2] },
    ]);
  });

  it('was lodged and assessed', () => {
    expect(events.map(({ type, time }) => [type, time.raw])).toEqual([
      ['DECLARATION_LODGED', '3/12/24'],
      ['TAX_CALCULATED', '3/14/24'],
    ]);
    expect(events[0]?.references).toEqual(fact.references);
  });

  it('is revised by a later export of the same registration', () => {
    const later = read(REGISTERED_SAD.replace('<Date_of_exit/>', '<Date_of_exit>2024-03-20</Date_of_exit>'));
    expect(later.fact.key).toBe(fact.key);
    expect(later.fact.updatedAt?.raw).toBe('2024-03-20');
    expect(later.events.map(({ type }) => type)).toContain('EXIT_OF_GOODS');
    expect(later.events[0]?.key).toBe(events[0]?.key);
  });
});

describe('the nested edition', () => {
  const { fact, events, codes } = read(NESTED_SAD);

  it('is read by its other names, under its local reference until it is registered', () => {
    expect(codes).toEqual([]);
    expect(events).toEqual([]);
    expect(fact).toMatchObject({
      key: '2024/E-9',
      direction: 'EXPORT',
      packages: 7,
      value: { amount: '900.00', currency: 'USD' },
      conveyance: { mode: 'ROAD', plate: 'AB-12-CD' },
      items: [
        {
          hsCode: '22084000',
          description: 'RUM',
          quantity: { value: '84.00', unit: 'LTR' },
          grossMass: { value: '120' },
          equipment: ['MSKU9070323'],
        },
      ],
    });
    expect(fact.references).toEqual([
      { scheme: 'LRN', value: '2024/E-9', issuer: '55012' },
      { scheme: 'BL', value: 'SEAB2407124' },
      { scheme: 'BL', value: 'SEAB2407123' },
      { scheme: 'CONTAINER', value: 'MSKU9070323' },
      { scheme: 'SEAL', value: 'TR001' },
      { scheme: 'SEAL', value: 'TR002' },
      { scheme: 'VEHICLE', value: 'AB-12-CD' },
    ]);
  });
});

describe('dirt', () => {
  const dated = (date: string, profile = TRINIDAD) => read(REGISTERED_SAD.replace('3/12/24', date), profile);

  it.each([
    ['12/3/24', '2024-12-03T04:00:00.000Z'],
    ['13/3/24', '2024-03-13T04:00:00.000Z'],
    ['13/03/2024', '2024-03-13T04:00:00.000Z'],
    ['2024-03-12', '2024-03-12T04:00:00.000Z'],
  ])('reads the date %s', (raw, instant) => {
    expect(dated(raw).fact.lodgedAt?.instant).toBe(instant);
  });

  it('does not guess a date that has two meanings, unless the order is mapped', () => {
    expect(dated('12/03/2024').codes).toEqual(['WARNING VALUE']);
    expect(dated('12/03/2024').fact.lodgedAt?.raw).toBe('3/11/24');
    const codes = { asycuda: { dateOrder: 'DMY' } };
    expect(dated('12/03/2024', { ...TRINIDAD, codes }).fact.lodgedAt?.instant).toBe('2024-03-12T04:00:00.000Z');
  });

  it.each([
    ['a malformed box', 'MSKU9070323', 'BOX-17', ['WARNING EQUIPMENT_FORMAT']],
    ['a wrong IMO number', '>9321483<', '>9321484<', ['WARNING VALUE']],
    ['a tariff code in words', '82029100', 'blades', ['WARNING VALUE']],
    ['a mass in words', '>4100.5<', '>heavy<', ['WARNING VALUE']],
  ])('keeps the declaration with %s, and says so', (_what, from, to, codes) => {
    const { codes: found, fact } = read(REGISTERED_SAD.replace(from, to));
    expect(found).toEqual(codes);
    expect(fact.number).toBe('TTPTS-2024-C10432');
  });

  it('maps the codes that a country gives to documents', () => {
    const codes = { attachedDocument: { '6603': '705' } };
    const { fact } = read(REGISTERED_SAD.replaceAll('>BOL<', '>6603<').replaceAll('Summary_declaration>', 'x>'), {
      ...TRINIDAD,
      codes,
    });
    expect(fact.references).toContainEqual({ scheme: 'BL', value: 'ONEYNB1234567' });
  });

  it('refuses a SAD without its mandatory parts, and one without a number', () => {
    const bare = read('<ASYCUDA><Property/></ASYCUDA>');
    expect(bare).toMatchObject({ codes: ['ERROR STRUCTURE'], facts: [] });
    const nameless = REGISTERED_SAD.replace('10432', '<null/>').replace('<Number>117</Number>', '<Number/>');
    expect(read(nameless)).toMatchObject({ codes: ['ERROR STRUCTURE'], facts: [] });
  });

  it('reads or refuses every truncation, without throwing', () => {
    for (const prefix of prefixesOf(NESTED_SAD)) {
      const [part] = asycudaSadAdapter.read(glanceAt(prefix), TRINIDAD).parts;
      expect(part?.facts).toEqual([]);
      expect(part?.issues[0]?.severity).toBe('ERROR');
    }
  });
});
