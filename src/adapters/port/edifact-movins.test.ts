import { describe, expect, it } from 'vitest';
import { STOWAGE_INSTRUCTION } from './edifact-bay-plan.fixture.ts';
import { TERMINAL_PROFILE } from './edifact-box.fixture.ts';
import { movinsAdapter } from './edifact-movins.ts';
import { changed, reader } from './edifact-orders.fixture.ts';

const { parts, facts, events, issues } = reader(movinsAdapter);

describe('a stowage instruction', () => {
  it('is a planned move of each box that is named, by its handling', () => {
    expect(issues(STOWAGE_INSTRUCTION)).toEqual([]);
    expect(events(STOWAGE_INSTRUCTION)).toMatchObject([
      {
        type: 'DISCHARGE',
        classifier: 'PLN',
        time: { raw: '2603140600' },
        place: { codes: [{ value: 'CNQDG' }] },
        equipment: { number: 'MSKU1234565' },
        remarks: 'stowage cell 0010482',
      },
      {
        type: 'LOAD',
        time: { raw: '2603151800' },
        equipment: { number: 'CSQU3054383', grossMass: { value: '21850', unit: 'KGM' } },
        remarks: 'stowage cell 0191006',
        references: [
          { scheme: 'CONTAINER', value: 'CSQU3054383' },
          { scheme: 'VOYAGE', value: 'IMO:9776171/018W' },
        ],
        key: 'MOVINS/LOAD/CSQU3054383/STOW20260314',
      },
      { type: 'LOAD', movement: 'SHIFT', equipment: { number: 'TCLU7654320' }, remarks: 'stowage cell 0210282' },
    ]);
  });

  it('refuses the boxes of a handling that nobody knows, and no others', () => {
    const text = STOWAGE_INSTRUCTION.replace('HAN+RES', 'HAN+QQQ');
    expect(parts(text).map(part => part.facts.length)).toEqual([2, 0]);
    expect(parts(text)[1]?.issues).toMatchObject([{ code: 'CODE_UNKNOWN', severity: 'ERROR' }]);
    const mapped = reader(movinsAdapter, { ...TERMINAL_PROFILE, codes: { handling: { QQQ: 'DISCHARGE' } } });
    expect(mapped.events(text)[2]?.type).toBe('DISCHARGE');
  });

  it('refuses boxes that are not said to be handled', () => {
    const text = STOWAGE_INSTRUCTION.replaceAll(/HAN[^']*'/g, '');
    expect(facts(text)).toEqual([]);
    expect(issues(text)).toContain('ERROR STRUCTURE');
  });
});

it('replaces and takes back', () => {
  expect(events(changed(STOWAGE_INSTRUCTION, 'BGM', 'BGM++STOW20260314+5')).map(event => event.revision)).toEqual([
    1, 1, 1,
  ]);
  expect(facts(changed(STOWAGE_INSTRUCTION, 'BGM', 'BGM++STOW20260314+1'))).toMatchObject([
    { kind: 'RETRACTION', target: { key: 'MOVINS/DISCHARGE/MSKU1234565/STOW20260314' } },
    { kind: 'RETRACTION' },
    { kind: 'RETRACTION' },
  ]);
});

it('returns for every prefix of an instruction', () => {
  for (let end = 4; end <= STOWAGE_INSTRUCTION.length; end++) {
    const complete = end >= STOWAGE_INSTRUCTION.indexOf('UNT') + 3;
    expect(facts(STOWAGE_INSTRUCTION.slice(0, end)).length).toBe(complete ? 3 : 0);
  }
});
