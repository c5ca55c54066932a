import { describe, expect, it } from 'vitest';
import type { TransportDocumentFact } from '../../messages/fact.ts';
import { glanceAt, TERMINAL_PROFILE } from '../port/edifact-box.fixture.ts';
import { changed, reader } from '../port/edifact-orders.fixture.ts';
import { MANIFEST } from './edifact-cuscar.fixture.ts';
import { cuscarAdapter } from './edifact-cuscar.ts';

const { parts, facts, events, issues } = reader(cuscarAdapter);
const bills = (text: string) =>
  facts(text).filter((fact): fact is TransportDocumentFact => fact.kind === 'TRANSPORT_DOCUMENT');

describe('a manifest', () => {
  it('is the call of the vessel, and each bill with its lodgement', () => {
    expect(cuscarAdapter.read(glanceAt(MANIFEST), TERMINAL_PROFILE).messageType).toBe('CUSCAR D.95B');
    expect(issues(MANIFEST)).toEqual([]);
    expect(facts(MANIFEST).map(fact => fact.kind)).toEqual([
      'TRANSPORT_CALL',
      'TRANSPORT_DOCUMENT',
      'EVENT',
      'TRANSPORT_DOCUMENT',
      'EVENT',
    ]);
    expect(facts(MANIFEST)[0]).toMatchObject({
      key: 'CUSCAR/CALL/IMO:9776171/017E/CNQDG',
      timestamps: [{ event: 'ARRIVAL', classifier: 'EST' }],
    });
  });

  it('tells all of a bill: places, parties, goods, boxes and masses', () => {
    expect(bills(MANIFEST)[0]).toEqual({
      kind: 'TRANSPORT_DOCUMENT',
      document: { number: 'COSU6123456780', issuer: 'COSU' },
      goodsDescription: 'LATHES AND PARTS',
      placeOfLoading: { codes: [{ scheme: 'UNLOCODE', value: 'DEHAM' }] },
      placeOfDischarge: { codes: [{ scheme: 'UNLOCODE', value: 'CNQDG' }] },
      destination: { codes: [{ scheme: 'UNLOCODE', value: 'CNCKG' }] },
      office: { codes: [{ scheme: 'UNLOCODE', value: 'CNQDG' }] },
      parties: [
        {
          role: 'CONSIGNOR',
          name: 'HANSA MASCHINEN GMBH',
          identifiers: [],
          country: 'DE',
          address: 'HAFENSTR 1, HAMBURG, 20457',
        },
        { role: 'CONSIGNEE', name: 'CHONGQING TOOLS LTD', identifiers: [], address: 'NO 8 ROAD' },
        { role: 'CARRIER', identifiers: [{ scheme: 'SCAC', value: 'COSU' }] },
      ],
      items: [
        {
          sequence: 1,
          hsCode: '8458110000',
          description: 'LATHES AND PARTS',
          packages: { count: 12, kind: 'CS' },
          grossMass: { value: '12500.5', unit: 'KGM' },
          originCountry: 'DE',
          equipment: ['CSQU3054383'],
        },
        {
          sequence: 2,
          description: 'PAINT',
          packages: { count: 3, kind: 'PK' },
          grossMass: { value: '1.25', unit: 'TNE' },
          dangerousGoods: { unNumber: '1263', imoClass: '3' },
          equipment: ['CSQU3054383'],
        },
      ],
      equipment: [
        {
          number: 'CSQU3054383',
          sizeType: '22G1',
          fullness: 'FULL',
          seals: [{ number: 'CS884512', party: 'CARRIER' }],
          tareMass: { value: '2200', unit: 'KGM' },
          dangerous: true,
          itemSequences: [1, 2],
        },
      ],
      grossMass: { value: '13750.5', unit: 'KGM' },
      packages: 15,
      conveyance: { mode: 'SEA', imo: '9776171', name: 'COSCO SHIPPING ARIES', journey: '017E', carrier: 'COSU' },
      position: { kind: 'BYTE', offset: MANIFEST.indexOf('CNI+1'), segment: 'CNI', index: 14 },
      references: [
        { scheme: 'BL', value: 'COSU6123456780', issuer: 'COSU' },
        { scheme: 'DECLARATION', value: '425820260000012345' },
        { scheme: 'CONTAINER', value: 'CSQU3054383' },
        { scheme: 'SEAL', value: 'CS884512' },
        { scheme: 'VOYAGE', value: 'IMO:9776171/017E' },
      ],
      key: 'CUSCAR|85||COSU6123456780',
      revision: 0,
      updatedAt: expect.objectContaining({ raw: '202603090700' }),
    });
  });

  it('puts a house bill under its master', () => {
    expect(bills(MANIFEST)[1]).toMatchObject({
      document: { type: 'HOUSE_BL', number: 'HAN-55501' },
      master: { number: 'COSU6999999990', issuer: 'COSU' },
      parties: [{ role: 'NOTIFY', name: 'QINGDAO COLD STORE' }, { role: 'CARRIER' }],
      items: [{ packages: { count: 40, kind: 'CT' }, grossMass: { value: '18200', unit: 'KGM' } }],
      equipment: [{ number: 'TCLU7654320', reefer: true, itemSequences: [1] }],
      grossMass: { value: '18200', unit: 'KGM' },
      packages: 40,
      references: [
        { scheme: 'BL', value: 'HAN-55501' },
        { scheme: 'BL', value: 'COSU6999999990', issuer: 'COSU' },
        { scheme: 'CONTAINER' },
        { scheme: 'VOYAGE' },
      ],
      key: 'CUSCAR|85|COSU6999999990|HAN-55501',
    });
  });

  it('is lodged when it was made', () => {
    expect(events(MANIFEST)[0]).toMatchObject({
      type: 'MANIFEST_LODGED',
      classifier: 'ACT',
      subject: 'DOCUMENT',
      time: { instant: '2026-03-08T23:00:00.000Z' },
      place: { codes: [{ value: 'CNQDG' }] },
      rawCode: 'UN/EDIFACT 1001:85',
      references: bills(MANIFEST)[0]?.references,
    });
  });

  it('states totals of a bill rather than adding them up', () => {
    const text = MANIFEST.replace('LOC+8+', "CNT+7:13.8:TNE'CNT+11:16'LOC+8+");
    expect(bills(text)[0]).toMatchObject({ grossMass: { value: '13.8', unit: 'TNE' }, packages: 16 });
    const unknown = MANIFEST.replace('MEA+AAE+G+TON:1.25', 'MEA+AAE+G+TON:');
    expect(bills(unknown)[0]).not.toHaveProperty('grossMass');
  });
});

