import { describe, expect, it } from 'vitest';
import type { EventFact, Fact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { GATE_IN, glanceAt, TERMINAL_PROFILE } from './edifact-box.fixture.ts';
import { codecoAdapter } from './edifact-codeco.ts';

const read = (text: string, profile: MappingProfile = TERMINAL_PROFILE) =>
  codecoAdapter.read(glanceAt(text, profile), profile);
const factsOf = (text: string, profile?: MappingProfile): readonly Fact[] =>
  read(text, profile).parts.flatMap(part => part.facts);
const eventOf = (text: string, profile?: MappingProfile) =>
  factsOf(text, profile).find(fact => fact.kind === 'EVENT') as EventFact;
const issuesOf = (text: string, profile?: MappingProfile) =>
  read(text, profile).parts.flatMap(part => part.issues.map(issue => `${issue.severity} ${issue.code}`));
/** The gate-in with one segment written otherwise, left out (empty) or followed by others. */
const change = (tag: string, other: string) => GATE_IN.replace(new RegExp(`${tag}[^']*'`), other && `${other}'`);

describe('a gate-in report', () => {
  it('is one event of the box with all that is said of it', () => {
    const { messageType, parts } = read(GATE_IN);
    expect(messageType).toBe('CODECO D.95B');
    expect(parts).toMatchObject([{ reference: '1', issues: [] }]);
    expect(parts[0]?.facts).toEqual([
      {
        kind: 'EVENT',
        type: 'GATE_IN',
        classifier: 'ACT',
        subject: 'EQUIPMENT',
        time: {
          raw: '202603100812',
          instant: '2026-03-10T00:12:00.000Z',
          zoneSource: 'MESSAGE_PROFILE',
          precision: 'MINUTE',
        },
        place: {
          codes: [
            { scheme: 'UNLOCODE', value: 'CNQDG' },
            { scheme: 'TERMINAL', value: 'QQCT' },
          ],
        },
        equipment: {
          number: 'CSQU3054383',
          sizeType: '22G1',
          fullness: 'FULL',
          seals: [{ number: 'CS884512', party: 'CARRIER', condition: 'INTACT' }],
          verifiedGrossMass: { value: '21850', unit: 'KGM' },
        },
        conveyance: { mode: 'SEA', imo: '9776171', name: 'COSCO SHIPPING ARIES', journey: '018W', carrier: 'COS' },
        movement: 'EXPORT',
        rawCode: 'UN/EDIFACT 1001:34',
        position: { kind: 'BYTE', offset: GATE_IN.indexOf('EQD'), segment: 'EQD', index: 7 },
        references: [
          { scheme: 'CONTAINER', value: 'CSQU3054383' },
          { scheme: 'SEAL', value: 'CS884512' },
          { scheme: 'BOOKING', value: 'COSU6123456780', issuer: 'COS' },
          { scheme: 'DECLARATION', value: '425820260000012345' },
          { scheme: 'VOYAGE', value: 'IMO:9776171/018W' },
          { scheme: 'VEHICLE', value: 'LU-B12345' },
        ],
        key: 'CODECO/GATE_IN/CSQU3054383/GIN20260310001',
        revision: 0,
        updatedAt: {
          raw: '2603100815',
          instant: '2026-03-10T00:15:00.000Z',
          zoneSource: 'MESSAGE_PROFILE',
          precision: 'MINUTE',
        },
      },
    ]);
  });

  it.each([
    ['34', 'GATE_IN'],
    ['36', 'GATE_OUT'],
    ['109', 'GATE_IN'],
    ['111', 'GATE_OUT'],
    ['113', 'STRIPPING'],
    ['117', 'STACK'],
  ])('document name %s is %s', (code, type) => expect(eventOf(change('BGM', `BGM+${code}+X1234+9`)).type).toBe(type));

  it('is a weighing where a change of status (266) states a verified gross mass', () => {
    const text = change('BGM', 'BGM+266+X1234+9').replace('DTM+7:', 'DTM+WAT:');
    expect(eventOf(text)).toMatchObject({ type: 'WEIGHED', time: { raw: '202603100812' } });
    expect(eventOf(text.replace('VGM', 'G')).type).toBe('CONDITION_READ');
  });

  it('is a weighing too where the box was weighed at the gate', () => {
    const facts = factsOf(change('DTM\\+7', "DTM+7:202603100812:203'DTM+WAT:202603100805:203"));
    expect(facts).toMatchObject([
      { type: 'GATE_IN', time: { raw: '202603100812' } },
      { type: 'WEIGHED', time: { raw: '202603100805' }, key: 'CODECO/WEIGHED/CSQU3054383/GIN20260310001' },
    ]);
  });

  it("takes the partner's own document names, carriers and terminals", () => {
    const profile = {
      ...TERMINAL_PROFILE,
      codes: { documentName: { '900': 'GATE_OUT' }, carrier: { COS: 'COSU' } },
      places: { QQCT: 'CNQDG' },
    };
    const event = eventOf(change('BGM', 'BGM+900+X1234+9'), profile);
    expect(event).toMatchObject({ type: 'GATE_OUT', conveyance: { carrier: 'COSU' } });
    expect(event.references).toContainEqual({ scheme: 'BOOKING', value: 'COSU6123456780', issuer: 'COSU' });
  });

  it('yields where the box stands, if the report has a stacking position', () => {
    const facts = factsOf(change('LOC\\+11', "LOC+11+DEHAM:139:6'LOC+147+A01.05.3"));
    expect(facts[1]).toMatchObject({
      kind: 'YARD_POSITION',
      equipment: { number: 'CSQU3054383' },
      time: { raw: '202603100812' },
      place: { codes: [{ value: 'CNQDG' }, { value: 'QQCT' }, { scheme: 'YARD', value: 'A01.05.3' }] },
    });
    const related = change('LOC\\+165', 'LOC+165+CNQDG:139:6+QQCT:TER:ZZZ+B2-14:YRD:ZZZ');
    expect(factsOf(related)[1]).toMatchObject({ place: { codes: [{}, {}, { scheme: 'YARD', value: 'B2-14' }] } });
    expect(eventOf(related).place?.codes).toHaveLength(2);
  });

  it('keeps what is said of the truck from what is said of the box', () => {
    const text = change('TDT\\+1\\+', "TDT+1++3+31++++LUB1'DTM+7:202603100001:203'LOC+165+CNTAO");
    expect(eventOf(text)).toMatchObject({ time: { raw: '202603100812' }, place: { codes: [{ value: 'CNQDG' }, {}] } });
  });

  it('reads the box whose parties come before its references, as the later releases have it', () => {
    const text = change('EQD', "EQD+CN+CSQU3054383+22G1:102:5++2+5'NAD+CF+MSC:160:20'CTA+IC+:GATE");
    expect(eventOf(text).references).toContainEqual({ scheme: 'BOOKING', value: 'COSU6123456780', issuer: 'MSC' });
  });

  it('gives goods listed before the boxes to the box that they are in', () => {
    const goods = "GID+1+10:CT'RFF+BM:HLCU123'SGP+CSQU3054383'DGS+IMD+3+1203";
    const event = eventOf(change('NAD\\+CF', `NAD+CF+COS:160:20'${goods}`));
    expect(event.equipment?.dangerous).toBe(true);
    expect(event.references).toContainEqual({ scheme: 'BL', value: 'HLCU123', issuer: 'COS' });
  });
});

describe('corrections, by BGM 1225', () => {
  const withFunction = (code: string, number = 'GIN20260310001') => change('BGM', `BGM+34+${number}+${code}`);
  it.each([
    ['9', 0],
    ['7', 0],
    ['35', 0],
    ['4', 1],
    ['5', 1],
  ])('%s states revision %i of the same event', (code, revision) => {
    const corrected = withFunction(code).replace('DTM+7:202603100812', 'DTM+7:202603100830');
    expect(eventOf(corrected)).toMatchObject({ key: eventOf(GATE_IN).key, revision, type: 'GATE_IN' });
  });
  it.each(['1', '3'])('%s takes the event back', code => {
    const [fact] = factsOf(withFunction(code));
    expect(fact).toMatchObject({ kind: 'RETRACTION', target: { key: eventOf(GATE_IN).key } });
    expect(fact?.references).toContainEqual({ scheme: 'CONTAINER', value: 'CSQU3054383' });
  });
  it('takes the event back also when only the box is named again', () => {
    const text = "UNH+9+CODECO:D:95B:UN'BGM+34+GIN20260310001+1'EQD+CN+CSQU3054383'UNT+4+9'";
    expect(factsOf(text)).toMatchObject([{ kind: 'RETRACTION', target: { key: eventOf(GATE_IN).key } }]);
  });
  it('finds what a correction under its own number corrects (RFF+ACW)', () => {
    const text = withFunction('5', 'GIN20260310002').replace('TDT+20', "RFF+ACW:GIN20260310001'TDT+20");
    expect(eventOf(text).key).toBe(eventOf(GATE_IN).key);
  });
  it.each(['', '000001', 'GATE IN REPORT'])('knows the event by its trip where the report number is %j', number => {
    expect(eventOf(withFunction('9', number)).key).toBe('CODECO/GATE_IN/CSQU3054383/CNQDG/VOYAGE:IMO:9776171/018W');
  });
  it('does not let a repeat without a time of its own override a later correction', () => {
    expect(eventOf(withFunction('35'))).not.toHaveProperty('updatedAt');
    expect(eventOf(withFunction('35').replace('TDT+20', "DTM+137:202603100814:203'TDT+20")).updatedAt?.raw).toBe(
      '202603100814',
    );
  });
  it('reads an unknown function as an original, and says so', () => {
    expect(eventOf(withFunction('99')).revision).toBe(0);
    expect(issuesOf(withFunction('99'))).toEqual(['WARNING CODE_UNKNOWN']);
  });
  it('refuses a cancellation that names no box', () => {
    expect(issuesOf("UNH+1+CODECO:D:95B:UN'BGM+34+X1234+1'UNT+3+1'")).toEqual(['ERROR STRUCTURE']);
  });
});

describe('recognises', () => {
  it.each([
    [GATE_IN, true],
    ["UNH+1+CODECO:D:00B:UN:SMDG21'BGM+109'", true],
    ["unh+1+codeco:d:95b:un'bgm+34'", true],
    ["UNH+ref+:D:95B:UN'BGM+36'", true],
    ["UNH+ref+:D:95B:UN'BGM+85'", false],
    ["UNH+1+COARRI:D:95B:UN'BGM+44'", false],
    ['<CODECO/>', false],
  ])('%.40s: %s', (text, own) => expect(codecoAdapter.recognises(glanceAt(text))).toBe(own));
});

it('returns for every prefix of a report', () => {
  for (let end = GATE_IN.indexOf('UNH'); end <= GATE_IN.length; end++) {
    const { parts } = read(GATE_IN.slice(0, end));
    const complete = end >= GATE_IN.indexOf('UNT') + 3;
    expect(parts.flatMap(part => part.facts).length).toBe(complete ? 1 : 0);
    if (!complete) expect(parts.some(part => part.issues.some(issue => issue.severity === 'ERROR'))).toBe(true);
  }
});
