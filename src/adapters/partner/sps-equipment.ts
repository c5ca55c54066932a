import type { EquipmentClaim, SealClaim } from '../../messages/claims.ts';
import { quote } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import { readContainerNumber } from '../../vocabulary/container-number.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, children, positionOf } from '../formats/xml-navigation.ts';
import { containerDoubts } from './container-doubts.ts';
import { type SpsReading, stated } from './sps-reading.ts';

/** Boxes of the consignment and of its items, each once; `byItem` are the numbers that each trade line names. */
export function spsEquipment(
  consignment: XmlElement,
  lines: readonly XmlElement[],
  reading: SpsReading,
): EquipmentClaim[] {
  const ofConsignment = children(consignment, 'UtilizedSPSTransportEquipment');
  const ofLines = lines.flatMap(line => children(line, 'AssociatedSPSTransportEquipment'));
  const boxes = new Map<string, EquipmentClaim>();
  for (const element of [...ofConsignment, ...ofLines]) {
    const claim = equipmentClaim(element, reading);
    if (!claim) continue;
    const name = claim.number || claim.seals.map(({ number }) => number).join('+');
    const known = boxes.get(name);
    boxes.set(name, known ? { ...known, seals: distinctSeals([...known.seals, ...claim.seals]) } : claim);
  }
  return [...boxes.values()];
}

export function equipmentNumbers(line: XmlElement, reading: SpsReading): string[] {
  return children(line, 'AssociatedSPSTransportEquipment').flatMap(
    element => equipmentNumber(element, reading)?.number ?? [],
  );
}

/** The seal may stand alone: ePhyto certificates leave the container's ID empty, and the seal is then the only link. */
function equipmentClaim(element: XmlElement, reading: SpsReading): EquipmentClaim | undefined {
  const container = equipmentNumber(element, reading);
  const seals = children(element, 'AffixedSPSSeal').flatMap(seal => stated(seal, 'ID', reading) ?? []);
  if (!container && seals.length === 0) return undefined;
  const position = positionOf(child(element, 'ID') ?? element);
  if (container) reading.doubts.push(...containerDoubts(container, position));
  return { number: container?.number ?? '', seals: distinctSeals(seals.map(number => ({ number }))) };
}

function equipmentNumber(element: XmlElement, reading: SpsReading) {
  const raw = stated(element, 'ID', reading);
  return raw === undefined ? undefined : readContainerNumber(raw);
}

function distinctSeals(seals: readonly SealClaim[]): SealClaim[] {
  return [...new Map(seals.map(seal => [seal.number, seal])).values()];
}

/** UN/ECE Recommendation 19: 2 rail, 3 road. A vessel's name and a voyage without its vessel identify nothing. */
export function spsConveyances(consignment: XmlElement, reading: SpsReading): Reference[] {
  return children(consignment, 'MainCarriageSPSTransportMovement').flatMap(movement => {
    const number = stated(movement, 'UsedSPSTransportMeans/ID', reading) ?? stated(movement, 'ID', reading);
    const mode = stated(movement, 'ModeCode', reading);
    if (mode === '3') return quote('VEHICLE', number);
    return mode === '2' && number && /^\d{12}$/.test(number) ? quote('WAGON', number) : [];
  });
}
