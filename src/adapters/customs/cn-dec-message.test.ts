import { describe, expect, it } from 'vitest';
import type { DeclarationFact, EventFact } from '../../messages/fact.ts';
import { IMPORT_DECLARATION } from './cn-dec-message.fixture.ts';
import { cnDecMessageAdapter } from './cn-dec-message.ts';
import { glanceAt, PROFILE, prefixesOf } from './glance.fixture.ts';

function read(text: string, profile = PROFILE) {
  const glance = glanceAt(text);
  expect(cnDecMessageAdapter.recognises(glance)).toBe(true);
  const [part] = cnDecMessageAdapter.read(glance, profile).parts;
  return { part, codes: part?.issues.map(({ severity, code }) => `${severity} ${code}`), facts: part?.facts ?? [] };
}

/** The declaration with one text put for another. */
const declared = (from: string | RegExp, to: string, profile = PROFILE) => {
  const { facts, codes } = read(IMPORT_DECLARATION.replace(from, to), profile);
  return { fact: facts[0] as DeclarationFact, kinds: facts.map(({ kind }) => kind), codes };
};

describe('an import declaration', () => {
  const { facts, codes, part } = read(IMPORT_DECLARATION);
  const [declaration, lodged] = facts as [DeclarationFact, EventFact];

  it('quotes every identifier of the message', () => {
    expect(codes).toEqual([]);
    expect(part?.reference).toBe('QDBG2024000777');
    expect(declaration.references).toEqual([
      { scheme: 'DECLARATION', value: '425820240000012345' },
      { scheme: 'LRN', value: 'QDBG2024000777', issuer: '91370220MA3C000002' },
      { scheme: 'LRN', value: 'I20240000123456789' },
      { scheme: 'BL', value: 'COSU6300001234' },
      { scheme: 'BL', value: 'QDH0042' },
      { scheme: 'CONTAINER', value: 'MSKU9070323' },
      { scheme: 'CONTAINER', value: 'CSQU3054383' },
      { scheme: 'CERTIFICATE', value: 'E240000NL0001' },
      { scheme: 'VOYAGE', value: 'IMO:9321483/023W' },
    ]);
  });

  it('states its header', () => {
    expect(declaration).toMatchObject({
      kind: 'DECLARATION',
      key: '425820240000012345',
      function: 'ORIGINAL',
      number: '425820240000012345',
      localReference: 'QDBG2024000777',
      typeCode: 'M',
      direction: 'IMPORT',
      country: 'CN',
      procedure: '0110',
      incoterm: 'CIF',
      dispatchCountry: 'NL',
      destinationCountry: 'CN',
      grossMass: { value: '24500.5', unit: 'KGM' },
      packages: 610,
      conveyance: { mode: 'SEA', imo: '9321483', journey: '023W' },
      lodgedAt: { raw: '2024051809364900', instant: '2024-05-18T01:36:49.000Z', zoneSource: 'PLACE' },
      previousDocuments: [{ type: 'Y', number: 'E240000NL0001' }],
    });
    expect(declaration.originCountry).toBeUndefined();
  });

  it('keeps apart the district that declares and the one where the goods are', () => {
    expect(declaration.office?.codes).toEqual([{ scheme: 'CN_CUSTOMS', value: '4258' }]);
    expect(declaration.goodsLocation).toEqual({
      codes: [
        { scheme: 'CN_CUSTOMS', value: '4218' },
        { scheme: 'TERMINAL', value: '370006' },
        { scheme: 'GOODS_LOCATION', value: 'QDQW2' },
      ],
      name: '前湾二期堆场',
      country: 'CN',
    });
  });

  it('states items and boxes, each naming the other', () => {
    expect(declaration.items).toEqual([
      {
        sequence: 1,
        hsCode: '8202100000',
        description: '手工锯',
        quantity: { value: '20000', unit: 'KGM' },
        netMass: { value: '20000', unit: 'KGM' },
        value: { amount: '25000', currency: 'USD' },
        originCountry: 'DE',
        equipment: ['MSKU9070323', 'CSQU3054383'],
      },
      {
        sequence: 2,
        hsCode: '3208100090',
        description: '油漆',
        quantity: { value: '400', unit: '011' },
        netMass: { value: '4000', unit: 'KGM' },
        value: { amount: '8000.00', currency: 'USD' },
        originCountry: 'NL',
        dangerousGoods: { unNumber: '1263' },
        equipment: ['MSKU9070323'],
      },
    ]);
    expect(declaration.equipment).toEqual([
      {
        number: 'MSKU9070323',
        seals: [],
        tareMass: { value: '3800', unit: 'KGM' },
        reefer: true,
        itemSequences: [1, 2],
      },
      { number: 'CSQU3054383', seals: [], itemSequences: [1] },
    ]);
  });

  it('names the parties by their part in an import', () => {
    expect(declaration.parties.map(({ role, name, identifiers }) => [role, name, identifiers[0]?.value])).toEqual([
      ['IMPORTER', '青岛某某机械有限公司', '91370220MA3C000001'],
      ['CONSIGNEE', '青岛某某机械有限公司', '91370220MA3C000001'],
      ['CONSIGNOR', 'HOLLAND TOOLS B.V.', undefined],
      ['DECLARANT', '青岛前湾报关有限公司', '91370220MA3C000002'],
    ]);
  });

  it('was lodged when it was signed', () => {
    expect(lodged).toMatchObject({
      type: 'DECLARATION_LODGED',
      classifier: 'ACT',
      subject: 'DECLARATION',
      time: { instant: '2024-05-18T01:36:49.000Z' },
      references: declaration.references,
      place: { codes: [{ scheme: 'CN_CUSTOMS', value: '4258' }] },
    });
  });
});

