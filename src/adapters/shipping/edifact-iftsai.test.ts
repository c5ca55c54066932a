import { describe, expect, it } from 'vitest';
import type { TransportCallFact } from '../../messages/fact.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../../messages/mapping-profile.ts';
import type { MessageGlance } from '../adapter.ts';
import { glance } from '../formats/glance.ts';
import { iftsaiAdapter } from './edifact-iftsai.ts';

const PROFILE: MappingProfile = {
  sender: 'line',
  country: 'CN',
  characterSet: 'utf-8',
  nullValues: DEFAULT_NULL_VALUES,
  codes: {},
  places: {},
  carrier: 'ONEY',
  allOrNothing: false,
};

/** A voyage as carriers send it to a port: the port of the recipient first, its neighbours behind. */
const SCHEDULE = [
  'UNB+UNOA:2+LINE+PORT+260302:1004+2',
  'UNH+S1+IFTSAI:D:99B:UN',
  'BGM+TS2+S1+9',
  'TDT+20+JMDS905W+1++:172+++OXJW2:103::MAREN BLUE',
  'RFF+SSX:JMDS905W',
  'LOC+9+NLRTM:139:6',
  'DTM+132:202603130700:203',
  'DTM+133:202603151200:203',
  'LOC+94+CNTAO:139:6',
  'DTM+132:202602062146:203',
  'DTM+186:202602072050:203',
  'LOC+152+EGSUZ:139:6',
  'DTM+132:202603050500:203',
  'UNT+13+S1',
  'UNZ+1+2',
]
  .map(segment => `${segment}'\r\n`)
  .join('');

const see = (text: string) => glance(new TextEncoder().encode(text), PROFILE) as MessageGlance;
const partsOf = (text: string) => iftsaiAdapter.read(see(text), PROFILE).parts;
const callsOf = (text: string) => partsOf(text).flatMap(part => part.facts) as TransportCallFact[];
const issuesOf = (text: string) =>
  partsOf(text).flatMap(part => part.issues.map(issue => `${issue.severity} ${issue.code}`));
const change = (tag: string, other: string) => SCHEDULE.replace(new RegExp(`${tag}[^']*'`), other && `${other}'`);
const portOf = (call: TransportCallFact) => call.place.codes[0]?.value;

