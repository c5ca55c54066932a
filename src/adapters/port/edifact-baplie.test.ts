import { describe, expect, it } from 'vitest';
import { baplieAdapter } from './edifact-baplie.ts';
import { BAY_PLAN } from './edifact-bay-plan.fixture.ts';
import { glanceAt, TERMINAL_PROFILE } from './edifact-box.fixture.ts';
import { changed, reader } from './edifact-orders.fixture.ts';

const { facts, events, issues } = reader(baplieAdapter);

describe('a bay plan', () => {
  it('is the calls of the vessel, and one stowage a box', () => {
    expect(baplieAdapter.read(glanceAt(BAY_PLAN), TERMINAL_PROFILE).messageType).toBe('BAPLIE D.95B');
    expect(issues(BAY_PLAN)).toEqual([]);
    expect(facts(BAY_PLAN).map(fact => (fact.kind === 'EVENT' ? fact.type : fact.kind))).toEqual([
      'TRANSPORT_CALL',
      'TRANSPORT_CALL',
      'LOAD',
      'LOAD',
      'DISCHARGE',
    ]);
  });

  it('tells when the vessel left, and when she is expected at the next port', () => {
    expect(facts(BAY_PLAN).slice(0, 2)).toMatchObject([
      { place: { codes: [{ value: 'CNQDG' }] }, timestamps: [{ event: 'DEPARTURE', classifier: 'ACT' }] },
      { place: { codes: [{ value: 'KRPUS' }] }, timestamps: [{ event: 'ARRIVAL', classifier: 'EST' }] },
    ]);
  });

  it('plans a box to be loaded where its port of loading is left', () => {
    expect(events(BAY_PLAN)[0]).toMatchObject({
      type: 'LOAD',
      classifier: 'PLN',
      time: { raw: '2603151810', instant: '2026-03-15T10:10:00.000Z' },
      place: { codes: [{ value: 'CNQDG' }] },
      equipment: {
        number: 'CSQU3054383',
        sizeType: '45R1',
        fullness: 'FULL',
        reefer: true,
        verifiedGrossMass: { value: '24500', unit: 'KGM' },
      },
      remarks: 'stowage cell 0191006; FROZEN SQUID; set to -18 CEL',
      rawCode: 'UN/EDIFACT 1001:BAPLIE',
      position: { segment: 'EQD' },
      references: [
        { scheme: 'CONTAINER', value: 'CSQU3054383' },
        { scheme: 'VOYAGE', value: 'IMO:9776171/018W' },
      ],
    });
    expect(events(BAY_PLAN)[0]).not.toHaveProperty('movement');
  });

  it('keeps a box from an earlier port on board, and plans it to be discharged at the next', () => {
    expect(events(BAY_PLAN).slice(1)).toMatchObject([
      {
        type: 'LOAD',
        movement: 'REMAIN_ON_BOARD',
        place: { codes: [{ value: 'CNQDG' }] },
        equipment: { number: 'TCLU7654320', dangerous: true, grossMass: { value: '18200', unit: 'KGM' } },
        remarks: 'stowage cell 0210282; IMDG class 3 UN 1263',
        references: [{}, { scheme: 'BL', value: 'COSU6999999990', issuer: 'COS' }, {}],
      },
      { type: 'DISCHARGE', classifier: 'PLN', place: { codes: [{ value: 'KRPUS' }] }, time: { raw: '2603170400' } },
    ]);
  });

  it('reads the ports of BAPLIE 1, and a plan that names the box before its cell', () => {
    const first = BAY_PLAN.replaceAll('LOC+9+', 'LOC+6+').replaceAll('LOC+11+', 'LOC+12+');
    expect(events(first).map(event => event.movement)).toEqual([undefined, 'REMAIN_ON_BOARD', undefined]);
    const swapped = changed(
      changed(BAY_PLAN, 'EQD+CN+CSQU', ''),
      'LOC+147+0191006',
      "EQD+CN+CSQU3054383+45R1+++5'LOC+147+0191006::5",
    );
    const box = changed(
      changed(swapped, 'EQD+CN+TCLU', ''),
      'LOC+147+0210282',
      "EQD+CN+TCLU7654320+22G1+++5'LOC+147+0210282::5",
    );
    expect(events(changed(box, 'LOC+147+0191008', '')).map(event => event.remarks)).toEqual(
      events(BAY_PLAN).map(event => event.remarks),
    );
  });
});

describe('dirt', () => {
  it('takes no filler and no empty cell for more than that', () => {
    const text = BAY_PLAN.replace('RFF+BM:COSU6999999990', 'RFF+BM:1');
    expect(events(text)[1]?.references.map(({ scheme }) => scheme)).toEqual(['CONTAINER', 'VOYAGE']);
  });

  it('takes the time of the plan where the departure has none', () => {
    const text = changed(BAY_PLAN, 'DTM+136', 'DTM+133');
    expect(events(text)[0]).toMatchObject({ time: { raw: '2603151930' }, issues: [{ code: 'STRUCTURE' }] });
  });

  it('refuses a plan without boxes', () => {
    const text = BAY_PLAN.replaceAll(/EQD[^']*'/g, '');
    expect(facts(text)).toEqual([]);
    expect(issues(text)).toContain('ERROR STRUCTURE');
  });

  it('keeps a wrong IMO number out of the references', () => {
    const text = BAY_PLAN.replace('9776171', '1111111');
    expect(issues(text)).toContain('WARNING VALUE');
    expect(events(text)[0]?.references.map(({ scheme }) => scheme)).toEqual(['CONTAINER']);
  });
});

describe('corrections', () => {
  it('find their boxes by port and voyage, or by the number of the plan', () => {
    const keys = events(BAY_PLAN).map(event => event.key);
    expect(keys).toEqual([
      'BAPLIE/LOAD/CSQU3054383/4711',
      'BAPLIE/LOAD/TCLU7654320/4711',
      'BAPLIE/DISCHARGE/TCLU7654320/4711',
    ]);
    const unnumbered = events(BAY_PLAN.replace('4711', '1'));
    expect(unnumbered[0]?.key).toBe('BAPLIE/LOAD/CSQU3054383/CNQDG/VOYAGE:IMO:9776171/018W');
    expect(events(changed(BAY_PLAN, 'BGM', 'BGM++4711+5')).map(({ key, revision }) => [key, revision])).toEqual(
      keys.map(key => [key, 1]),
    );
  });

  it('take back every stowage of a cancelled plan', () => {
    const taken = facts(changed(BAY_PLAN, 'BGM', 'BGM++4711+1'));
    expect(taken.map(fact => fact.kind === 'RETRACTION' && fact.target.key)).toEqual(
      events(BAY_PLAN).map(event => event.key),
    );
  });
});

it('returns for every prefix of a plan', () => {
  for (let end = 4; end <= BAY_PLAN.length; end++) {
    expect(facts(BAY_PLAN.slice(0, end)).length).toBe(end >= BAY_PLAN.indexOf('UNT') + 3 ? 5 : 0);
  }
});
