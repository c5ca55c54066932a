import { describe, expect, it } from 'vitest';
import type { DeclarationFact, EventFact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { AMENDED_SUMMARY, ENTRY_SUMMARY, ERROR_RESPONSE } from './eu-entry-summary.fixture.ts';
import { euEntrySummaryAdapter } from './eu-entry-summary.ts';
import { glanceAt, PROFILE, prefixesOf } from './glance.fixture.ts';
import { govtalkErrorResponseAdapter } from './govtalk-error-response.ts';

const LONDON: MappingProfile = { ...PROFILE, timeZone: 'Europe/London' };

function read(text: string, profile = LONDON) {
  const glance = glanceAt(text);
  expect(euEntrySummaryAdapter.recognises(glance)).toBe(true);
  const { parts, messageType } = euEntrySummaryAdapter.read(glance, profile);
  const facts = parts[0]?.facts ?? [];
  return {
    messageType,
    facts,
    issues: parts[0]?.issues ?? [],
    codes: parts[0]?.issues.map(({ severity, code }) => `${severity} ${code}`),
    fact: facts[0] as DeclarationFact,
    events: facts.filter((fact): fact is EventFact => fact.kind === 'EVENT'),
  };
}

describe('an entry summary declaration', () => {
  const { fact, events, codes, messageType } = read(ENTRY_SUMMARY);

  it('quotes every identifier', () => {
    expect(messageType).toBe('ENS CC315A');
    expect(codes).toEqual([]);
    expect(fact.references).toEqual([
      { scheme: 'LRN', value: 'ENS-QDH0042', issuer: 'GB205672212000' },
      { scheme: 'UCR_D', value: '4CN91370220MA3C-7' },
      { scheme: 'BL', value: 'QDH0042' },
      { scheme: 'BL', value: 'COSU6300001234' },
      { scheme: 'CONTAINER', value: 'MSKU9070323' },
      { scheme: 'CONTAINER', value: 'CSQU3054383' },
      { scheme: 'SEAL', value: 'CN778812' },
      { scheme: 'SEAL', value: 'CN778813' },
      { scheme: 'VOYAGE', value: 'IMO:9321483/023W' },
    ]);
  });

  it('states its header', () => {
    expect(fact).toMatchObject({
      key: 'ENS-QDH0042',
      function: 'ORIGINAL',
      typeCode: 'ENS',
      direction: 'IMPORT',
      country: 'GB',
      office: { codes: [{ scheme: 'CUSTOMS_OFFICE', value: 'GB000060' }], country: 'GB' },
      goodsLocation: { codes: [{ scheme: 'UNLOCODE', value: 'GBFXT' }], country: 'GB' },
      dispatchCountry: 'CN',
      destinationCountry: 'GB',
      grossMass: { value: '24500.5', unit: 'KGM' },
      packages: 630,
      conveyance: { mode: 'SEA', imo: '9321483', journey: '023W' },
      lodgedAt: { instant: '2024-05-18T08:25:00.000Z', zoneSource: 'MESSAGE_PROFILE' },
      updatedAt: { instant: '2024-05-18T08:30:00.000Z' },
      previousDocuments: [
        { type: 'N714', number: 'QDH0042' },
        { type: 'N704', number: 'COSU6300001234' },
        { type: 'UCR', number: '4CN91370220MA3C-7' },
        { type: 'UCR', number: 'PO-77' },
      ],
    });
  });

  it('states items, boxes and parties', () => {
    expect(fact.items).toEqual([
      {
        sequence: 1,
        hsCode: '820210',
        description: 'HAND SAWS',
        packages: { count: 600, kind: 'CT' },
        grossMass: { value: '20500.5', unit: 'KGM' },
        equipment: ['MSKU9070323', 'CSQU3054383'],
      },
      {
        sequence: 2,
        hsCode: '3208',
        description: 'PAINT',
        packages: { count: 30, kind: 'DR' },
        grossMass: { value: '4000', unit: 'KGM' },
        dangerousGoods: { unNumber: '1263' },
        equipment: ['MSKU9070323'],
      },
    ]);
    expect(fact.equipment.map(({ number, seals }) => [number, seals])).toEqual([
      ['MSKU9070323', []],
      ['CSQU3054383', []],
    ]);
    expect(
      fact.parties.map(({ role, name, identifiers, country }) => [role, name, identifiers[0]?.value, country]),
    ).toEqual([
      ['CONSIGNOR', 'QINGDAO TOOLS LTD', undefined, 'CN'],
      ['CONSIGNEE', 'UK TOOLS LTD', 'GB205672212001', 'GB'],
      ['DECLARANT', 'ENS AGENTS LTD', 'GB205672212000', 'GB'],
      ['CARRIER', 'MERIDIAN OCEAN LINE', 'NL001234567', undefined],
    ]);
    expect(fact.parties[0]?.address).toBe('1 Harbour Rd, 266000, Qingdao');
  });

  it('was lodged, and announces the arrival at the first office with its itinerary', () => {
    expect(events).toMatchObject([
      { type: 'DECLARATION_LODGED', classifier: 'ACT', time: { instant: '2024-05-18T08:25:00.000Z' } },
      {
        type: 'GOODS_ARRIVAL_ANTICIPATED',
        classifier: 'EST',
        time: { instant: '2024-06-14T05:00:00.000Z' },
        place: { codes: [{ scheme: 'CUSTOMS_OFFICE', value: 'NL000510' }], country: 'NL' },
        remarks: 'loaded at CNTAO; itinerary CN > SG > GB; subsequent offices GB000051',
      },
    ]);
  });

  it('gives the seals to the box where there is one', () => {
    const single = read(ENTRY_SUMMARY.replace('<CONNR2><ConNumNR21>CSQU3054383</ConNumNR21></CONNR2>', ''));
    expect(single.fact.equipment).toEqual([
      { number: 'MSKU9070323', seals: [{ number: 'CN778812' }, { number: 'CN778813' }], itemSequences: [1, 2] },
    ]);
  });
});

describe('an amendment', () => {
  const { fact, events, codes } = read(AMENDED_SUMMARY);

  it('names what it amends by the MRN, and carries the whole declaration', () => {
    expect(codes).toEqual([]);
    expect(fact).toMatchObject({
      function: 'AMENDMENT',
      key: '24NL000510ABCDEFG1',
      number: '24NL000510ABCDEFG1',
      country: 'NL',
      grossMass: { value: '24600.5' },
      updatedAt: { instant: '2024-05-20T08:30:00.000Z' },
    });
    expect(fact.references[0]).toEqual({ scheme: 'DECLARATION', value: '24NL000510ABCDEFG1' });
    expect(events[0]).toMatchObject({ type: 'DECLARATION_AMENDED', time: { instant: '2024-05-20T09:00:00.000Z' } });
  });

  it('is refused without the MRN', () => {
    const nameless = read(AMENDED_SUMMARY.replace('<DocNumHEA5>24NL000510ABCDEFG1</DocNumHEA5>', ''));
    expect(nameless.facts).toEqual([]);
    expect(nameless.issues.map(({ message }) => message)).toEqual(['CC313A has no HEAHEA/DocNumHEA5']);
  });
});

describe('what the schema refuses', () => {
  it.each([
    ['TotNumOfIteHEA305>2', 'TotNumOfIteHEA305>two', '/CC315A/HEAHEA/TotNumOfIteHEA305'],
    ['NumOfPacGS24>20', 'NumOfPacGS24>two', '/CC315A/GOOITEGDS[2]/PACGS2[1]/NumOfPacGS24'],
    ['GroMasGDS46>4000', 'GroMasGDS46>4,000', '/CC315A/GOOITEGDS[2]/GroMasGDS46'],
    ['DecDatTimHEA114>202405180925', 'DecDatTimHEA114>yesterday', '/CC315A/HEAHEA/DecDatTimHEA114'],
  ])('%s written %s', (from, to, path) => {
    const { facts, issues, codes } = read(ENTRY_SUMMARY.replace(from, to));
    expect(facts).toEqual([]);
    expect(codes).toEqual(['ERROR VALUE']);
    expect(issues[0]?.position).toMatchObject({ kind: 'XPATH', path });
    expect(issues[0]?.message).toContain('is not');
  });

  it('is named at once, missing and malformed', () => {
    const { codes } = read('<CC315A><HEAHEA><TotNumOfPacHEA306>x</TotNumOfPacHEA306></HEAHEA></CC315A>');
    expect(codes).toEqual(['ERROR STRUCTURE', 'ERROR STRUCTURE', 'ERROR STRUCTURE', 'ERROR VALUE']);
  });
});

describe('dirt', () => {
  it.each([
    ['a malformed box', 'CSQU3054383', 'Container 1', 'EQUIPMENT_FORMAT'],
    ['a wrong IMO number', '9321483', '9321484', 'VALUE'],
    ['an unknown mode', '<TraModAtBorHEA76>1', '<TraModAtBorHEA76>42', 'CODE_UNKNOWN'],
    ['a wrong count', '<TotNumOfIteHEA305>2', '<TotNumOfIteHEA305>3', 'COUNT_MISMATCH'],
    ['a tariff code in words', '>3208<', '>paint<', 'VALUE'],
    ['a UN number in words', '>1263<', '>undg<', 'VALUE'],
  ])('keeps the declaration with %s, and says so', (_what, from, to, code) => {
    const { codes, fact } = read(ENTRY_SUMMARY.replace(from, to));
    expect(codes).toEqual([`WARNING ${code}`]);
    expect(fact.localReference).toBe('ENS-QDH0042');
  });

  it('says once that its times have no zone', () => {
    expect(read(ENTRY_SUMMARY, PROFILE).codes).toEqual(['WARNING TIME_ZONE_UNKNOWN']);
  });

  it('reads or refuses every truncation, without throwing', () => {
    for (const prefix of prefixesOf(ENTRY_SUMMARY)) {
      const [part] = euEntrySummaryAdapter.read(glanceAt(prefix), LONDON).parts;
      expect(part?.facts).toEqual([]);
      expect(part?.issues[0]?.severity).toBe('ERROR');
    }
  });
});

describe('an error response', () => {
  it('is refused with what it says', () => {
    const glance = glanceAt(ERROR_RESPONSE);
    expect(govtalkErrorResponseAdapter.recognises(glance)).toBe(true);
    const [part] = govtalkErrorResponseAdapter.read(glance, PROFILE).parts;
    expect(part?.facts).toEqual([]);
    expect(part?.issues).toMatchObject([
      { code: 'ERROR_MESSAGE', severity: 'ERROR', position: { path: '/ErrorResponse/Error' } },
    ]);
    expect(part?.issues[0]?.message).toContain("HMRC 4065 Invalid content found at element 'MesSenMES3'");
  });

  it('is refused when it is cut off', () => {
    for (const prefix of prefixesOf(ERROR_RESPONSE))
      expect(govtalkErrorResponseAdapter.read(glanceAt(prefix), PROFILE).parts[0]?.issues[0]?.severity).toBe('ERROR');
  });
});
