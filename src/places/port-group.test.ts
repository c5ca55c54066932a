import { expect, test } from 'vitest';
import { composePlace, type PlaceRecord } from './place-record.ts';
import { customsMove, groupOfBoth } from './port-group.ts';

const place = (id: string, country: string, members: readonly { id: string; from?: string }[] = []): PlaceRecord => {
  const record = composePlace([{ source: 'test', entry: { id, country, codes: [], members } }]);
  if (!record) throw new Error(id);
  return record;
};
const [SEA, RIVER, OTHER, ABROAD] = [
  place('sea', 'CN'),
  place('river', 'CN'),
  place('other', 'CN'),
  place('abroad', 'SG'),
];
const GROUP = place('group', 'CN', [{ id: 'sea' }, { id: 'river', from: '2025-01-01' }]);
const move = (from: PlaceRecord, to: PlaceRecord, day: string) =>
  customsMove([from], [to], groupOfBoth([from], [to], [GROUP], day));

test('inside of a combined port the declaration is kept, outside transit is asked for, from the day it is combined', () => {
  expect(move(SEA, RIVER, '2025-01-01')).toBe('WITHIN_PORT_GROUP');
  expect(move(SEA, RIVER, '2024-12-31')).toBe('TRANSIT');
  expect(move(SEA, OTHER, '2025-01-01')).toBe('TRANSIT');
  expect(move(SEA, ABROAD, '2025-01-01')).toBe('BORDER');
});

test('what lies in a member belongs to the group', () => {
  const berth = place('berth', 'CN');
  expect(groupOfBoth([berth, SEA], [RIVER], [GROUP], '2025-01-01')).toBe(GROUP);
  expect(customsMove([], [RIVER], undefined)).toBeUndefined();
});
