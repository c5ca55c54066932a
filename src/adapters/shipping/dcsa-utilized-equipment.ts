import type { EquipmentClaim, ItemClaim, SealClaim } from '../../messages/claims.ts';
import { isJsonObject } from '../formats/json-pointer.ts';
import { each, inside, type JsonReading, readText, report } from '../formats/json-reading.ts';
import { readBox, readContainerAt } from '../port/dcsa-equipment.ts';
import { boxOf } from './dcsa-consignment-items.ts';
import { readDangerousGoods, readMassAt } from './dcsa-quantity.ts';

/** The boxes of a document, with the items in each; a box that only a cargo item names is a box too. */
export function readUtilizedEquipment(
  document: JsonReading,
  consignmentItems: readonly JsonReading[],
  items: readonly ItemClaim[],
): readonly EquipmentClaim[] {
  const cargo = consignmentItems.flatMap(item => each(item, '/cargoItems'));
  const stated = each(document, '/utilizedTransportEquipments').flatMap(entry => readEntry(entry) ?? []);
  const unstated = cargo.filter(piece => !stated.some(({ number }) => number === boxOf(piece)));
  const boxes = [...stated, ...unstated.flatMap(piece => readUnstated(piece) ?? [])];
  const distinct = boxes.filter(({ number }, i) => boxes.findIndex(box => box.number === number) === i);
  const dangerous = new Set(cargo.filter(isDangerous).map(boxOf));
  return distinct.map(box => {
    const itemSequences = items.filter(item => item.equipment?.includes(box.number)).map(({ sequence }) => sequence);
    return {
      ...box,
      ...(dangerous.has(box.number) && { dangerous: true }),
      ...(itemSequences.length > 0 && { itemSequences }),
    };
  });
}

/** eBL 3.0: the box is an object in its entry; earlier versions and arrival notices write its number into the entry itself. */
function readEntry(entry: JsonReading): EquipmentClaim | undefined {
  const nested = inside(entry, '/equipment');
  const source = isJsonObject(nested.value) ? nested : entry;
  const box = readBox(source);
  if (!box) return undefined;
  const grossMass = readMassAt(entry, '/cargoGrossWeight');
  const tareMass = readMassAt(source, '/tareWeight');
  const reefer = isJsonObject(inside(entry, '/activeReeferSettings').value);
  return {
    ...box,
    seals: readSeals(entry),
    ...(grossMass && { grossMass }),
    ...(tareMass && { tareMass }),
    ...(reefer && { reefer }),
  };
}

function readUnstated(piece: JsonReading): EquipmentClaim | undefined {
  const number = readContainerAt(piece, '/equipmentReference');
  if (number === undefined) return undefined;
  const message = `cargo lies in ${number}, which is not among the boxes of the document`;
  report(piece, '/equipmentReference', 'STRUCTURE', message, 'Send the box in utilizedTransportEquipments.');
  return { number, seals: [] };
}

const SEAL_SOURCES: ReadonlyMap<string, SealClaim['party']> = new Map([
  ['CAR', 'CARRIER'],
  ['SHI', 'SHIPPER'],
  ['CUS', 'CUSTOMS'],
  ['VET', 'VETERINARY'],
]);

function readSeals(entry: JsonReading): readonly SealClaim[] {
  return each(entry, '/seals').flatMap(seal => {
    const number = readText(seal, '/number');
    const source = readText(seal, '/source');
    return number === undefined ? [] : [{ number, ...(source && { party: SEAL_SOURCES.get(source) ?? 'OTHER' }) }];
  });
}

function isDangerous(piece: JsonReading): boolean {
  return readDangerousGoods(inside(piece, '/outerPackaging')) !== undefined;
}
