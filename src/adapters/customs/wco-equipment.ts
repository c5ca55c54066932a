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
  const boxes: EquipmentClaim[] = [];
  const bySequence = new Map<string, string>();
  const looseSeals: SealClaim[] = [];
  for (const element of PLACES.flatMap(path => children(declaration, path))) {
    const id = stated(reading, element, 'ID');
    const seals = declaredSeals(reading, element);
    if (!id) {
      looseSeals.push(...seals);
      continue;
    }
    const number = boxNumber(reading, id);
    bySequence.set(valueAt(reading, element, 'SequenceNumeric') ?? '', number);
    boxes.push({ number, seals });
  }
  return { boxes: mergeBoxes(boxes), bySequence, looseSeals };
}

/** UCC DE 7/18: the word NOSEALS stands for none. */
function declaredSeals(reading: Reading, equipment: XmlElement): SealClaim[] {
  return children(equipment, 'Seal').flatMap(seal => {
    const number = valueAt(reading, seal, 'ID');
    return number === undefined || number.toUpperCase() === 'NOSEALS' ? [] : [{ number }];
  });
}
