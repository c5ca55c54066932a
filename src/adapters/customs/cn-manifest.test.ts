import { describe, expect, it } from 'vitest';
import type { EventFact, TransportDocumentFact } from '../../messages/fact.ts';
import { ADVANCE_MANIFEST, bill, box, manifest, VESSEL } from './cn-manifest.fixture.ts';
import { cnManifestAdapter } from './cn-manifest.ts';
import { glanceAt, PROFILE, prefixesOf } from './glance.fixture.ts';

function read(text: string, profile = PROFILE) {
  const glance = glanceAt(text);
  expect(cnManifestAdapter.recognises(glance)).toBe(true);
  const { messageType, parts } = cnManifestAdapter.read(glance, profile);
  const facts = parts[0]?.facts ?? [];
  return { messageType, part: parts[0], facts, codes: parts[0]?.issues.map(({ code }) => code) };
}

const SENT = {
  raw: '20240518093649890',
  instant: '2024-05-18T01:36:49.890Z',
  zoneSource: 'PLACE',
  precision: 'MILLISECOND',
};
const LINE = 'MT2101|COSU63001234|QDH0042';

describe('an advance manifest', () => {
  const { messageType, part, facts } = read(ADVANCE_MANIFEST);
  const [house, lodged, master] = facts as [TransportDocumentFact, EventFact, TransportDocumentFact];

  it('states a house bill under its master, with all its identifiers', () => {
    expect(messageType).toBe('China manifest MT2101');
    expect(part?.issues).toEqual([]);
    expect(house).toMatchObject({
      kind: 'TRANSPORT_DOCUMENT',
      position: { path: '/Manifest/Declaration/Consignment[1]' },
      key: LINE,
      updatedAt: SENT,
      document: { type: 'HOUSE_BL', number: 'QDH 0042' },
      master: { number: 'COSU63001234', issuer: 'COSU' },
    });
    expect(house.references).toEqual([
      { scheme: 'BL', value: 'QDH0042' },
      { scheme: 'BL', value: 'COSU63001234', issuer: 'COSU' },
      { scheme: 'DECLARATION', value: '421820240000012345' },
      { scheme: 'UCR_D', value: 'CN24UCR001' },
      { scheme: 'CONTAINER', value: 'MSKU9065559' },
      { scheme: 'SEAL', value: '778812' },
      { scheme: 'SEAL', value: '001001' },
      { scheme: 'VOYAGE', value: 'IMO:9321483/FA412W' },
    ]);
  });

  it('keeps both codes of a place: UN/LOCODE and customs district', () => {
    const qianwan = {
      codes: [
        { scheme: 'UNLOCODE', value: 'CNQGD' },
        { scheme: 'CN_CUSTOMS', value: '4218' },
      ],
      country: 'CN',
    };
    expect(house).toMatchObject({
      origin: { codes: [], country: 'CN' },
      placeOfLoading: qianwan,
      placeOfDischarge: { codes: [{ scheme: 'UNLOCODE', value: 'NLRTM' }], country: 'NL' },
      destination: { codes: [], name: 'Coolsingel 1, Rotterdam', country: 'NL' },
      office: qianwan,
    });
  });

  it('states goods, boxes, seals and parties', () => {
    expect(house).toMatchObject({
      goodsDescription: 'HAND SAWS',
      grossMass: { value: '5600.0000', unit: 'KGM' },
      packages: 610,
      conveyance: { mode: 'SEA', imo: '9321483', name: 'EMMA', journey: 'FA412W', carrier: 'COSU' },
    });
    expect(house.items).toEqual([
      {
        sequence: 1,
        hsCode: '820210',
        description: 'HAND SAWS',
        packages: { count: 610, kind: 'PK' },
        grossMass: { value: '5600.0000', unit: 'KGM' },
        dangerousGoods: { unNumber: '1263' },
        equipment: ['MSKU9065559'],
      },
    ]);
    expect(house.equipment).toEqual([
      {
        number: 'MSKU9065559',
        sizeType: '45G1',
        fullness: 'FULL',
        load: 'FCL',
        seals: [
          { number: '778812', party: 'CARRIER' },
          { number: '001001', party: 'CUSTOMS' },
        ],
      },
    ]);
    expect(house.parties).toEqual([
      {
        role: 'CONSIGNOR',
        name: 'Shandong Tools Ltd',
        identifiers: [{ scheme: 'USCC', value: '91370200MA3C0ABC1X' }],
        country: 'CN',
        address: '1 Port Road, Qingdao',
      },
      {
        role: 'CONSIGNEE',
        name: 'Dutch Tools BV',
        identifiers: [{ scheme: 'AEO', value: 'NLAEOF0001' }],
        country: 'NL',
        address: 'Coolsingel 1',
      },
      { role: 'CARRIER', identifiers: [{ scheme: 'SCAC', value: 'COSU' }] },
      { role: 'AGENT', identifiers: [{ scheme: 'OTHER', value: '4227123456789' }] },
    ]);
  });

  it('states a bill without house as a master bill, and the lodging of each line', () => {
    expect(master).toMatchObject({ document: { type: 'MASTER_BL', number: 'COSU63009999', issuer: 'COSU' } });
    expect(master).not.toHaveProperty('master');
    expect(lodged).toMatchObject({
      kind: 'EVENT',
      type: 'MANIFEST_LODGED',
      subject: 'DOCUMENT',
      classifier: 'ACT',
      key: `${LINE}|LODGED`,
      time: SENT,
      position: house.position,
      references: house.references,
    });
    expect(facts).toHaveLength(4);
  });

  it('takes the zone of the profile before Beijing time', () => {
    const { facts: zoned } = read(ADVANCE_MANIFEST, { ...PROFILE, timeZone: 'UTC' });
    expect(zoned[0]?.updatedAt).toMatchObject({ instant: '2024-05-18T09:36:49.890Z', zoneSource: 'MESSAGE_PROFILE' });
  });

  it('reads a port code of the customs list by the mapping of the sender', () => {
    const wuhan = ADVANCE_MANIFEST.replaceAll('CNQGD/4218', 'WUH/4712');
    const { facts: mapped } = read(wuhan, { ...PROFILE, places: { WUH: 'CNWUH' } });
    expect(mapped[0]).toMatchObject({
      placeOfLoading: {
        codes: [
          { scheme: 'TERMINAL', value: 'WUH' },
          { scheme: 'UNLOCODE', value: 'CNWUH' },
          { scheme: 'CN_CUSTOMS', value: '4712' },
        ],
      },
    });
  });
});

