import type { MessageGlance } from '../adapter.ts';
import { UTF_8 } from './character-set.ts';
import { EDIFACT_LIMITS, SegmentReader } from './edifact-segments.ts';

/** Interchanges mix few message types, and a long one repeats them: the beginning shows them. */
const GLANCE_CHARACTERS = 1_000_000;
const GLANCE_LIMITS = { ...EDIFACT_LIMITS, segments: 20_000 };

/** `TYPE:version:release` of the messages and the document code of the first, without reading the rest. */
export function glanceEdifact(text: string): Pick<MessageGlance, 'edifactTypes' | 'edifactBgm'> {
  const types = new Set<string>();
  let edifactBgm: string | undefined;
  const reader = new SegmentReader(text.slice(0, GLANCE_CHARACTERS), UTF_8, GLANCE_LIMITS);
  for (const segment of reader.inTurn()) {
    if (segment.tag === 'UNH') types.add([0, 1, 2].map(j => segment.code(2, j)).join(':'));
    if (segment.tag === 'BGM') edifactBgm ??= segment.code(1);
  }
  return { edifactTypes: [...types], ...(edifactBgm ? { edifactBgm } : {}) };
}
