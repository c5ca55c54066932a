import { expect, test } from 'vitest';
import { at } from './fact.fixture.ts';
import type { JourneyDocument } from './journey-document.ts';
import { vesselAliases } from './vessel-aliases.ts';

const voyage = (name: string, callSign: string, days: readonly string[], origin = 'carrier', imo = '9321483') =>
  ({
    conveyance: [{ value: { mode: 'SEA', imo, name, callSign }, origin, fact: `${name}${days[0]}` }],
    calls: [],
    events: days.map(day => ({ time: at(day) })),
  }) as unknown as JourneyDocument;

test('a vessel that was renamed has each name from its first to its last voyage under it, newest first', () => {
  const aliases = vesselAliases('9321483', [
    voyage('EMMA', 'OYGR2', ['2023-01-05', '2023-02-01']),
    voyage('EMMA', 'OYGR2', ['2023-06-05', '2023-07-01'], 'terminal'),
    voyage('EMMA II', 'D5XX1', ['2024-03-05', '2024-04-01']),
  ]);
  const days = aliases.map(({ from, to, ...rest }) => ({ ...rest, from: from?.slice(0, 10), to: to?.slice(0, 10) }));
  expect(days).toEqual([
    { scheme: 'CALL_SIGN', value: 'D5XX1', from: '2024-03-05', to: '2024-04-01', origins: ['carrier'] },
    { scheme: 'CALL_SIGN', value: 'OYGR2', from: '2023-01-05', to: '2023-07-01', origins: ['carrier', 'terminal'] },
    { scheme: 'NAME', value: 'EMMA II', from: '2024-03-05', to: '2024-04-01', origins: ['carrier'] },
    { scheme: 'NAME', value: 'EMMA', from: '2023-01-05', to: '2023-07-01', origins: ['carrier', 'terminal'] },
  ]);
});

test('the name of another vessel on the voyage is no alias', () => {
  expect(vesselAliases('9321483', [voyage('OTHER', 'XXXX1', ['2023-01-05'], 'carrier', '9166778')])).toEqual([]);
});