describe('where senders differ', () => {
  it('opens a bill for each number under one CNI', () => {
    const text = changed(MANIFEST, 'CNI+2', '')
      .replace('RFF+MB:COSU6999999990', 'RFF+BM:COSU6999999990')
      .replace("RFF+HB:HAN-55501'", '');
    expect(bills(text).map(bill => bill.document.number)).toEqual(['COSU6123456780', 'COSU6999999990']);
  });

  it('takes the number of CNI where no bill is quoted, and not beside one', () => {
    const text = changed(changed(MANIFEST, 'RFF+BM', ''), 'CNI+1', 'CNI+1+COSU6123456780');
    expect(bills(text)[0]?.document.number).toBe('COSU6123456780');
    const both = changed(MANIFEST, 'CNI+1', 'CNI+1+LINE0001');
    expect(bills(both)[0]?.references).not.toContainEqual(expect.objectContaining({ value: 'LINE0001' }));
    expect(issues(both)).toEqual(['WARNING VALUE']);
  });

  it('takes a master that is named once for all, and one that stands alone', () => {
    const text = changed(MANIFEST, 'RFF+MB', '').replace('NAD+MS', "RFF+MB:COSU6999999990'NAD+MS");
    expect(bills(text)[1]?.master).toEqual({ number: 'COSU6999999990', issuer: 'COSU' });
    expect(bills(changed(MANIFEST, 'RFF+HB', ''))[1]?.document).toEqual({
      type: 'MASTER_BL',
      number: 'COSU6999999990',
      issuer: 'COSU',
    });
  });

  it('finds boxes within the bill, and those of a manifest of one bill', () => {
    const inside = changed(MANIFEST, 'EQD+CN+TCLU', '').replace("GID+1'", "EQD+CN+TCLU7654320+45R1'GID+1'");
    expect(bills(inside)[1]?.equipment).toMatchObject([{ number: 'TCLU7654320', sizeType: '45R1' }]);
    const single = MANIFEST.slice(0, MANIFEST.indexOf('CNI+2')).replaceAll(/SGP[^']*'/g, '');
    expect(bills(`${single}UNT+30+7'`)[0]?.equipment.map(({ number }) => number)).toEqual([
      'CSQU3054383',
      'TCLU7654320',
    ]);
  });

  it('quotes a box that no EQD describes, with its doubts', () => {
    const text = changed(MANIFEST, 'EQD+CN+TCLU', '').replace('SGP+TCLU7654320', 'SGP+TCLU7654321');
    expect(bills(text)[1]?.equipment).toEqual([{ number: 'TCLU7654321', seals: [], itemSequences: [1] }]);
    expect(bills(text)[1]?.issues).toMatchObject([{ code: 'CHECK_DIGIT', position: { segment: 'SGP' } }]);
  });

  it.each([
    ['no message type in UNH', MANIFEST.replace('CUSCAR:', ':')],
    ['no envelope', MANIFEST.replace(/UN[BZ][^']*'\s*/g, '')],
    ['tabs between segments', MANIFEST.replaceAll('\r\n', '\t')],
    ['a byte order mark', `\ufeff${MANIFEST}`],
    ['a date of twelve digits in UNB', MANIFEST.replace('260309:0715', '202603090715')],
  ])('reads one with %s', (_, text) => expect(bills(text)).toHaveLength(2));
});

describe('corrections and refusals', () => {
  it('replace the bill under its key', () => {
    const text = changed(MANIFEST, 'BGM', 'BGM+85+MAN2026030900018+5');
    expect(bills(text).map(({ key, revision }) => [key, revision])).toEqual(bills(MANIFEST).map(({ key }) => [key, 1]));
  });

  it('take back a bill and its lodgement with one word', () => {
    const taken = facts(changed(MANIFEST, 'BGM', 'BGM+85+MAN2026030900017+1'));
    expect(taken).toMatchObject([
      { kind: 'RETRACTION', target: { key: 'CUSCAR|85||COSU6123456780' } },
      { kind: 'RETRACTION', target: { key: 'CUSCAR|85|COSU6999999990|HAN-55501' } },
    ]);
    expect(
      new Set(
        facts(MANIFEST)
          .slice(1, 3)
          .map(fact => fact.key),
      ).size,
    ).toBe(1);
  });

  it('refuse a bill without number alone', () => {
    const read = parts(changed(MANIFEST, 'RFF+BM', 'RFF+BM:0'));
    expect(read.map(part => part.facts.length)).toEqual([3, 0]);
    expect(read[1]?.issues).toMatchObject([{ code: 'STRUCTURE', severity: 'ERROR', position: { segment: 'CNI' } }]);
  });

  it('refuse a manifest without bills', () => {
    expect(issues("UNH+1+CUSCAR:D:03B:UN'BGM+85+X12345+9'UNT+3+1'")).toEqual(['ERROR STRUCTURE']);
  });
});

it('returns for every prefix of a manifest', () => {
  for (let end = 4; end <= MANIFEST.length; end++) {
    expect(facts(MANIFEST.slice(0, end)).length).toBe(end >= MANIFEST.indexOf('UNT') + 3 ? 5 : 0);
  }
});
