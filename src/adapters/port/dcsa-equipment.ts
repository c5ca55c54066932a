import type { EquipmentClaim, SealClaim } from '../../messages/claims.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import { each, type JsonReading, readText, report } from '../formats/json-reading.ts';

/** DCSA seal sources; 2.2 and 3.0 both map VET and PHY to the quarantine agency of UN/EDIFACT 9303. */
const SEAL_PARTIES = new Map<string, SealClaim['party']>([
  ['CAR', 'CARRIER'],
  ['SHI', 'SHIPPER'],
  ['CUS', 'CUSTOMS'],
  ['TER', 'TERMINAL'],
  ['CNS', 'CONSOLIDATOR'],
  ['VET', 'VETERINARY'],
  ['PHY', 'VETERINARY'],
]);

/** The box of an equipment event: of the event itself in 2.2, of its equipmentDetails in 3.0. */
export function readBox(reading: JsonReading): EquipmentClaim | undefined {
  const number = readContainerAt(reading, '/equipmentReference');
  if (number === undefined) return undefined;
  const sizeType = readText(reading, '/ISOEquipmentCode');
  const indicator = readText(reading, '/emptyIndicatorCode');
  const fullness = indicator === 'EMPTY' ? 'EMPTY' : indicator === 'LADEN' ? 'FULL' : undefined;
  return { number, seals: readSeals(reading), ...(sizeType && { sizeType }), ...(fullness && { fullness }) };
}

/** A container number, normalised. A malformed or mistyped one is kept and said: real feeds have them. */
export function readContainerAt(reading: JsonReading, pointer: string): string | undefined {
  const raw = readText(reading, pointer);
  if (raw === undefined) return undefined;
  const { number, wellFormed, checkDigitValid } = readContainerNumber(raw);
  if (!wellFormed) {
    const message = `"${raw.slice(0, 40)}" is no container number of ISO 6346`;
    report(reading, pointer, 'EQUIPMENT_FORMAT', message, 'Send owner code, category, serial number and check digit.');
  } else if (!checkDigitValid) {
    report(reading, pointer, 'CHECK_DIGIT', `the check digit of ${number} is wrong`, 'Compare it with the box.');
  }
  return number;
}

/** Track & Trace: shipment reference EQ is a box. Other shipment references are not numbers that consignments are linked by. */
export function quoteShipmentReferences(
  reading: JsonReading,
  list: string,
  typePointer: string,
  valuePointer: string,
): Reference[] {
  return each(reading, list).flatMap(reference => {
    const type = readText(reference, typePointer);
    if (type === 'EQ') return quote('CONTAINER', readContainerAt(reference, valuePointer));
    return type !== undefined && EXPORT_DECLARATIONS.has(type)
      ? quote('DECLARATION', readText(reference, valuePointer))
      : [];
  });
}

/** Export declarations among the shipment references: US (AES), Canada (CER) and Brazil (DUE). */
const EXPORT_DECLARATIONS = new Set(['AES', 'CER', 'DUE']);

function readSeals(reading: JsonReading): readonly SealClaim[] {
  return each(reading, '/seals').flatMap(seal => {
    const number = readText(seal, '/sealNumber', '/number');
    if (number === undefined) return [];
    const source = readText(seal, '/sealSource', '/source');
    return [{ number, ...(source && { party: SEAL_PARTIES.get(source) ?? 'OTHER' }) }];
  });
}
