import type { BookingFact } from '../../messages/fact.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { Position } from '../../messages/position.ts';
import type { ReferenceScheme } from '../../messages/reference.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { IssueList } from './issue-list.ts';

export type BookingMode = BookingFact['mode'];

/** UN/ECE Recommendation 19, as UNTDID 8067 codes it. Mail, multimodal and pipeline are no mode of a single vehicle. */
const MODES: Readonly<Record<string, BookingMode>> = codeTable({
  '1': 'SEA',
  '2': 'RAIL',
  '3': 'ROAD',
  '4': 'AIR',
  '8': 'INLAND_WATER',
});

const MODE_NAMES: readonly BookingMode[] = ['RAIL', 'SEA', 'ROAD', 'AIR', 'INLAND_WATER'];

/** The mode that a code stands for, in the standard's list or in the partner's mapping (`codes.transportMode`). */
export function transportMode(code: string | undefined, profile: MappingProfile): BookingMode {
  const mapped = profile.codes.transportMode?.[code ?? ''];
  return MODE_NAMES.find(mode => mode === mapped) ?? MODES[code ?? ''] ?? 'UNKNOWN';
}

export function bookingScheme(mode: BookingMode): ReferenceScheme {
  return mode === 'RAIL' ? 'RAIL_BOOKING' : 'BOOKING';
}

/** A booking of another mode is kept as such and never becomes a rail booking. */
export function noteUnlessRail(mode: BookingMode, position: Position, issues: IssueList): void {
  if (mode === 'RAIL') return;
  const what = mode === 'UNKNOWN' ? 'states no mode of transport' : `is for ${mode.toLowerCase().replace('_', ' ')}`;
  issues.note('NOT_RAIL', position, `this booking ${what}`, 'state mode 2 (UN/ECE Recommendation 19) for rail');
}
