import type { ItemClaim, Mass } from '../messages/claims.ts';
import type { Claims } from './claim.ts';

/** So much of one goods item lies in one box: an item can fill several boxes, a box can hold several items (LCL, part shipments). */
export interface StuffingLine {
  readonly equipment: string;
  readonly item: ItemClaim;
  /** Null where the document says that the item lies in several boxes and not how much in which. Never divided. */
  readonly packages: number | null;
  readonly grossMass: Mass | null;
}

/** By the first list of goods that says what lies in which box; the others may name no boxes at all. */
export function stuffingLines(claims: Claims<readonly ItemClaim[]>): StuffingLine[] {
  const telling = claims.find(({ value }) => value.some(item => boxesOf(item).length > 0));
  return (telling?.value ?? []).flatMap(linesOf);
}

function linesOf(item: ItemClaim): StuffingLine[] {
  const boxes = boxesOf(item);
  return boxes.map(equipment => {
    const stated = item.stuffing?.find(each => each.equipment === equipment);
    if (stated) return { equipment, item, packages: stated.packages ?? null, grossMass: stated.grossMass ?? null };
    const alone = boxes.length === 1;
    return {
      equipment,
      item,
      packages: (alone && item.packages?.count) || null,
      grossMass: (alone && item.grossMass) || null,
    };
  });
}

function boxesOf(item: ItemClaim): readonly string[] {
  return [...new Set([...(item.stuffing ?? []).map(each => each.equipment), ...(item.equipment ?? [])])];
}
