import { describe, expect, it } from 'vitest';
import { glanceAt, TERMINAL_PROFILE } from './edifact-box.fixture.ts';
import { iftstaAdapter } from './edifact-iftsta.ts';
import { changed, reader } from './edifact-orders.fixture.ts';

/** Two statuses of one box on its way inland, by Recommendation 24, the second by the sender's own list. */
const STATUS_REPORT = [
  'UNB+UNOC:2+LSR:ZZZ+HUB:ZZZ+260316:0715+88',
  'UNH+5+IFTSTA:D:00B:UN',
  'BGM+23+STA20260316012+9',
  'DTM+137:202603160715:203',
  'NAD+CA+COSU:160:182++COSCO SHIPPING',
  'RFF+BN:COSU6123456780',
  'CNI+1',
  'STS+1+48',
  'RFF+BM:COSU6123456780',
  'DTM+334:202603160610:203',
  'LOC+175+CNQDG:139:6',
  'TDT+1+X9012+2+25+LSR:172:ZZZ',
  'LOC+9+CNQDG:139:6',
  'DTM+186:202603160640:203',
  'LOC+7+CNCKG:139:6',
  'DTM+132:202603190600:203',
  'EQD+CN+CSQU3054383+22G1:102:5+++5',
  'SEL+CS884512+CA',
  'STS+1+P::LSR:Passed the border post+DL',
  'DTM+334:202603162200:203',
  'LOC+175+KZDOS:139:6',
  'FTX+AAI+++WAITED 3 HOURS',
  'EQD+CN+CSQU3054383+22G1:102:5+++5',
  'UNT+23+5',
  'UNZ+1+88',
]
  .map(segment => `${segment}'`)
  .join('\n');

const { parts, facts, events, issues } = reader(iftstaAdapter);
const mapped = reader(iftstaAdapter, { ...TERMINAL_PROFILE, codes: { LSR: { P: 'BORDER_CROSSED' } } });

describe('a status report', () => {
  it('is an event a status, and the journey with its times', () => {
    expect(iftstaAdapter.read(glanceAt(STATUS_REPORT), TERMINAL_PROFILE).messageType).toBe('IFTSTA D.00B');
    expect(events(STATUS_REPORT).map(({ type, classifier }) => [type, classifier])).toEqual([
      ['LOAD', 'ACT'],
      ['DEPARTURE', 'ACT'],
      ['ARRIVAL', 'EST'],
    ]);
    expect(events(STATUS_REPORT)[0]).toMatchObject({
      subject: 'EQUIPMENT',
      time: { raw: '202603160610', instant: '2026-03-15T22:10:00.000Z' },
      place: { codes: [{ scheme: 'UNLOCODE', value: 'CNQDG' }] },
      equipment: { number: 'CSQU3054383', sizeType: '22G1', seals: [{ number: 'CS884512' }] },
      conveyance: { mode: 'RAIL', journey: 'X9012', carrier: 'LSR' },
      rawCode: 'Rec 24:48',
      position: { segment: 'STS' },
      references: [
        { scheme: 'CONTAINER', value: 'CSQU3054383' },
        { scheme: 'SEAL', value: 'CS884512' },
        { scheme: 'BL', value: 'COSU6123456780' },
        { scheme: 'BL', value: 'COSU6123456780', issuer: 'COSU' },
        { scheme: 'BOOKING', value: 'COSU6123456780', issuer: 'COSU' },
        { scheme: 'TRAIN', value: 'X9012' },
      ],
      key: 'IFTSTA/LOAD/CSQU3054383/CNQDG/STA20260316012',
    });
  });

  it('tells the places of the journey, whichever carriage it is', () => {
    expect(events(STATUS_REPORT)[2]).toMatchObject({
      place: { codes: [{ value: 'CNCKG' }] },
      time: { raw: '202603190600' },
      position: { segment: 'LOC' },
      key: 'IFTSTA/ARRIVAL.EST/CSQU3054383/CNCKG/STA20260316012',
    });
    expect(events(STATUS_REPORT)[2]).not.toHaveProperty('conveyance');
  });
});

