import type { ConveyanceClaim, EquipmentClaim } from './claims.ts';
import { normaliseNumber, type Reference, type ReferenceScheme } from './reference.ts';

/** A reference, or none where the number is absent. `issuer` is left out rather than empty. */
export function quote(scheme: ReferenceScheme, number: string | undefined, issuer?: string): Reference[] {
  const value = number === undefined ? '' : normaliseNumber(number);
  if (value === '') return [];
  return [issuer ? { scheme, value, issuer: normaliseNumber(issuer) } : { scheme, value }];
}

/** Boxes, their seals and the wagons under them. */
export function quoteEquipment(equipment: readonly EquipmentClaim[]): Reference[] {
  return equipment.flatMap(box => [
    ...quote('CONTAINER', box.number),
    ...box.seals.flatMap(seal => quote('SEAL', seal.number)),
    ...quote('WAGON', box.wagon),
  ]);
}

/**
 * The journey of a vessel or train. A voyage is quoted once for each way its vessel is identified
 * (`IMO:9118018/123E`, `CALLSIGN:3ERX3/123E`), never by the vessel's name; a train by its TAF id.
 */
export function quoteConveyance(conveyance: ConveyanceClaim | undefined, journey = conveyance?.journey): Reference[] {
  if (!conveyance || !journey) return [];
  if (conveyance.mode === 'RAIL') return quote('TRAIN', journey);
  return [
    ...quote('VOYAGE', conveyance.imo && `IMO:${conveyance.imo}/${journey}`),
    ...quote('VOYAGE', conveyance.callSign && `CALLSIGN:${conveyance.callSign}/${journey}`),
  ];
}
