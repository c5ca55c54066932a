import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PartnerDirectory } from './partner-directory.ts';
import { type PartnerProblem, readPartners } from './read-partners.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corridor-partners-'));
  for (const id of ['east-port', 'west-port']) {
    mkdirSync(join(folder, id));
    write(id, 'partner.yaml', `id: ${id}\nname: Port\nkind: port\ncountry: CN\ntimeZone: Asia/Shanghai\n`);
    write(id, 'mapping.yaml', 'carrier: AAAA\n');
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(id: string, file: string, text: string): void {
  writeFileSync(join(folder, id, file), text);
}

const reasons = (problems: readonly PartnerProblem[]) =>
  problems.map(({ file, line, reason }) => `${file.slice(folder.length + 1)}:${line}: ${reason}`);

describe('a wrong file is named with line and reason', () => {
  test.each([
    ['an unknown key', 'carrier: A\ncarier: B\n', /mapping.yaml:2: carier: there is no such key/],
    ['a zone that is none', 'carrier: A\n\ntimeZone: Asia/Beijing\n', /mapping.yaml:3: timeZone: an IANA time zone/],
    ['a place that is no UN/LOCODE', "places:\n  'THT': CN-TXG\n", /mapping.yaml:2: places.THT: a UN\/LOCODE/],
    ['a code written as a number', 'places:\n  0202: CNTXG\n', /mapping.yaml:2: 0202: put the key in quotes/],
    ['a key said twice', 'carrier: A\ncarrier: B\n', /mapping.yaml:2: Map keys must be unique/],
    ['broken YAML', 'places: {\n', /mapping.yaml:\d: /],
  ])('%s', (_what, mapping, expected) => {
    write('east-port', 'mapping.yaml', mapping);
    const { problems, partners } = readPartners(folder);
    expect(reasons(problems)).toEqual([expect.stringMatching(expected)]);
    expect([...partners.keys()]).toEqual(['west-port']);
    expect(() => new PartnerDirectory(folder)).toThrow(expected);
  });

  test.each([
    ['overtime:\n  - id: a\n    from: DISCHARGE\n    limit: 60\n', /alarms.yaml:4: overtime.0.limit: /],
    ['overtime:\n  - { id: a, from: DISCHARGE, limit: PT60M, until: STACK }\n', /no such key \(docs\/alarms.md\)/],
    ['lateTrain:\n  - { id: a, limit: an hour }\n', /alarms.yaml:2: lateTrain.0.limit: an ISO 8601 duration/],
    ['overtime:\n  - { id: a, from: UNLOADED, limit: PT1H }\n', /alarms.yaml:2: overtime.0.from: /],
    ['lateTrain:\n  - { id: a, limit: PT1H }\n  - { id: a, limit: PT2H }\n', /alarms.yaml:3: .*an id is used once/],
  ])('a wrong limit: %s', (alarms, expected) => {
    write('east-port', 'alarms.yaml', alarms);
    const { problems, partners } = readPartners(folder);
    expect(reasons(problems)).toEqual([expect.stringMatching(expected)]);
    expect([...partners.keys()]).toEqual(['west-port']);
  });

  test('limits of alarms are read, and none are none', () => {
    write('east-port', 'alarms.yaml', 'overtime:\n  - { id: a, from: DISCHARGE, to: [STACK], limit: PT60M }\n');
    const partners = new PartnerDirectory(folder);
    expect(partners.get('east-port')?.alarms.overtime).toEqual([
      { id: 'a', from: 'DISCHARGE', to: ['STACK'], limit: 3_600_000 },
    ]);
    expect(partners.get('west-port')?.alarms.overtime).toEqual([]);
  });

  test('an empty mapping file and none at all are the standard', () => {
    write('east-port', 'mapping.yaml', '# nothing\n');
    rmSync(join(folder, 'west-port', 'mapping.yaml'));
    const partners = new PartnerDirectory(folder);
    expect(partners.get('east-port')?.mapping.characterSet).toBe('utf-8');
    expect(partners.get('west-port')?.mapping.allOrNothing).toBe(false);
  });

  test('a folder that bears another name than its partner', () => {
    renameSync(join(folder, 'west-port'), join(folder, 'north-port'));
    const [problem] = readPartners(folder).problems;
    expect(problem).toMatchObject({
      partner: 'north-port',
      line: 1,
      reason: 'id is west-port, its folder is north-port',
    });
  });
});

describe('while it runs', () => {
  test('a wrong change leaves that partner as it was, and no other', () => {
    const partners = new PartnerDirectory(folder);
    write('east-port', 'mapping.yaml', 'carrier: [\n');
    write('west-port', 'mapping.yaml', 'carrier: BBBB\n');
    expect(partners.reload()).toHaveLength(1);
    expect(partners.problems()).toMatchObject([{ partner: 'east-port' }]);
    expect(
      partners
        .all()
        .map(each => [each.id, each.mapping.carrier])
        .sort(),
    ).toEqual([
      ['east-port', 'AAAA'],
      ['west-port', 'BBBB'],
    ]);
    write('east-port', 'mapping.yaml', 'carrier: CCCC\n');
    expect(partners.reload()).toEqual([]);
    expect(partners.get('east-port')?.mapping.carrier).toBe('CCCC');
  });

  test('a folder that cannot be read leaves all as they were', () => {
    const partners = new PartnerDirectory(folder);
    renameSync(folder, `${folder}-away`);
    try {
      expect(partners.reload()).toMatchObject([{ file: folder, reason: expect.stringContaining('cannot be read') }]);
      expect(partners.all()).toHaveLength(2);
    } finally {
      renameSync(`${folder}-away`, folder);
    }
  });

  test('a change is told once, a good one is in force, and nothing is told after the end', async () => {
    const partners = new PartnerDirectory(folder);
    const onReload = vi.fn();
    const stop = partners.watch({ onReload, everyMs: 20 });
    write('east-port', 'mapping.yaml', 'timeZone: nowhere\n');
    await vi.waitFor(() => expect(onReload).toHaveBeenCalledTimes(1));
    expect(reasons(onReload.mock.calls[0]?.[0])).toEqual([
      expect.stringMatching(/^east-port\/mapping.yaml:1: timeZone/),
    ]);
    expect(partners.get('east-port')?.mapping.carrier).toBe('AAAA');
    write('east-port', 'mapping.yaml', 'carrier: DDDD\n');
    await vi.waitFor(() => expect(partners.get('east-port')?.mapping.carrier).toBe('DDDD'));
    expect(onReload.mock.calls).toEqual([[expect.any(Array)], [[]]]);
    stop();
    write('east-port', 'mapping.yaml', 'carrier: EEEE\n');
    await new Promise(resolve => setTimeout(resolve, 100));
    expect(partners.get('east-port')?.mapping.carrier).toBe('DDDD');
  });
});