describe("a sender's own list", () => {
  it('is not guessed at: the status is told and not read', () => {
    expect(parts(STATUS_REPORT)[0]?.issues).toMatchObject([
      { code: 'CODE_UNKNOWN', severity: 'WARNING', message: expect.stringContaining('LSR:P Passed the border post') },
    ]);
  });

  it('is read as it is mapped, by its name or as `status`, with the raw code kept', () => {
    expect(mapped.issues(STATUS_REPORT)).toEqual([]);
    expect(mapped.events(STATUS_REPORT)[3]).toMatchObject({
      type: 'BORDER_CROSSED',
      time: { raw: '202603162200' },
      place: { codes: [{ value: 'KZDOS' }] },
      rawCode: 'LSR:P Passed the border post',
      reason: 'DL',
      remarks: 'WAITED 3 HOURS',
    });
    const any = reader(iftstaAdapter, { ...TERMINAL_PROFILE, codes: { status: { P: 'PASS_THROUGH' } } });
    expect(any.events(STATUS_REPORT)[3]?.type).toBe('PASS_THROUGH');
  });

  it('is never read by Recommendation 24, though its codes be numbers', () => {
    expect(events(STATUS_REPORT.replace('STS+1+48', 'STS+1+48::ZZZ')).map(event => event.type)).not.toContain('LOAD');
  });

  it('refuses a report of which nothing is known', () => {
    const text = changed(changed(STATUS_REPORT, 'TDT', ''), 'STS+1+48', 'STS+1+999').replaceAll(
      /DTM\+1[38][26][^']*'/g,
      '',
    );
    expect(facts(text)).toEqual([]);
    expect(issues(text)).toEqual(expect.arrayContaining(['WARNING CODE_UNKNOWN', 'ERROR CODE_UNKNOWN']));
  });
});

describe('Recommendation 24', () => {
  it.each([
    ['1', 'ARRIVAL'],
    ['12', 'CUSTOMS_CLEARANCE'],
    ['16', 'BORDER_CROSSED'],
    ['17', 'DECLARATION_REJECTED'],
    ['24', 'DEPARTURE'],
    ['25', 'DELAYED'],
    ['29', 'DISCHARGE'],
    ['40', 'ARRIVAL'],
    ['83', 'RESEALED'],
    ['126', 'DECLARATION_RECEIVED'],
    ['128', 'DOCUMENT_PENDING'],
    ['228', 'SELECTED_FOR_CONTROL'],
    ['335', 'SEAL_BROKEN'],
    ['336', 'SEAL_BROKEN'],
    ['337', 'SEAL_BROKEN'],
  ])('%s is %s', (code, type) => {
    expect(events(STATUS_REPORT.replace('STS+1+48', `STS+1+${code}`))[0]?.type).toBe(type);
  });

  it('tells a transhipment from an arrival, and a plan from a fact', () => {
    expect(events(STATUS_REPORT.replace('+48', '+100'))[0]).toMatchObject({
      type: 'DISCHARGE',
      movement: 'TRANSHIPMENT',
    });
    expect(events(STATUS_REPORT.replace('+48', '+209'))[0]).toMatchObject({
      type: 'CARGO_DELIVERED',
      classifier: 'PLN',
    });
  });

  it('is of the papers or the goods where no box is named', () => {
    const text = STATUS_REPORT.replaceAll(/(EQD|SEL|TDT)[^']*'/g, '').replace('+48', '+12');
    expect(events(text)[0]).toMatchObject({ type: 'CUSTOMS_CLEARANCE', subject: 'DECLARATION' });
    expect(events(text.replace('STS+1+12', 'STS+1+21'))[0]?.subject).toBe('GOODS');
    const nameless = text.replaceAll(/RFF[^']*'/g, '');
    expect(issues(nameless)).toContain('ERROR STRUCTURE');
    expect(facts(nameless)).toEqual([]);
  });
});

describe('dirt', () => {
  it('reads the box of RFF+EQ, and does not mix one left over in the header with that of the status', () => {
    const boxless = STATUS_REPORT.replaceAll(/(EQD|SEL)[^']*'/g, '').replace('RFF+BM', "RFF+EQ:CSQU3054383'RFF+BM");
    expect(events(boxless)[0]?.equipment).toEqual({ number: 'CSQU3054383', seals: [] });
    const mixed = STATUS_REPORT.replace('RFF+BN', "RFF+EQ:TCLU7654320'RFF+BN");
    expect(events(mixed)[0]?.references).not.toContainEqual({ scheme: 'CONTAINER', value: 'TCLU7654320' });
    expect(issues(mixed)).toContain('WARNING VALUE');
  });

  it('reads a status without consignment, with its box before it', () => {
    const text = "UNH+1+IFTSTA:D:95B:UN'BGM+23+X12345+9'DTM+137:202603160715:203'EQD+CN+CSQU3054383'STS+1+21'UNT+6+1'";
    expect(events(text)).toMatchObject([
      { type: 'CARGO_DELIVERED', equipment: { number: 'CSQU3054383' }, time: { raw: '202603160715' } },
    ]);
    expect(issues(text)).toEqual(['WARNING STRUCTURE']);
  });

  it('refuses a status whose time is none, and a report without status', () => {
    const text = STATUS_REPORT.replace('DTM+334:202603160610', 'DTM+334:YESTERDAY');
    expect(issues(text)).toContain('ERROR VALUE');
    expect(issues("UNH+1+IFTSTA:D:95B:UN'BGM+23+X12345+9'UNT+3+1'")).toEqual(['ERROR STRUCTURE']);
  });
});

it('corrects and takes back under the same keys', () => {
  const keys = events(STATUS_REPORT).map(event => event.key);
  const corrected = events(changed(STATUS_REPORT, 'BGM', 'BGM+23+STA20260316012+5'));
  expect(corrected.map(({ key, revision }) => [key, revision])).toEqual(keys.map(key => [key, 1]));
  const taken = facts(changed(STATUS_REPORT, 'BGM', 'BGM+23+STA20260316012+1'));
  expect(taken.map(fact => fact.kind === 'RETRACTION' && fact.target.key)).toEqual(keys);
});

it('returns for every prefix of a report', () => {
  for (let end = 4; end <= STATUS_REPORT.length; end++) {
    expect(facts(STATUS_REPORT.slice(0, end)).length).toBe(end >= STATUS_REPORT.indexOf('UNT') + 3 ? 3 : 0);
  }
});
