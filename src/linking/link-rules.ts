import type { LinkRule } from './link-rule.ts';
import { byDocumentNumber } from './rules/by-document-number.ts';
import { byEquipmentAndDocument } from './rules/by-equipment-and-document.ts';
import { byEquipmentAndTime } from './rules/by-equipment-and-time.ts';
import { byEquipmentAndVoyage } from './rules/by-equipment-and-voyage.ts';
import { bySealAndTime } from './rules/by-seal-and-time.ts';
import { byTrain } from './rules/by-train.ts';
import { byUcr } from './rules/by-ucr.ts';

/** Rules that read documents only: what they match anchors the trips of the boxes. */
export const DOCUMENT_RULES: readonly LinkRule[] = Object.freeze([byDocumentNumber, byUcr]);

/** Rules that need the trips, in match order (law 2.3). */
export const TRIP_RULES: readonly LinkRule[] = Object.freeze([
  byEquipmentAndDocument,
  byEquipmentAndVoyage,
  byEquipmentAndTime,
  bySealAndTime,
  byTrain,
]);
