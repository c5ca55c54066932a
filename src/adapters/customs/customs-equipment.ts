import type { ConveyanceClaim, EquipmentClaim } from '../../messages/claims.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { imoCheckDigitValid } from '../../vocabulary/imo-number.ts';
import type { XmlElement } from '../formats/xml.ts';
import { doubt, type Reading } from './customs-reading.ts';
import { grouped } from './grouped.ts';

/** A malformed number or a wrong check digit is a doubt, never a refusal (law 2.5). */
export function boxNumber(reading: Reading, element: XmlElement): string {
  const { number, wellFormed, checkDigitValid } = readContainerNumber(element.text);
  const remedy = 'check the number on the box (ISO 6346)';
  if (!wellFormed) doubt(reading, element, 'EQUIPMENT_FORMAT', `"${element.text}" is not a container number`, remedy);
  else if (!checkDigitValid) doubt(reading, element, 'CHECK_DIGIT', `check digit of ${number} is wrong`, remedy);
  return number;
}

export function checkImo(reading: Reading, element: XmlElement, imo: string): string {
  if (!imoCheckDigitValid(imo))
    doubt(reading, element, 'VALUE', `"${imo}" is not an IMO number`, 'send the seven digits of the IMO number');
  return imo;
}

/** A wrong IMO number stays in the claim and names no voyage. */
export function linkableConveyance(conveyance: ConveyanceClaim | undefined): ConveyanceClaim | undefined {
  if (!conveyance?.imo || imoCheckDigitValid(conveyance.imo)) return conveyance;
  const { imo: _imo, ...rest } = conveyance;
  return rest;
}

/** One claim a box: a box that several places of a message name is stated once, with the seals of all. */
export function mergeBoxes(boxes: readonly EquipmentClaim[]): EquipmentClaim[] {
  return grouped(boxes, ({ number }) => number).map(same => {
    const seals = new Map(same.flatMap(box => box.seals).map(seal => [seal.number, seal]));
    const stated = same.reduce((known, box) => Object.assign(known, box), {} as EquipmentClaim);
    return { ...stated, seals: [...seals.values()] };
  });
}