describe('function codes', () => {
  it('a change of a line is a revision of it', () => {
    const later = { type: 'MT1101', functionCode: '5', sendTime: '20240519093649890' };
    const [first] = read(manifest({ type: 'MT1101' }, bill('B1'))).facts;
    const [changed] = read(manifest(later, bill('B1'))).facts;
    expect(changed?.key).toBe(first?.key);
    expect(changed?.updatedAt?.instant).toBe('2024-05-19T01:36:49.890Z');
    expect(changed).not.toHaveProperty('status');
  });

  it('a deletion voids the line and takes back its lodging', () => {
    const { facts } = read(manifest({ type: 'MT1101', functionCode: '3' }, bill('B1')));
    expect(facts).toMatchObject([
      { kind: 'TRANSPORT_DOCUMENT', key: 'MT1101|B1|', status: 'VOID' },
      { kind: 'RETRACTION', target: { key: 'MT1101|B1||LODGED' }, updatedAt: SENT },
    ]);
  });

  it('a deleted report takes back its moves, and no bill', () => {
    const content = VESSEL + bill('B1', '', box('MSKU9065559'));
    const [, discharge] = read(manifest({ type: 'MT5101' }, content)).facts;
    const deleted = read(manifest({ type: 'MT5101', functionCode: '3' }, content)).facts;
    expect(deleted).toMatchObject([{ kind: 'RETRACTION', target: { key: discharge?.key } }]);
  });

  it('an unknown one is a doubt', () => {
    expect(read(manifest({ type: 'MT1101', functionCode: '8' }, bill('B1'))).codes).toEqual(['CODE_UNKNOWN']);
  });
});

describe('doubts and refusals', () => {
  it.each([
    [
      'a wrong check digit',
      'MSKU9065559</ID></EquipmentIdentification><Char',
      'MSKU9065558</ID></EquipmentIdentification><Char',
      'CHECK_DIGIT',
    ],
    ['a wrong IMO number', 'UN9321483', 'UN9321484', 'VALUE'],
    ['a district that is none', 'CNQGD/4218', 'CNQGD/42', 'VALUE'],
    ['an unknown fullness', '<FullnessCode>8', '<FullnessCode>9', 'CODE_UNKNOWN'],
    ['an unreadable time of sending', '<SendTime>2024', '<SendTime>20XX', 'VALUE'],
  ])('raises one doubt and goes on: %s', (_, from, to, code) => {
    const { codes, facts } = read(ADVANCE_MANIFEST.replace(from, to));
    expect(codes).toEqual([code]);
    expect(facts[0]?.kind).toBe('TRANSPORT_DOCUMENT');
  });

  it('reads the good lines beside one without a number', () => {
    const { codes, facts } = read(manifest({ type: 'MT1101' }, `<Consignment/>${bill('B1')}`));
    expect(codes).toEqual(['STRUCTURE']);
    expect(facts).toHaveLength(2);
  });

  it('never takes a null value for a bill', () => {
    const { facts } = read(manifest({ type: 'MT1101' }, bill('B1', 'UNKNOWN')));
    expect(facts[0]).toMatchObject({ document: { type: 'MASTER_BL', number: 'B1' } });
  });

  it.each([
    ['a type that is not read', manifest({ type: 'MT8101' }, bill('B1')), 'CODE_UNKNOWN'],
    ['nothing named', manifest({ type: 'MT1101' }, VESSEL), 'STRUCTURE'],
    ['a receipt', '<Manifest><Head><MessageType>MT2101</MessageType></Head><Response/></Manifest>', 'STRUCTURE'],
  ])('refuses %s', (_, text, code) => {
    const { part, facts } = read(text);
    expect(facts).toEqual([]);
    expect(part?.issues[0]).toMatchObject({ code, severity: 'ERROR' });
  });

  it('refuses every truncation without throwing', () => {
    for (const cut of prefixesOf(ADVANCE_MANIFEST))
      expect(cnManifestAdapter.read(glanceAt(cut), PROFILE).parts[0]?.issues[0]?.severity).toBe('ERROR');
  });
});
