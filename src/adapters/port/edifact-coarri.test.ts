import { describe, expect, it } from 'vitest';
import type { EventFact, Fact } from '../../messages/fact.ts';
import { DISCHARGE, GATE_IN, glanceAt, TERMINAL_PROFILE } from './edifact-box.fixture.ts';
import { coarriAdapter } from './edifact-coarri.ts';

const read = (text: string) => coarriAdapter.read(glanceAt(text), TERMINAL_PROFILE);
const factsOf = (text: string): readonly Fact[] => read(text).parts.flatMap(part => part.facts);
const eventsOf = (text: string) => factsOf(text).filter((fact): fact is EventFact => fact.kind === 'EVENT');
const issuesOf = (text: string) =>
  read(text).parts.flatMap(part => part.issues.map(issue => `${issue.severity} ${issue.code}`));
const change = (tag: string, other: string) => DISCHARGE.replace(new RegExp(`${tag}[^']*'`), other && `${other}'`);

describe('a discharge report', () => {
  it('is one event a box, and the call of the vessel', () => {
    const { messageType, parts } = read(DISCHARGE);
    expect(messageType).toBe('COARRI D.95B');
    expect(parts.map(part => part.facts.map(fact => fact.kind))).toEqual([['TRANSPORT_CALL', 'EVENT', 'EVENT']]);
    expect(issuesOf(DISCHARGE)).toEqual(['WARNING CHECK_DIGIT']);
  });

  it('fills the event from its own group', () => {
    expect(eventsOf(DISCHARGE)[0]).toMatchObject({
      type: 'DISCHARGE',
      classifier: 'ACT',
      subject: 'EQUIPMENT',
      movement: 'IMPORT',
      time: { raw: '202603110915', instant: '2026-03-11T01:15:00.000Z' },
      place: {
        codes: [
          { scheme: 'UNLOCODE', value: 'CNQDG' },
          { scheme: 'SMDG', value: 'QQCTU' },
        ],
      },
      conveyance: { mode: 'SEA', callSign: '3ERX3', name: 'EVER GLOWING', journey: '017E', carrier: 'COS' },
      equipment: {
        number: 'CSQU3054383',
        sizeType: '45R1',
        fullness: 'FULL',
        reefer: true,
        grossMass: { value: '18200', unit: 'KGM' },
        seals: [
          { number: '884512', party: 'SHIPPER' },
          { number: 'C55', party: 'CUSTOMS', condition: 'DAMAGED' },
        ],
      },
      remarks: 'stowage cell 0191006; damage: DENT LEFT SIDE MINOR',
      references: [
        { scheme: 'CONTAINER', value: 'CSQU3054383' },
        { scheme: 'SEAL', value: '884512' },
        { scheme: 'SEAL', value: 'C55' },
        { scheme: 'BL', value: 'COSU6123456780', issuer: 'COS' },
        { scheme: 'VOYAGE', value: 'CALLSIGN:3ERX3/017E' },
      ],
      key: 'COARRI/DISCHARGE/CSQU3054383/DIS20260311007',
      updatedAt: { raw: '202603111200' },
    });
  });

  it('tells a transhipment from an arrival at destination', () => {
    expect(eventsOf(DISCHARGE)[1]).toMatchObject({
      movement: 'TRANSHIPMENT',
      place: { codes: [{ value: 'CNQDG' }, {}] },
      equipment: { fullness: 'EMPTY', dangerous: true },
      issues: [{ code: 'CHECK_DIGIT' }],
    });
  });

  it('tells the call of the vessel, with what is estimated and what is done', () => {
    expect(factsOf(DISCHARGE)[0]).toMatchObject({
      kind: 'TRANSPORT_CALL',
      key: 'COARRI/CALL/CALLSIGN:3ERX3/017E/CNQDG',
      references: [{ scheme: 'VOYAGE', value: 'CALLSIGN:3ERX3/017E' }],
      position: { segment: 'TDT' },
      timestamps: [
        { event: 'ARRIVAL', at: 'PORT', classifier: 'ACT', time: { raw: '202603110400' } },
        { event: 'DEPARTURE', at: 'PORT', classifier: 'EST', time: { raw: '202603121800' } },
      ],
    });
  });

  it('reads the times of the call also before the place, as the later releases have it', () => {
    const text = change('LOC\\+11', '').replace('NAD+CA', "LOC+11+CNQDG:139:6'NAD+CA");
    expect(factsOf(text)[0]).toMatchObject({ kind: 'TRANSPORT_CALL', place: { codes: [{ value: 'CNQDG' }] } });
  });

  it("takes the box's own port where the header names both ends of the voyage", () => {
    const text = change('LOC\\+11', "LOC+11+HKHKG'LOC+9+CNQDG:139:6");
    expect(eventsOf(text)[0]?.place?.codes).toEqual([{ scheme: 'UNLOCODE', value: 'CNQDG' }]);
  });

  it('says when an import box has another port than the report', () => {
    const text = DISCHARGE.replace("LOC+9+DEHAM:139:6'LOC+11+CNQDG", "LOC+9+DEHAM:139:6'LOC+11+CNTAO");
    expect(issuesOf(text)).toContain('WARNING LOCATION_MISMATCH');
  });

  it.each([
    ['44', 'DISCHARGE'],
    ['46', 'LOAD'],
    ['98', 'DISCHARGE'],
    ['119', 'DISCHARGE'],
    ['122', 'LOAD'],
    ['181', 'DISCHARGE'],
    ['270', 'LOAD'],
  ])('document name %s is %s', (code, type) => {
    expect(eventsOf(change('BGM', `BGM+${code}+X1234+9`)).map(event => event.type)).toEqual([type, type]);
  });

  it('reads a restow as a shift on board', () => {
    const text = change('BGM', 'BGM+24+X1234+9').replaceAll('++3+5', '+++5');
    expect(eventsOf(text)[0]).toMatchObject({ type: 'LOAD', movement: 'SHIFT' });
  });

  it('takes the service information of SMDG where the document name says nothing', () => {
    expect(eventsOf(change('BGM', "BGM+999+X1234+9'FTX+OSI++L"))[0]?.type).toBe('LOAD');
    expect(issuesOf(change('BGM', 'BGM+999+X1234+9'))).toContain('ERROR CODE_UNKNOWN');
  });

  it('quotes bills of every level, declarations and consignment references', () => {
    const text = change('RFF\\+BM', "RFF+MB:M1'RFF+BH:H1'RFF+ABT:D1'RFF+UCN:U1'RFF+BN:B1");
    expect(eventsOf(text)[0]?.references).toEqual(
      expect.arrayContaining([
        { scheme: 'BL', value: 'M1', issuer: 'COS' },
        { scheme: 'BL', value: 'H1' },
        { scheme: 'DECLARATION', value: 'D1' },
        { scheme: 'UCR_D', value: 'U1' },
        { scheme: 'BOOKING', value: 'B1', issuer: 'COS' },
      ]),
    );
  });

  it('takes back every box of a cancelled report, and no call', () => {
    const facts = factsOf(change('BGM', 'BGM+44+DIS20260311007+1'));
    expect(facts).toMatchObject([
      { kind: 'RETRACTION', target: { key: 'COARRI/DISCHARGE/CSQU3054383/DIS20260311007' } },
      { kind: 'RETRACTION', target: { key: 'COARRI/DISCHARGE/TCLU7654321/DIS20260311007' } },
    ]);
  });
});

