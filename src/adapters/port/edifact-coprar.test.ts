import { describe, expect, it } from 'vitest';
import { glanceAt, TERMINAL_PROFILE } from './edifact-box.fixture.ts';
import { coprarAdapter } from './edifact-coprar.ts';
import { changed, LOADING_ORDER, reader } from './edifact-orders.fixture.ts';

const { parts, facts, events, issues } = reader(coprarAdapter);

describe('a loading order', () => {
  it('is the call of the vessel, and one planned load a box', () => {
    expect(coprarAdapter.read(glanceAt(LOADING_ORDER), TERMINAL_PROFILE).messageType).toBe('COPRAR D.95B');
    expect(facts(LOADING_ORDER).map(fact => fact.kind)).toEqual(['TRANSPORT_CALL', 'EVENT', 'EVENT']);
    expect(issues(LOADING_ORDER)).toEqual([]);
    expect(facts(LOADING_ORDER)[0]).toMatchObject({
      key: 'COPRAR/CALL/IMO:9776171/018W/CNQDG',
      timestamps: [
        { event: 'ARRIVAL', classifier: 'EST', time: { raw: '202603140600' } },
        { event: 'DEPARTURE', classifier: 'EST', time: { raw: '202603151800' } },
      ],
    });
  });

  it('plans the box for the departure of the vessel, at the port that the header names', () => {
    expect(events(LOADING_ORDER)[0]).toEqual({
      kind: 'EVENT',
      type: 'LOAD',
      classifier: 'PLN',
      subject: 'EQUIPMENT',
      movement: 'EXPORT',
      time: {
        raw: '202603151800',
        instant: '2026-03-15T10:00:00.000Z',
        zoneSource: 'MESSAGE_PROFILE',
        precision: 'MINUTE',
      },
      place: {
        codes: [
          { scheme: 'UNLOCODE', value: 'CNQDG' },
          { scheme: 'SMDG', value: 'QQCTU' },
        ],
      },
      conveyance: { mode: 'SEA', imo: '9776171', name: 'COSCO SHIPPING ARIES', journey: '018W', carrier: 'COS' },
      equipment: {
        number: 'CSQU3054383',
        sizeType: '22G1',
        fullness: 'FULL',
        seals: [{ number: 'CS884512', party: 'CARRIER' }],
        verifiedGrossMass: { value: '21850', unit: 'KGM' },
      },
      rawCode: 'UN/EDIFACT 1001:45',
      remarks: 'stowage cell 0191006; MACHINE PARTS',
      position: { kind: 'BYTE', offset: LOADING_ORDER.indexOf('EQD'), segment: 'EQD', index: 9 },
      references: [
        { scheme: 'CONTAINER', value: 'CSQU3054383' },
        { scheme: 'SEAL', value: 'CS884512' },
        { scheme: 'BOOKING', value: 'COSU6123456780', issuer: 'COS' },
        { scheme: 'VOYAGE', value: 'IMO:9776171/018W' },
      ],
      key: 'COPRAR/LOAD/CSQU3054383/LDO20260312004',
      revision: 0,
      updatedAt: expect.objectContaining({ raw: '202603120900' }),
    });
  });

  it('tells hazards and reefer settings', () => {
    expect(events(LOADING_ORDER)[1]).toMatchObject({
      movement: 'TRANSHIPMENT',
      equipment: { dangerous: true, reefer: true },
      remarks: 'set to -18 CEL; kept between -20 and -16 CEL; IMDG class 3 UN 1263',
      references: [{ scheme: 'CONTAINER' }, { scheme: 'BL', value: 'COSU6999999990', issuer: 'COS' }, {}],
    });
  });
});

describe('a discharge order', () => {
  const text = LOADING_ORDER.replace('BGM+45', 'BGM+43').replace('LOC+9+CNQDG', 'LOC+11+CNQDG');
  it('plans the box for the arrival of the vessel', () => {
    expect(events(text)[0]).toMatchObject({
      type: 'DISCHARGE',
      time: { raw: '202603140600' },
      place: { codes: [{ value: 'CNQDG' }, {}] },
      key: 'COPRAR/DISCHARGE/CSQU3054383/LDO20260312004',
    });
  });

  it.each([
    ['118', 'DISCHARGE'],
    ['121', 'LOAD'],
    ['145', 'DISCHARGE'],
    ['146', 'LOAD'],
  ])('document name %s orders a %s', (code, type) => {
    expect(events(changed(LOADING_ORDER, 'BGM', `BGM+${code}+X12345+9`))[0]?.type).toBe(type);
  });

  it('is known by the service information of SMDG and by the mapping of the partner, else refused', () => {
    expect(events(changed(LOADING_ORDER, 'BGM', "BGM+999+X12345+9'FTX+OSI++D"))[0]?.type).toBe('DISCHARGE');
    const mapped = reader(coprarAdapter, { ...TERMINAL_PROFILE, codes: { documentName: { '999': 'DISCHARGE' } } });
    expect(mapped.events(changed(LOADING_ORDER, 'BGM', 'BGM+999+X12345+9'))[0]?.type).toBe('DISCHARGE');
    expect(issues(changed(LOADING_ORDER, 'BGM', 'BGM+999+X12345+9'))).toContain('ERROR CODE_UNKNOWN');
    expect(facts(changed(LOADING_ORDER, 'BGM', 'BGM+999+X12345+9'))).toEqual([]);
  });
});