describe('a schedule', () => {
  it('is a call a port, in the order of their times', () => {
    expect(iftsaiAdapter.read(see(SCHEDULE), PROFILE).messageType).toBe('IFTSAI D.99B');
    expect(callsOf(SCHEDULE).map(call => [call.sequence, portOf(call)])).toEqual([
      [1, 'CNTAO'],
      [2, 'EGSUZ'],
      [3, 'NLRTM'],
    ]);
  });

  it('takes 132 and 133 as estimates, and the actual times as such', () => {
    const [tao, , rotterdam] = callsOf(SCHEDULE);
    expect(rotterdam).toMatchObject({
      kind: 'TRANSPORT_CALL',
      position: { kind: 'BYTE', offset: SCHEDULE.indexOf('LOC+9'), segment: 'LOC', index: 5 },
      references: [{ scheme: 'VOYAGE', value: 'CALLSIGN:OXJW2/JMDS905W' }],
      key: 'IFTSAI/CALLSIGN:OXJW2/JMDS905W/NLRTM',
      revision: 0,
      updatedAt: { raw: '2603021004' },
      conveyance: { mode: 'SEA', callSign: 'OXJW2', name: 'MAREN BLUE', journey: 'JMDS905W', carrier: 'ONEY' },
      timestamps: [
        { event: 'ARRIVAL', classifier: 'EST', time: { raw: '202603130700', zoneSource: 'UNKNOWN' } },
        { event: 'DEPARTURE', classifier: 'EST', time: { raw: '202603151200' } },
      ],
    });
    expect(tao?.timestamps[1]).toMatchObject({ event: 'DEPARTURE', classifier: 'ACT' });
    expect(issuesOf(SCHEDULE)).toEqual(['WARNING TIME_ZONE_UNKNOWN']);
  });

  it('tells two calls at one port apart, and gives no order where times are missing', () => {
    const twice = SCHEDULE.replace('EGSUZ', 'NLRTM');
    expect(callsOf(twice).map(call => call.key?.split('/').at(-1))).toEqual(['CNTAO', 'NLRTM', 'NLRTM#2']);
    expect(callsOf(change('DTM\\+132:202603050500', ''))[0]).not.toHaveProperty('sequence');
  });

  it('reads several voyages, each with its own calls', () => {
    const second = "TDT+20+002E+1++MSC:172:20+++9321483:146'LOC+9+SGSIN:139:6'DTM+132:202604010000:203'UNT";
    expect(callsOf(SCHEDULE.replace('UNT', second)).map(call => call.conveyance.journey)).toEqual([
      'JMDS905W',
      'JMDS905W',
      'JMDS905W',
      '002E',
    ]);
  });

  it('takes voyage and stay from their references', () => {
    const text = change('TDT', "TDT+20++1++:172+++OXJW2:103'RFF+VON:777W'RFF+ATZ:NLRTM26001");
    expect(callsOf(text)[0]).toMatchObject({
      conveyance: { journey: '777W' },
      callReference: 'NLRTM26001',
      references: [{ value: 'CALLSIGN:OXJW2/777W' }],
    });
  });

  it.each([
    ['5', 1],
    ['4', 1],
    ['9', 0],
  ])('function %s is revision %i of the same calls', (code, revision) => {
    expect(callsOf(change('BGM', `BGM+TS2+S2+${code}`))[0]).toMatchObject({ revision, key: callsOf(SCHEDULE)[0]?.key });
  });

  it('omits the calls of a cancelled schedule', () => {
    expect(callsOf(change('BGM', 'BGM+TS2+S1+1'))[0]).toMatchObject({ status: 'OMITTED', timestamps: [], revision: 2 });
  });
});

describe('dirt', () => {
  it('keeps a call whose time is none, with a doubt', () => {
    const text = change('DTM\\+132:202603130700', 'DTM+132:20261345:203');
    expect(issuesOf(text)).toContain('WARNING VALUE');
    expect(callsOf(text).find(call => portOf(call) === 'NLRTM')).toMatchObject({
      timestamps: [{ event: 'DEPARTURE' }],
      issues: [{ code: 'VALUE', position: { segment: 'DTM' } }],
    });
  });
  it('warns of a missing UNZ and of an empty time', () => {
    expect(issuesOf(change('UNZ', ''))).toContain('WARNING STRUCTURE');
    expect(callsOf(change('DTM\\+132:202603050500', 'DTM+132'))).toHaveLength(3);
  });
  it.each([
    ['no vessel', change('TDT', '')],
    ['a vessel without a name', change('TDT', 'TDT+20')],
    ['no port', SCHEDULE.replace(/LOC[^']*'/g, '')],
    ['another message', change('UNH', 'UNH+S1+BAPLIE:D:95B:UN').replace('UNB', "UNH+0+IFTSAI:D:99B'UNT+2+0'UNB")],
  ])('refuses %s', (_, text) => {
    expect(callsOf(text)).toEqual([]);
    expect(issuesOf(text).some(issue => issue.startsWith('ERROR'))).toBe(true);
  });
});

it('recognises schedules only', () => {
  expect(iftsaiAdapter.recognises(see(SCHEDULE))).toBe(true);
  expect(iftsaiAdapter.recognises(see("UNH+1+CODECO:D:95B'"))).toBe(false);
});

it('returns for every prefix of a schedule', () => {
  for (let end = 4; end <= SCHEDULE.length; end++) {
    expect(callsOf(SCHEDULE.slice(0, end)).length).toBe(end >= SCHEDULE.indexOf('UNT') + 3 ? 3 : 0);
  }
});