describe('other declarations', () => {
  it('an export turns countries and parties round', () => {
    const { fact } = declared('<IEFlag>I</IEFlag>', '<IEFlag>E</IEFlag>');
    expect(fact).toMatchObject({ direction: 'EXPORT', destinationCountry: 'NL' });
    expect(fact.dispatchCountry).toBeUndefined();
    expect(fact.parties.map(({ role }) => role)).toEqual(['EXPORTER', 'CONSIGNOR', 'DECLARANT']);
  });

  it('a draft is stored and not lodged, until it has a number', () => {
    const stored = IMPORT_DECLARATION.replace('<OperType>C<', '<OperType>G<');
    expect(read(stored).facts.map(({ kind }) => kind)).toEqual(['DECLARATION', 'EVENT']);
    const draft = read(stored.replace('425820240000012345', '')).facts as DeclarationFact[];
    expect(draft.map(({ kind, key }) => [kind, key])).toEqual([['DECLARATION', 'QDBG2024000777']]);
    expect(draft[0]?.lodgedAt).toBeUndefined();
  });

  it('a later version of the same number overrides the earlier one', () => {
    const { fact } = declared('2024051809364900', '2024051910000000');
    expect(fact.key).toBe('425820240000012345');
    expect(fact.updatedAt?.instant).toBe('2024-05-19T02:00:00.000Z');
  });

  it('by air the house waybill follows an underscore, and the flight is the journey', () => {
    const text = IMPORT_DECLARATION.replace('<TrafMode>2<', '<TrafMode>5<')
      .replace('COSU6300001234*QDH0042', '99912345675_H778')
      .replace('UN9321483', 'CA1040');
    const [fact] = read(text).facts as DeclarationFact[];
    expect(fact?.conveyance).toEqual({ mode: 'AIR', journey: 'CA1040' });
    expect(fact?.references.filter(({ scheme }) => scheme === 'BL').map(({ value }) => value)).toEqual([
      '99912345675',
      'H778',
    ]);
  });

  it('by rail the day of crossing is no train', () => {
    const text = IMPORT_DECLARATION.replace('<TrafMode>2<', '<TrafMode>3<')
      .replace('UN9321483', '59012345')
      .replace('023W', '20240518');
    const [fact] = read(text).facts as DeclarationFact[];
    expect(fact?.references.map(({ scheme }) => scheme)).not.toContain('TRAIN');
    expect(fact?.references).toContainEqual({ scheme: 'WAGON', value: '59012345' });
  });
});

describe('dirt', () => {
  it.each([
    ['a number that is too short', '425820240000012345', '42582024', ['WARNING VALUE']],
    ['a malformed box', 'CSQU3054383', 'CSQ305', ['WARNING EQUIPMENT_FORMAT']],
    ['a wrong check digit', 'MSKU9070323', 'MSKU9070324', ['WARNING CHECK_DIGIT']],
    ['a wrong IMO number', 'UN9321483', 'UN9321484', ['WARNING VALUE']],
    ['an old numeric country', '<TradeCountry>NLD', '<TradeCountry>309', ['WARNING CODE_UNKNOWN']],
    ['an old numeric currency', '<TradeCurr>USD', '<TradeCurr>502', ['WARNING CODE_UNKNOWN']],
    ['an unknown direction', '<IEFlag>I', '<IEFlag>X', ['WARNING CODE_UNKNOWN']],
    ['a district with letters', '<CustomMaster>4258', '<CustomMaster>QDQW', ['WARNING VALUE']],
    ['a tariff code with letters', '8202100000', 'SAWS', ['WARNING VALUE']],
    ['a mass in words', '24500.5', 'heavy', ['WARNING VALUE']],
    ['a time that is none', '2024051809364900', 'yesterday', ['WARNING VALUE']],
  ])('keeps the declaration with %s, and says so', (_what, from, to, codes) => {
    const { fact, codes: found } = declared(from, to);
    expect(found).toEqual(codes);
    expect(fact.issues).toHaveLength(1);
  });

  it('quotes a wrong box and no voyage of a wrong IMO number', () => {
    expect(declared('CSQU3054383', 'CSQ305').fact.references).toContainEqual({ scheme: 'CONTAINER', value: 'CSQ305' });
    const { fact } = declared('UN9321483', 'UN9321484');
    expect(fact.conveyance?.imo).toBe('9321484');
    expect(fact.references.map(({ scheme }) => scheme)).not.toContain('VOYAGE');
  });

  it('maps old codes of a partner', () => {
    const codes = { country: { 309: 'NL' }, currency: { 502: 'USD' } };
    const { codes: found, fact } = declared('<TradeCountry>NLD', '<TradeCountry>309', { ...PROFILE, codes });
    expect(found).toEqual([]);
    expect(fact.dispatchCountry).toBe('NL');
  });

  it('refuses what has no head, and what has no number', () => {
    const headless = IMPORT_DECLARATION.replace(/<DecHead>[\s\S]*<\/DecHead>/, '');
    expect(read(headless)).toMatchObject({ codes: ['ERROR STRUCTURE'], facts: [] });
    const nameless = IMPORT_DECLARATION.replace(/<(SeqNo|EntryId|ClientSeqNo)>[^<]*</g, '<$1><');
    expect(read(nameless)).toMatchObject({ codes: ['ERROR STRUCTURE'], facts: [] });
  });

  it('reads or refuses every truncation, without throwing', () => {
    for (const prefix of prefixesOf(IMPORT_DECLARATION)) {
      const [part] = cnDecMessageAdapter.read(glanceAt(prefix), PROFILE).parts;
      expect(part?.facts).toEqual([]);
      expect(part?.issues[0]?.severity).toBe('ERROR');
    }
  });
});
