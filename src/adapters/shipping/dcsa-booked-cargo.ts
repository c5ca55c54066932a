import type { EquipmentClaim, ItemClaim } from '../../messages/claims.ts';
import { readHsCode } from '../../vocabulary/hs-code.ts';
import { isJsonObject } from '../formats/json-pointer.ts';
import { each, inside, type JsonReading, readText } from '../formats/json-reading.ts';
import { readContainerAt } from '../port/dcsa-equipment.ts';
import { readDangerousGoods, readMassAt, readPackages } from './dcsa-quantity.ts';

export interface BookedCargo {
  readonly items: readonly ItemClaim[];
  readonly equipment: readonly EquipmentClaim[];
}

/** Booking 2.0, requestedEquipments: boxes of a kind with what goes into them. Only shipper-owned boxes have numbers yet. */
export function readBookedCargo(booking: JsonReading): BookedCargo {
  const items: ItemClaim[] = [];
  const equipment: EquipmentClaim[] = [];
  for (const requested of each(booking, '/requestedEquipments')) {
    const boxes = readBoxes(requested);
    const goods = readItems(requested, items.length + 1, boxes);
    items.push(...goods);
    equipment.push(...boxes.map(box => ({ ...box, itemSequences: goods.map(({ sequence }) => sequence) })));
  }
  return { items, equipment };
}

function readBoxes(requested: JsonReading): readonly EquipmentClaim[] {
  const sizeType = readText(requested, '/ISOEquipmentCode');
  const tareMass = readMassAt(requested, '/tareWeight');
  const reefer = isJsonObject(inside(requested, '/activeReeferSettings').value);
  return each(requested, '/equipmentReferences').flatMap(reference => {
    const number = readContainerAt(reference, '');
    if (number === undefined) return [];
    return [
      { number, seals: [], ...(sizeType && { sizeType }), ...(tareMass && { tareMass }), ...(reefer && { reefer }) },
    ];
  });
}

/** The commodities are of all the boxes of the kind; how many boxes of it are asked for stands with the first. */
function readItems(requested: JsonReading, from: number, boxes: readonly EquipmentClaim[]): readonly ItemClaim[] {
  const value = readText(requested, '/units');
  const unit = readText(requested, '/ISOEquipmentCode');
  const asked = value && unit && boxes.length === 0 ? { quantity: { value, unit } } : {};
  const commodities = each(requested, '/commodities');
  const goods = commodities.length > 0 ? commodities : [inside(requested, '/commodities/0')];
  const equipment = boxes.length > 0 ? { equipment: boxes.map(({ number }) => number) } : {};
  return goods.map((commodity, i) => ({
    sequence: from + i,
    ...readCommodity(commodity),
    ...(i === 0 && asked),
    ...equipment,
  }));
}

function readCommodity(commodity: JsonReading): Omit<ItemClaim, 'sequence'> {
  const packaging = inside(commodity, '/outerPackaging');
  const description = readText(commodity, '/commodityType');
  const hsCode = readHsCode(readText(commodity, '/HSCodes/0') ?? '');
  const packages = readPackages(packaging);
  const grossMass = readMassAt(commodity, '/cargoGrossWeight');
  const netMass = readMassAt(commodity, '/cargoNetWeight');
  const dangerousGoods = readDangerousGoods(packaging);
  return {
    ...(hsCode && { hsCode }),
    ...(description && { description }),
    ...(packages && { packages }),
    ...(grossMass && { grossMass }),
    ...(netMass && { netMass }),
    ...(dangerousGoods && { dangerousGoods }),
  };
}
