import { describe, expect, it } from 'vitest';
import type { EventFact } from '../../messages/fact.ts';
import { GATE_IN, glanceAt, TERMINAL_PROFILE } from './edifact-box.fixture.ts';
import { codecoAdapter } from './edifact-codeco.ts';

const read = (text: string | Uint8Array, profile = TERMINAL_PROFILE) =>
  codecoAdapter.read(glanceAt(text, profile), profile).parts;
const eventOf = (text: string | Uint8Array, profile = TERMINAL_PROFILE) =>
  read(text, profile).flatMap(part => part.facts)[0] as EventFact;
const issuesOf = (text: string) =>
  read(text).flatMap(part => part.issues.map(issue => `${issue.severity} ${issue.code}`));
const change = (tag: string, other: string) => GATE_IN.replace(new RegExp(`${tag}[^']*'`), other && `${other}'`);
const withoutPosition = ({ position: _, updatedAt: __, ...rest }: EventFact) => rest;

describe('dirt that changes nothing', () => {
  const clean = withoutPosition(eventOf(GATE_IN));
  it.each([
    ['no line ends', GATE_IN.replaceAll('\r\n', '')],
    ['tabs and blanks between segments', GATE_IN.replaceAll('\r\n', ' \t\n  ')],
    ['a byte order mark', `\ufeff${GATE_IN}`],
    ['UNA', `UNA:+.? '${GATE_IN}`],
    ['no envelope', GATE_IN.replace(/UN[BZ][^']*'\s*/g, '')],
    ['wrong counts', GATE_IN.replace('UNT+17', 'UNT+60').replace('UNZ+1', 'UNZ+9')],
    ['UNH without message type', GATE_IN.replace('CODECO:', ':')],
    [
      'blanks around codes',
      GATE_IN.replace('LOC+165+CNQDG', 'LOC+165+ CNQDG ').replace('CSQU3054383', 'CSQU 305438-3'),
    ],
    ['a date of twelve digits in UNB', GATE_IN.replace('260310:0815', '202603100815')],
    ['EQD without kind', GATE_IN.replace('EQD+CN', 'EQD+')],
    ['another carrier list', GATE_IN.replace("LOC+9+CNQDG:139:6'", "LOC+9+CNQDG::6'")],
  ])('%s', (_, text) => expect(withoutPosition(eventOf(text))).toEqual(clean));

  it('counts bytes behind a byte order mark and behind letters of two bytes', () => {
    expect(eventOf(`\ufeff${GATE_IN}`).position).toMatchObject({ offset: GATE_IN.indexOf('EQD') + 3 });
    const accented = GATE_IN.replace('COSCO SHIPPING ARIES', 'MARÍA');
    expect(eventOf(accented).position).toMatchObject({ offset: accented.indexOf('EQD') + 1 });
  });

  it('reads a letter that level A does not have', () => {
    const bytes = Uint8Array.from(GATE_IN.replace('COSCO SHIPPING ARIES', 'MARÍA'), one => one.charCodeAt(0));
    expect(eventOf(bytes).conveyance?.name).toBe('MARÍA');
  });
});

describe('values that are none', () => {
  it('never quotes a placeholder', () => {
    const text = change('RFF\\+ABT', 'RFF+ABT:0').replace('CS884512', '0').replace('RFF+BN:COSU6123456780', 'RFF+BN:.');
    expect(eventOf(text).references.map(reference => reference.scheme)).toEqual(['CONTAINER', 'VOYAGE', 'VEHICLE']);
    expect(eventOf(text).equipment?.seals).toEqual([]);
  });
  it('takes SEL+Y for no seal number', () => expect(eventOf(change('SEL', 'SEL+Y')).equipment?.seals).toEqual([]));
  it('leaves out a carrier that is not named', () => {
    const text = GATE_IN.replace('++COS:172:20+++', '++:172:166+++').replace('NAD+CF+COS', 'NAD+CF+');
    expect(eventOf(text).conveyance).not.toHaveProperty('carrier');
    expect(eventOf(text).references).toContainEqual({ scheme: 'BOOKING', value: 'COSU6123456780' });
  });
});

describe('doubts that keep the event', () => {
  it.each([
    ['CHECK_DIGIT', GATE_IN.replace('CSQU3054383', 'CSQU3054384'), 'CSQU3054384'],
    ['EQUIPMENT_FORMAT', GATE_IN.replace('CSQU3054383', 'TJBM76733660'), 'TJBM76733660'],
  ])('%s', (code, text, number) => {
    expect(issuesOf(text)).toEqual([`WARNING ${code}`]);
    expect(eventOf(text).issues).toMatchObject([{ code }]);
    expect(eventOf(text).references[0]).toEqual({ scheme: 'CONTAINER', value: number });
  });
  it('keeps a wrong IMO number in the claim and never quotes it', () => {
    const text = GATE_IN.replace('9776171', '1111111');
    expect(issuesOf(text)).toEqual(['WARNING VALUE']);
    expect(eventOf(text).conveyance?.imo).toBe('1111111');
    expect(eventOf(text).references.some(reference => reference.scheme === 'VOYAGE')).toBe(false);
  });
  it('reads a call sign under the list of IMO numbers', () => {
    const text = GATE_IN.replace('9776171', 'VREG2');
    expect(eventOf(text).references).toContainEqual({ scheme: 'VOYAGE', value: 'CALLSIGN:VREG2/018W' });
    expect(issuesOf(text)).toEqual(['WARNING VALUE']);
  });
  it.each([
    ['VALUE', 'LOC+165+QINGDAO:139:6'],
    ['VALUE', 'LOC+165+XYABC:139:6'],
  ])('%s: %s', (code, loc) => {
    expect(issuesOf(change('LOC\\+165', loc))).toEqual([`WARNING ${code}`]);
    expect(eventOf(change('LOC\\+165', loc)).place?.codes[0]?.scheme).toBe('TERMINAL');
  });
  it('says when the terminal is known to be elsewhere', () => {
    const profile = { ...TERMINAL_PROFILE, places: { QQCT: 'CNQWG' } };
    expect(read(GATE_IN, profile)[0]?.issues).toMatchObject([{ code: 'LOCATION_MISMATCH', severity: 'WARNING' }]);
    expect(eventOf(GATE_IN, profile).place?.codes).toContainEqual({ scheme: 'UNLOCODE', value: 'CNQWG' });
  });
  it('takes the port of loading of an export box where no terminal is named', () => {
    expect(eventOf(change('LOC\\+165', '')).place).toEqual({ codes: [{ scheme: 'UNLOCODE', value: 'CNQDG' }] });
    expect(issuesOf(change('LOC\\+165', ''))).toContain('WARNING STRUCTURE');
  });
  it('takes the time of the report where the move has none, and an estimate as such', () => {
    expect(eventOf(change('DTM\\+7', ''))).toMatchObject({ time: { raw: '2603100815' }, classifier: 'ACT' });
    expect(issuesOf(change('DTM\\+7', ''))).toContain('WARNING STRUCTURE');
    expect(eventOf(GATE_IN.replace('DTM+7', 'DTM+132'))).toMatchObject({ classifier: 'EST' });
  });
  it('never assumes a zone', () => {
    const { timeZone: _, ...profile } = TERMINAL_PROFILE;
    expect(eventOf(GATE_IN, profile).time.zoneSource).toBe('UNKNOWN');
    expect(read(GATE_IN, profile)[0]?.issues.map(issue => issue.code)).toEqual(['TIME_ZONE_UNKNOWN']);
  });
  it.each([
    ['DTM+7:2603100812:201', '2026-03-10T00:12:00.000Z'],
    ['DTM+7:20260310081233:204', '2026-03-10T00:12:33.000Z'],
    ['DTM+7:202603100812UTC:303', '2026-03-10T08:12:00.000Z'],
    ['DTM+7:20260310:102', '2026-03-09T16:00:00.000Z'],
    ['DTM+7:991231:101', '1999-12-30T16:00:00.000Z'],
  ])('reads %s', (dtm, instant) => expect(eventOf(change('DTM\\+7', dtm)).time.instant).toBe(instant));
  it.each([
    ['MEA+AAE+VGM+KG:21850,5', { value: '21850.5', unit: 'KGM' }],
    ['MEA+AAE+VGM+TON:21.85', { value: '21.85', unit: 'TNE' }],
    ['MEA+AAE+VGM+KGM:0', undefined],
  ])('reads %s', (mea, mass) => expect(eventOf(change('MEA', mea)).equipment?.verifiedGrossMass).toEqual(mass));
  it.each([
    ['MEA+AAE+VGM+KGM:heavy', 'WARNING VALUE'],
    ['MEA+AAE+VGM+QQ:5', 'WARNING CODE_UNKNOWN'],
  ])('%s is %s', (mea, issue) => expect(issuesOf(change('MEA', mea))).toEqual([issue]));
  it('warns of a control total', () => {
    expect(issuesOf(change('CNT', 'CNT+16:7'))).toEqual(['WARNING COUNT_MISMATCH']);
  });
  it('warns of an unknown status, and reads the rest', () => {
    expect(issuesOf(GATE_IN.replace('++2+5', '++77+5'))).toEqual(['WARNING CODE_UNKNOWN']);
    expect(eventOf(GATE_IN.replace('++2+5', '++77+5'))).not.toHaveProperty('movement');
  });
});

describe('what cannot be read', () => {
  it.each([
    ['no BGM', change('BGM', ''), 'STRUCTURE', 'UNH'],
    ['no document name', change('BGM', 'BGM++X+9'), 'STRUCTURE', 'BGM'],
    ['an unknown document name', change('BGM', 'BGM+999+X+9'), 'CODE_UNKNOWN', 'BGM'],
    ['no box', change('EQD', ''), 'STRUCTURE', 'BGM'],
    ['a box without number', change('EQD', 'EQD+CN++22G1'), 'STRUCTURE', 'EQD'],
    ['a time that is none', change('DTM\\+7', 'DTM+7:20261345:203'), 'VALUE', 'DTM'],
    ['no time at all', change('DTM\\+7', '').replace(/UN[BZ][^']*'/g, ''), 'STRUCTURE', 'EQD'],
  ])('%s', (_, text, code, segment) => {
    const parts = read(text);
    expect(parts.flatMap(part => part.facts)).toEqual([]);
    const errors = parts.flatMap(part => part.issues).filter(issue => issue.severity === 'ERROR');
    expect(errors).toMatchObject([{ code, position: { kind: 'BYTE', segment } }]);
    expect(errors[0]?.remedy).not.toBe('');
  });

  it('refuses one box, and keeps its siblings', () => {
    const parts = read(
      change('CNT', "EQD+CN+TCLU1234568'DTM+7:soon'EQD+CN+MSCU6639871'DTM+7:202603100900:203'CNT+16:3"),
    );
    expect(
      parts.map(part => [part.facts.length, part.issues.filter(issue => issue.severity === 'ERROR').length]),
    ).toEqual([
      [2, 0],
      [0, 1],
    ]);
  });

  it('refuses one message, and keeps its siblings, of either kind', () => {
    const coarri = "UNH+2+COARRI:D:95B:UN'BGM+46+LOD77777+9'EQD+CN+CSQU3054383'DTM+203:202603110001:203'UNT+5+2'";
    const foreign = "UNH+3+BAPLIE:D:95B:UN'BGM+X'UNT+3+3'";
    const parts = read(GATE_IN.replace('UNZ+1', `${coarri}${foreign}UNZ+3`));
    expect(parts.map(part => [part.reference, part.facts.map(fact => fact.kind === 'EVENT' && fact.type)])).toEqual([
      ['1', ['GATE_IN']],
      ['2', ['LOAD']],
      ['3', []],
    ]);
    expect(parts[2]?.issues).toMatchObject([{ code: 'UNKNOWN_MESSAGE', severity: 'ERROR' }]);
  });
});
