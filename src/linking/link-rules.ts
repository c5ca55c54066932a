import type { LinkRule } from './link-rule.ts';
import { byDocumentNumber } from './rules/by-document-number.ts';
import { byEquipmentAndDocument } from './rules/by-equipment-and-document.ts';
import { byEquipmentAndTime } from './rules/by-equipment-and-time.ts';
import { byEquipmentAndVoyage } from './rules/by-equipment-and-voyage.ts';
import { bySealAndTime } from './rules/by-seal-and-time.ts';
import { byTrain } from './rules/by-train.ts';
import { byUcr } from './rules/by-ucr.ts';

/**
 * The rules in match order (law 2.3), in phases. What the earlier phases match tells the trips of the boxes that the later ones
 * look up: papers first, then papers that a box narrows down, then facts that name no paper at all.
 */
export const LINK_PHASES: readonly (readonly LinkRule[])[] = Object.freeze([
  [byDocumentNumber, byUcr],
  [byEquipmentAndDocument],
  [byEquipmentAndVoyage, byEquipmentAndTime, bySealAndTime, byTrain],
]);
