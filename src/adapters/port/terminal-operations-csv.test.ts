import { describe, expect, it } from 'vitest';
import { glance, isFeedIssue } from '../formats/glance.ts';
import { codesOf, factsOf, OVERTIME_CSV, partsOf, STORAGE_CSV, TERMINAL } from './terminal-operations.fixture.ts';
import { TABLE_LIMITS, terminalOperationsCsvAdapter } from './terminal-operations-csv.ts';

const read = (text: string, profile = TERMINAL) => partsOf(terminalOperationsCsvAdapter, text, profile);
const HEADER = '箱号,提单号,当前节点,当前节点时间,场位';
const row = (line: string, profile = TERMINAL) => read(`${HEADER}\n${line}\n`, profile)[0];

describe('the overtime table', () => {
  const [first, second] = read(OVERTIME_CSV);

  it('tells both nodes of a row, each with its own time', () => {
    expect(codesOf(first)).toEqual([]);
    expect(
      factsOf(first, 'EVENT').map(({ type, time, rawCode, revision }) => [type, time.instant, rawCode, revision]),
    ).toEqual([
      ['DISCHARGE', '2023-05-12T05:14:15.000Z', '卸船', 0],
      ['STACK', '2023-05-12T06:37:43.000Z', '堆存', 1],
    ]);
    expect(first?.facts[0]).toMatchObject({
      classifier: 'ACT',
      subject: 'EQUIPMENT',
      movement: 'IMPORT',
      equipment: { number: 'MSKU9070323', dangerous: false, reefer: false },
      conveyance: { mode: 'SEA', name: 'XIN TIANJIN, 新天津', journey: '023W' },
      position: { kind: 'LINE', line: 2 },
    });
    expect(first?.facts[0]?.references).toEqual([
      { scheme: 'CONTAINER', value: 'MSKU9070323' },
      { scheme: 'BL', value: 'COSU6300001234' },
    ]);
  });

  it('reads times as spreadsheets write them', () => {
    expect(codesOf(second)).toEqual([]);
    expect(factsOf(second, 'EVENT').map(({ type, time }) => [type, time.raw, time.instant])).toEqual([
      ['STACK', '2023/5/12 14:40', '2023-05-12T06:40:00.000Z'],
      ['GATE_OUT', '2023/5/12 15:05', '2023-05-12T07:05:00.000Z'],
    ]);
  });

  it('gives a node the same key in its own row and in the next', () => {
    const own = row('MSKU9070323,COSU6300001234,卸船,2023-05-12 13:14:15,');
    expect(factsOf(own, 'EVENT')[0]?.key).toBe(factsOf(first, 'EVENT')[0]?.key);
    expect(factsOf(own, 'EVENT')[0]?.revision).toBe(1);
  });
});

describe('the illegal-storage table', () => {
  const [part] = read(STORAGE_CSV);

  it('states where the box stands since its entry, and that it was stacked', () => {
    expect(codesOf(part)).toEqual([]);
    const [yard] = factsOf(part, 'YARD_POSITION');
    expect(yard).toMatchObject({
      equipment: { number: 'MSKU9070323', dangerous: true, reefer: true, seals: [{ number: 'CN778812' }] },
      place: {
        codes: [
          { scheme: 'TERMINAL', value: 'THT' },
          { scheme: 'UNLOCODE', value: 'CNTXG' },
          { scheme: 'YARD', value: 'G124405.1' },
        ],
      },
      time: { instant: '2023-05-12T06:37:43.000Z', zoneSource: 'EXPLICIT' },
    });
    expect(factsOf(part, 'EVENT')).toMatchObject([{ type: 'STACK', place: yard?.place }]);
  });

  it('quotes box, seal, bill and the voyage of the vessel', () => {
    expect(part?.facts[0]?.references).toEqual([
      { scheme: 'CONTAINER', value: 'MSKU9070323' },
      { scheme: 'SEAL', value: 'CN778812' },
      { scheme: 'BL', value: 'COSU6300001234' },
      { scheme: 'VOYAGE', value: 'IMO:9321483/023W' },
    ]);
  });
});

