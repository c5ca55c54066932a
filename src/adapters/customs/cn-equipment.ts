import type { EquipmentClaim, SealClaim } from '../../messages/claims.ts';
import { isNullValue } from '../../messages/mapping-profile.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import type { XmlElement } from '../formats/xml.ts';
import { children } from '../formats/xml-navigation.ts';
import { boxNumber, mergeBoxes } from './customs-equipment.ts';
import { doubt, present, type Reading, stated, valueAt } from './customs-reading.ts';

/** Code list CN004: 4 empty, 5 not empty, 7 less than a container load, 8 full container load. */
const FULLNESS: Readonly<Record<string, EquipmentClaim['fullness']>> = codeTable({
  4: 'EMPTY',
  5: 'FULL',
  7: 'FULL',
  8: 'FULL',
});

const LOADS: Readonly<Record<string, EquipmentClaim['load']>> = codeTable({ 7: 'LCL', 8: 'FCL' });

/** UN/EDIFACT 8077. */
const SUPPLIERS: Readonly<Record<string, EquipmentClaim['supplier']>> = codeTable({ 1: 'SHIPPER', 2: 'CARRIER' });

/** UN/EDIFACT 9303. */
const SEAL_PARTIES: Readonly<Record<string, SealClaim['party']>> = codeTable({
  AA: 'CONSOLIDATOR',
  AC: 'VETERINARY',
  CA: 'CARRIER',
  CU: 'CUSTOMS',
  SH: 'SHIPPER',
  TO: 'TERMINAL',
});

export function cnEquipment(reading: Reading, holder: XmlElement): EquipmentClaim[] {
  const boxes = children(holder, 'TransportEquipment').flatMap(element => {
    const id = stated(reading, element, 'EquipmentIdentification/ID') ?? stated(reading, element, 'ID');
    return id ? [readBox(reading, element, id)] : [];
  });
  return mergeBoxes(boxes);
}

function readBox(reading: Reading, element: XmlElement, id: XmlElement): EquipmentClaim {
  const stated = valueAt(reading, element, 'FullnessCode');
  const fullness = FULLNESS[stated ?? ''];
  if (stated !== undefined && !fullness)
    doubt(reading, element, 'CODE_UNKNOWN', `fullness "${stated}" is not known`, 'send 4, 5, 7 or 8');
  return present({
    number: boxNumber(reading, id),
    sizeType: valueAt(reading, element, 'CharacteristicCode'),
    fullness,
    load: LOADS[stated ?? ''],
    supplier: SUPPLIERS[valueAt(reading, element, 'SupplierPartyTypeCode') ?? ''],
    seals: children(element, 'SealID').flatMap(seal => readSeal(reading, seal)),
  });
}

/** "M/123456" is a mechanical seal, "E/123456" an electronic one: the number is what stands on the seal. */
function readSeal(reading: Reading, seal: XmlElement): SealClaim[] {
  const number = seal.text.replace(/^[ME]\//, '');
  if (isNullValue(reading.profile, number)) return [];
  return [present({ number, party: SEAL_PARTIES[seal.attributes.AgencyCode ?? ''] })];
}
