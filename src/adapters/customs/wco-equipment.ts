import type { EquipmentClaim, SealClaim } from '../../messages/claims.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { boxNumber, mergeBoxes } from './customs-equipment.ts';
import { type Reading, stated, valueAt } from './customs-reading.ts';

/** What a declaration says about its boxes: `bySequence` for the items that name them so, `looseSeals` of boxes without a number. */
export interface DeclaredEquipment {
  readonly boxes: readonly EquipmentClaim[];
  readonly bySequence: ReadonlyMap<string, string>;
  readonly looseSeals: readonly SealClaim[];
}

const PLACES = ['GoodsShipment/Consignment/TransportEquipment', 'Consignment/TransportEquipment'];

export function declaredEquipment(reading: Reading, declaration: XmlElement): DeclaredEquipment {
  const bySequence = new Map<string, string>();
  const stuffed = PLACES.flatMap(path => children(declaration, path)).map(element => {
    const id = stated(reading, element, 'ID');
    const number = id && boxNumber(reading, id);
    if (number !== undefined) bySequence.set(valueAt(reading, element, 'SequenceNumeric') ?? '', number);
    return { number, seals: declaredSeals(reading, element) };
  });
  const boxes = stuffed.flatMap(({ number, seals }) => (number === undefined ? [] : [{ number, seals }]));
  const looseSeals = stuffed.flatMap(({ number, seals }) => (number === undefined ? seals : []));
  return { boxes: mergeBoxes(boxes), bySequence, looseSeals };
}

/** UCC DE 7/18: the word NOSEALS stands for none. */
function declaredSeals(reading: Reading, equipment: XmlElement): SealClaim[] {
  return children(equipment, 'Seal').flatMap(seal => {
    const number = valueAt(reading, seal, 'ID');
    return number === undefined || number.toUpperCase() === 'NOSEALS' ? [] : [{ number }];
  });
}