describe('yard positions', () => {
  it('has none for a box that has left, unless its entry is told', () => {
    expect(factsOf(row('MSKU9070323,B1,提箱,2023-05-12 15:05,G124405.1'), 'YARD_POSITION')).toEqual([]);
    const entered = read(`${HEADER},进场时间\nMSKU9070323,B1,提箱,2023-05-12 15:05,G124405.1,2023-05-11 09:00\n`)[0];
    expect(factsOf(entered, 'YARD_POSITION').map(({ time }) => time.instant)).toEqual(['2023-05-11T01:00:00.000Z']);
  });
});

describe('dirt', () => {
  it('keeps a malformed box number raw, and one with a wrong check digit', () => {
    const malformed = row('箱 17,B1,堆存,2023-05-12 14:37,G1');
    expect(codesOf(malformed)).toEqual(['WARNING EQUIPMENT_FORMAT']);
    expect(malformed?.facts[0]?.references[0]).toEqual({ scheme: 'CONTAINER', value: '箱17' });
    expect(malformed?.facts[0]?.issues?.[0]?.position).toEqual({ kind: 'LINE', line: 2, column: '箱号' });
    expect(codesOf(row('MSKU9070324,B1,堆存,2023-05-12 14:37,G1'))).toEqual(['WARNING CHECK_DIGIT']);
  });

  it('takes values that mean nothing for nothing', () => {
    const part = row('MSKU9070323,0,堆存,2023-05-12 14:37,-');
    expect(part?.facts.flatMap(({ references }) => references.map(({ scheme }) => scheme))).toEqual(['CONTAINER']);
    expect(factsOf(part, 'YARD_POSITION')).toEqual([]);
  });

  it.each([
    ['-,B1,堆存,2023-05-12 14:37,G1', ['ERROR STRUCTURE']],
    ['MSKU9070323,B1,跳舞,2023-05-12 14:37,', ['WARNING CODE_UNKNOWN', 'ERROR STRUCTURE']],
    ['MSKU9070323,B1,堆存,昨天,', ['WARNING VALUE', 'ERROR STRUCTURE']],
    ['MSKU9070323,B1,堆存,,', ['WARNING STRUCTURE', 'ERROR STRUCTURE']],
    ['MSKU9070323,B1,,,', ['ERROR STRUCTURE']],
    ['MSKU9070323,B1,堆存', ['ERROR STRUCTURE']],
    ['MSKU9070323,B1,堆存,2023-05-12 14:37,G1,more', ['ERROR STRUCTURE']],
  ])('refuses %s', (line, codes) => {
    expect(codesOf(row(line))).toEqual(codes);
    expect(row(line)?.facts).toEqual([]);
  });

  it('says that a time has no zone where nobody declared one', () => {
    const { timeZone: _zone, ...homeless } = TERMINAL;
    expect(codesOf(row('MSKU9070323,B1,堆存,2023-05-12 14:37,G1', homeless))).toEqual(['WARNING TIME_ZONE_UNKNOWN']);
  });

  it('refuses one row and reads its siblings, with their own lines', () => {
    const parts = read(
      `${HEADER}\nMSKU9070323,"B\n1",堆存,2023-05-12 14:37,G1\n,,,,\nCSQU3054383,B2,堆存,2023-05-12 14:38,G2\n`,
    );
    expect(parts.map(codesOf)).toEqual([[], ['ERROR STRUCTURE'], []]);
    expect(parts.map(part => part.facts[0]?.position ?? part.issues[0]?.position)).toEqual([
      { kind: 'LINE', line: 2 },
      { kind: 'LINE', line: 4 },
      { kind: 'LINE', line: 5 },
    ]);
  });

  it('refuses broken quotes where they stand', () => {
    const parts = read(
      `${HEADER}\nMSKU9070323,B"1,堆存,2023-05-12 14:37,G1\nCSQU3054383,B2,堆存,2023-05-12 14:38,G2\n`,
    );
    expect(parts.map(codesOf)).toEqual([[], ['ERROR NOT_WELL_FORMED']]);
    expect(parts[1]?.issues[0]?.position).toEqual({ kind: 'LINE', line: 2 });
    expect(read(`${HEADER}\nMSKU9070323,"B1,堆存\n`).map(codesOf)).toEqual([['ERROR NOT_WELL_FORMED']]);
  });

  it('reads what a spreadsheet would take for a formula as the text that it is', () => {
    const part = row('MSKU9070323,"=HYPERLINK(""http://x"")",堆存,2023-05-12 14:37,@SUM(A1)');
    expect(part?.facts[0]?.references).toContainEqual({ scheme: 'BL', value: '=HYPERLINK("HTTP://X")' });
    expect(factsOf(part, 'YARD_POSITION')[0]?.place.codes).toContainEqual({ scheme: 'YARD', value: '@SUM(A1)' });
  });

  it('bounds the length of a row', () => {
    const parts = read(`${HEADER}\nMSKU9070323,${'B'.repeat(TABLE_LIMITS.rowLength)},堆存,2023-05-12 14:37,G1\n`);
    expect(parts.map(codesOf)).toEqual([['ERROR TOO_LARGE']]);
  });

  it('refuses a header without rows', () => {
    expect(read(`${HEADER}\n`).map(codesOf)).toEqual([['ERROR STRUCTURE']]);
  });
});

