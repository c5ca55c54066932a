import { describe, expect, it } from 'vitest';
import { changed, reader, WEIGHINGS } from './edifact-orders.fixture.ts';
import { vermasAdapter } from './edifact-vermas.ts';

const { parts, facts, events, issues } = reader(vermasAdapter);

describe('a verified gross mass', () => {
  it('is a weighing with its method, time and who answers for it', () => {
    expect(issues(WEIGHINGS)).toEqual([]);
    expect(events(WEIGHINGS)[0]).toMatchObject({
      type: 'WEIGHED',
      classifier: 'ACT',
      time: { instant: '2026-03-10T00:12:00.000Z' },
      equipment: {
        number: 'CSQU3054383',
        verifiedGrossMass: { value: '21850', unit: 'KGM' },
        seals: [{ number: 'CS884512' }],
      },
      rawCode: 'SMDG DOC:SM1',
      remarks: 'SOLAS method 1: the packed container was weighed; verified by CHONGQING TOOLS LTD',
      references: [
        { scheme: 'CONTAINER', value: 'CSQU3054383' },
        { scheme: 'SEAL', value: 'CS884512' },
        { scheme: 'BOOKING', value: 'COSU6123456780' },
      ],
      key: 'VERMAS/WEIGHED/CSQU3054383/VGM2026031000009',
    });
  });

  it('can be in tonnes, calculated, with the time behind the method', () => {
    expect(events(WEIGHINGS)[1]).toMatchObject({
      equipment: { verifiedGrossMass: { value: '24.5', unit: 'TNE' } },
      time: { raw: '202603100900' },
      remarks: 'SOLAS method 2: contents and tare were added up',
    });
  });
});

describe('dirt', () => {
  it('refuses a box without a verified mass alone', () => {
    const read = parts(WEIGHINGS.replace('MEA+AAE+VGM+KGM:21850', 'MEA+AAE+G+KGM:21850'));
    expect(read.map(part => part.facts.length)).toEqual([1, 0]);
    expect(read[1]?.issues).toMatchObject([{ code: 'STRUCTURE', severity: 'ERROR' }]);
  });

  it('takes the time of the message where the weighing has none, and an unknown method as such', () => {
    const text = WEIGHINGS.replace('DTM+WAT:202603100812', 'DTM+WAT:').replace('DOC+SM1', 'DOC+SM9');
    expect(events(text)[0]).toMatchObject({ time: { raw: '202603101100' }, rawCode: 'SMDG DOC:SM9' });
    expect(issues(text)).toEqual(['WARNING CODE_UNKNOWN', 'WARNING STRUCTURE']);
  });
});

it('replaces and takes back', () => {
  expect(events(changed(WEIGHINGS, 'BGM', 'BGM+749+VGM2026031000009+5'))[0]?.revision).toBe(1);
  expect(facts(changed(WEIGHINGS, 'BGM', 'BGM+749+VGM2026031000009+1'))).toMatchObject([
    { kind: 'RETRACTION', target: { key: 'VERMAS/WEIGHED/CSQU3054383/VGM2026031000009' } },
    { kind: 'RETRACTION' },
  ]);
});

it('returns for every prefix of a message', () => {
  for (let end = 4; end <= WEIGHINGS.length; end++) {
    expect(facts(WEIGHINGS.slice(0, end)).length).toBe(end >= WEIGHINGS.indexOf('UNT') + 3 ? 2 : 0);
  }
});
