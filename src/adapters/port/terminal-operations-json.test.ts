import { describe, expect, it } from 'vitest';
import { glance, isFeedIssue } from '../formats/glance.ts';
import { codesOf, factsOf, OVERTIME_CSV, partsOf, TERMINAL } from './terminal-operations.fixture.ts';
import { terminalOperationsCsvAdapter } from './terminal-operations-csv.ts';
import { terminalOperationsJsonAdapter } from './terminal-operations-json.ts';

const DISCHARGED = {
  containerNo: 'MSKU9070323',
  dangerous: true,
  reefer: 0,
  direction: '进口',
  billOfLading: 'COSU6300001234',
  callSign: '3ERX3',
  voyage: '023W',
  node: 'DISCHARGE',
  nodeTime: '2023-05-12T13:14:15+08:00',
  grossMass: 24500.5,
  terminal: 'THT',
};
const read = (document: unknown, profile = TERMINAL) =>
  partsOf(terminalOperationsJsonAdapter, JSON.stringify(document), profile);

describe('terminal operations as JSON', () => {
  it('reads an object as a row of the table', () => {
    const [part] = read([DISCHARGED]);
    expect(codesOf(part)).toEqual([]);
    expect(part?.facts).toHaveLength(1);
    expect(factsOf(part, 'EVENT')[0]).toMatchObject({
      type: 'DISCHARGE',
      time: { instant: '2023-05-12T05:14:15.000Z', zoneSource: 'EXPLICIT' },
      equipment: {
        number: 'MSKU9070323',
        dangerous: true,
        reefer: false,
        grossMass: { value: '24500.5', unit: 'KGM' },
      },
      place: {
        codes: [
          { scheme: 'TERMINAL', value: 'THT' },
          { scheme: 'UNLOCODE', value: 'CNTXG' },
        ],
      },
      position: { kind: 'POINTER', pointer: '/0' },
    });
    expect(part?.facts[0]?.references).toContainEqual({ scheme: 'VOYAGE', value: 'CALLSIGN:3ERX3/023W' });
  });

  it('finds the rows under operations, and one that stands alone', () => {
    const { parts } = { parts: read({ terminal: 'THT', operations: [DISCHARGED, DISCHARGED] }) };
    expect(parts.map(part => part.facts[0]?.position)).toEqual([
      { kind: 'POINTER', pointer: '/operations/0' },
      { kind: 'POINTER', pointer: '/operations/1' },
    ]);
    expect(read(DISCHARGED)[0]?.facts[0]?.position).toEqual({ kind: 'POINTER', pointer: '' });
  });

  it('states the same facts as the table with the same content', () => {
    const [header = '', first = ''] = OVERTIME_CSV.replace('"XIN TIANJIN, 新天津"', 'XIN TIANJIN').split('\n');
    const cells = first.split(',');
    const object = Object.fromEntries(header.split(',').map((name, index) => [name, cells[index]]));
    const [fromTable] = partsOf(terminalOperationsCsvAdapter, `${header}\n${first}\n`);
    const bare = (facts: readonly object[] | undefined) => facts?.map(fact => ({ ...fact, position: undefined }));
    expect(bare(read([object])[0]?.facts)).toEqual(bare(fromTable?.facts));
  });

  it('points at the member that is wrong, and refuses one row alone', () => {
    const wrongImo = { ...DISCHARGED, imo: '9321484' };
    const parts = read([wrongImo, { ...DISCHARGED, containerNo: '' }, 7]);
    expect(parts.map(codesOf)).toEqual([['WARNING VALUE'], ['ERROR STRUCTURE'], ['ERROR STRUCTURE']]);
    expect(parts[0]?.issues[0]?.position).toEqual({ kind: 'POINTER', pointer: '/0/imo' });
    expect(factsOf(parts[0], 'EVENT')[0]?.conveyance?.imo).toBe('9321484');
    expect(parts[0]?.facts[0]?.references.map(({ value }) => value)).not.toContain('IMO:9321484/023W');
  });

  it('retracts', () => {
    const part = read([{ ...DISCHARGED, action: 'delete' }])[0];
    expect(factsOf(part, 'RETRACTION')[0]?.target.key).toBe(factsOf(read([DISCHARGED])[0], 'EVENT')[0]?.key);
  });

  it('leaves other documents alone', () => {
    for (const document of [[], {}, [{ eventID: 'x', eventType: 'EQUIPMENT' }], { operations: [7] }, 'x']) {
      const seen = glance(new TextEncoder().encode(JSON.stringify(document)), TERMINAL);
      expect(!isFeedIssue(seen) && terminalOperationsJsonAdapter.recognises(seen)).toBe(false);
    }
  });

  it('reads or refuses whatever stands in a member', () => {
    for (const member of Object.keys(DISCHARGED)) {
      for (const wrong of [undefined, null, 7, 'x', [], {}, '0', '1e5', '\u0000']) {
        const json = [{ ...DISCHARGED, [member]: wrong }];
        const [part] = terminalOperationsJsonAdapter.read({ format: 'JSON', text: '', json }, TERMINAL).parts;
        expect((part?.facts.length ?? 0) > 0 || codesOf(part).some(code => code.startsWith('ERROR'))).toBe(true);
      }
    }
  });
});