describe('corrections', () => {
  it('have the same keys', () => {
    const corrected = events(changed(LOADING_ORDER, 'BGM', 'BGM+45+LDO20260312004+5'));
    expect(corrected.map(({ key, revision }) => [key, revision])).toEqual([
      ['COPRAR/LOAD/CSQU3054383/LDO20260312004', 1],
      ['COPRAR/LOAD/TCLU7654320/LDO20260312004', 1],
    ]);
  });

  it('take back every box of a cancelled order, and no call', () => {
    expect(facts(changed(LOADING_ORDER, 'BGM', 'BGM+45+LDO20260312004+1'))).toMatchObject([
      { kind: 'RETRACTION', target: { key: 'COPRAR/LOAD/CSQU3054383/LDO20260312004' } },
      { kind: 'RETRACTION', target: { key: 'COPRAR/LOAD/TCLU7654320/LDO20260312004' } },
    ]);
  });

  it('find the order that they name', () => {
    const text = changed(LOADING_ORDER, 'BGM', "BGM+45+LDO20260313001+5'RFF+ACW:LDO20260312004");
    expect(events(text)[0]?.key).toBe('COPRAR/LOAD/CSQU3054383/LDO20260312004');
  });
});

describe('dirt', () => {
  it('refuses a box without number alone', () => {
    const read = parts(LOADING_ORDER.replace('EQD+CN+CSQU3054383', 'EQD+CN+'));
    expect(read.map(part => part.facts.length)).toEqual([2, 0]);
    expect(read[1]?.issues).toMatchObject([{ code: 'STRUCTURE', severity: 'ERROR', position: { segment: 'EQD' } }]);
  });

  it('keeps a wrong check digit, an unknown status and a wrong count, with the doubt', () => {
    const text = LOADING_ORDER.replace('TCLU7654320', 'TCLU7654321')
      .replace('++6+5', '++9+5')
      .replace('CNT+16:2', 'CNT+16:7');
    expect(issues(text)).toEqual(['WARNING COUNT_MISMATCH', 'WARNING CHECK_DIGIT', 'WARNING CODE_UNKNOWN']);
    expect(events(text)[1]?.references[0]).toEqual({ scheme: 'CONTAINER', value: 'TCLU7654321' });
  });

  it('takes the time of the order where the vessel has none, and refuses one that is no time', () => {
    const silent = LOADING_ORDER.replace(/DTM\+13[23][^']*'/g, '');
    expect(events(silent)[0]).toMatchObject({ time: { raw: '202603120900' }, issues: [{ code: 'STRUCTURE' }] });
    expect(issues(LOADING_ORDER.replace('DTM+133:202603151800', 'DTM+133:20261799'))).toContain('ERROR VALUE');
  });

  it('takes the voyage from RFF+VON where TDT has none', () => {
    const text = changed(LOADING_ORDER, 'TDT', "TDT+20++1++COS:172:20+++9776171:146'RFF+VON:018W");
    expect(events(text)[0]?.references).toContainEqual({ scheme: 'VOYAGE', value: 'IMO:9776171/018W' });
  });

  it('reads one without type in UNH, and refuses other messages in between', () => {
    expect(coprarAdapter.recognises(glanceAt(LOADING_ORDER.replace('COPRAR:', ':')))).toBe(true);
    expect(events(LOADING_ORDER.replace('COPRAR:', ':'))).toHaveLength(2);
    const mixed = LOADING_ORDER.replace('UNZ', "UNH+9+IFTMIN:D:95B'UNT+2+9'UNZ");
    expect(parts(mixed).map(part => [part.facts.length, part.issues[0]?.code])).toEqual([
      [3, 'COUNT_MISMATCH'],
      [0, 'UNKNOWN_MESSAGE'],
    ]);
  });

  it('says once that no zone is declared', () => {
    const { timeZone: _, ...profile } = TERMINAL_PROFILE;
    expect(reader(coprarAdapter, profile).issues(LOADING_ORDER)).toEqual(['WARNING TIME_ZONE_UNKNOWN']);
  });
});

it('returns for every prefix of an order', () => {
  for (let end = 4; end <= LOADING_ORDER.length; end++) {
    const read = facts(LOADING_ORDER.slice(0, end));
    expect(read.length).toBe(end >= LOADING_ORDER.indexOf('UNT') + 3 ? 3 : 0);
  }
});