describe('on-carriage of a box', () => {
  const withRail = change(
    'TMP',
    "TDT+30++2+25++++338012345678'LOC+7+CNZGZ:139:6'DTM+133:202603120600:203'TMP+2+-18:CEL",
  );
  it('names the wagon and leaves the voyage alone', () => {
    const [event] = eventsOf(withRail);
    expect(event).toMatchObject({ equipment: { wagon: '338012345678' }, conveyance: { callSign: '3ERX3' } });
    expect(event?.references).toContainEqual({ scheme: 'WAGON', value: '338012345678' });
  });
});

it('leaves an interchange with gate reports to the adapter of CODECO', () => {
  expect(coarriAdapter.recognises(glanceAt(DISCHARGE))).toBe(true);
  expect(coarriAdapter.recognises(glanceAt(`${DISCHARGE}${GATE_IN}`))).toBe(false);
  expect(coarriAdapter.recognises(glanceAt("UNH+1+:D:95B'BGM+270'"))).toBe(true);
});

it('returns for every prefix of a report', () => {
  for (let end = 4; end <= DISCHARGE.length; end++) {
    const facts = factsOf(DISCHARGE.slice(0, end));
    expect(facts.length).toBe(end >= DISCHARGE.indexOf('UNT') + 3 ? 3 : 0);
  }
});