describe('corrections', () => {
  const wrong = 'MSKU9070323,B1,堆存,2023-05-12 14:37:43,G124405.1';

  it('takes back the node of a row that is sent once more to be deleted', () => {
    const stood = factsOf(row(wrong), 'EVENT')[0];
    const [part] = read(`${HEADER},操作,更新时间\n${wrong},删除,2023-05-12 16:00\n`);
    expect(part?.facts.map(({ kind }) => kind)).toEqual(['RETRACTION']);
    expect(factsOf(part, 'RETRACTION')[0]).toMatchObject({
      target: { key: stood?.key },
      updatedAt: { instant: '2023-05-12T08:00:00.000Z' },
    });
  });

  it('corrects what else a row says under the same key', () => {
    const [first] = factsOf(row(wrong), 'EVENT');
    const [later] = read(`${HEADER},更新时间\n${wrong.replace('B1', 'B2')},2023-05-12 16:00\n`);
    expect(factsOf(later, 'EVENT')[0]?.key).toBe(first?.key);
    expect(factsOf(later, 'EVENT')[0]?.updatedAt?.instant).toBe('2023-05-12T08:00:00.000Z');
  });
});

describe('what a partner maps', () => {
  it('its headers, nodes and a terminal that its rows leave out', () => {
    const codes = {
      terminalColumn: { Kiste: 'box' },
      terminalNode: { QC01: 'DISCHARGE' },
      terminalDefault: { terminal: 'THT' },
    };
    const [part] = read('Kiste|提单号|节点|节点时间\nMSKU9070323|B1|QC01|2023-05-12 14:37\n', { ...TERMINAL, codes });
    expect(codesOf(part)).toEqual([]);
    expect(factsOf(part, 'EVENT')[0]).toMatchObject({
      type: 'DISCHARGE',
      place: { codes: [{ scheme: 'TERMINAL' }, { scheme: 'UNLOCODE', value: 'CNTXG' }] },
    });
  });
});

it('leaves other tables alone', () => {
  const other = glance(new TextEncoder().encode('name,age,city\nx,7,y\n'), TERMINAL);
  expect(!isFeedIssue(other) && terminalOperationsCsvAdapter.recognises(other)).toBe(false);
});

it('reads or refuses whatever a broken transfer leaves', () => {
  for (const text of [OVERTIME_CSV, STORAGE_CSV]) {
    for (let end = 0; end < text.length; end++) {
      const seen = glance(new TextEncoder().encode(text.slice(0, end)), TERMINAL);
      if (isFeedIssue(seen) || !terminalOperationsCsvAdapter.recognises(seen)) continue;
      for (const part of terminalOperationsCsvAdapter.read(seen, TERMINAL).parts)
        expect(part.facts.length > 0 || codesOf(part).some(code => code.startsWith('ERROR'))).toBe(true);
    }
  }
});
