import type { EquipmentClaim, ItemClaim } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { readStatedContainer } from '../formats/edifact-container-number.ts';
import { readEquipment } from '../port/edifact-box-equipment.ts';
import { boxNumber, type ManifestGroups, type ManifestLine } from './edifact-cuscar-groups.ts';
import { itemBoxes } from './edifact-goods-item.ts';

/** The boxes of a bill: those that its goods are split over (SGP) and those named within it, as EQD describes them. */
export function billEquipment(
  line: ManifestLine,
  items: readonly ItemClaim[],
  manifest: ManifestGroups,
  profile: MappingProfile,
  issues: FeedIssue[],
): readonly EquipmentClaim[] {
  const goods = line.items.map(item => ({ boxes: itemBoxes(item.segments), segments: item.segments }));
  return boxNumbers(line, manifest).map(number => {
    const box = manifest.boxOf.get(number);
    const sequences = items.filter(item => item.equipment?.includes(number)).map(({ sequence }) => sequence);
    const claim = box
      ? readEquipment({ box, goods, profile, issues })
      : { number: readStatedContainer(splitOf(line, number), number, issues), seals: [] };
    return { ...claim, ...(sequences.length > 0 ? { itemSequences: sequences } : {}) };
  });
}

/** A manifest of one bill need not say whose its boxes are. */
function boxNumbers(line: ManifestLine, manifest: ManifestGroups): readonly string[] {
  const stated = [...line.items.flatMap(item => itemBoxes(item.segments)), ...line.boxes.map(boxNumber)];
  const numbers = stated.length === 0 && manifest.lines.length === 1 ? manifest.boxes.map(boxNumber) : stated;
  return [...new Set(numbers.filter(number => number !== ''))];
}

function splitOf({ items, start }: ManifestLine, number: string) {
  const splits = items.flatMap(({ segments }) => segments).filter(({ tag }) => tag === 'SGP');
  return splits.find(sgp => readContainerNumber(sgp.element(1)).number === number) ?? start;
}
