import { factId, type KnownFact } from '../../consignment/known-fact.ts';
import type { EquipmentClaim } from '../../messages/claims.ts';
import type { EventType } from '../../messages/event-type.ts';
import type { DeclarationFact, EventFact, Fact, TransportDocumentFact } from '../../messages/fact.ts';
import { quote, quoteEquipment } from '../../messages/quoted-references.ts';
import type { Reference } from '../../messages/reference.ts';
import type { TimeValue } from '../../messages/time-value.ts';

const position = { kind: 'MESSAGE' } as const;

export function at(instant: number): TimeValue {
  const text = new Date(instant).toISOString();
  return { raw: text, instant: text, zoneSource: 'EXPLICIT', precision: 'MINUTE' };
}

export function boxClaim(number: string, more: Partial<EquipmentClaim> = {}): EquipmentClaim {
  return { number, seals: [], ...more };
}

export function billFact(
  { number, issuer, master }: { number: string; issuer: string; master?: string | undefined },
  issuedAt: number,
  equipment: readonly EquipmentClaim[],
  references: readonly Reference[],
): TransportDocumentFact {
  return {
    kind: 'TRANSPORT_DOCUMENT',
    position,
    document: { number, issuer },
    ...(master && { master: { number: master, issuer } }),
    issuedAt: at(issuedAt),
    parties: [],
    items: [],
    equipment,
    references: [
      ...quote('BL', number, issuer),
      ...quote('BL', master, issuer),
      ...quoteEquipment(equipment),
      ...references,
    ],
  };
}

export function bookingFact(
  number: string,
  carrier: string,
  requestedAt: number,
  references: readonly Reference[],
): Fact {
  return {
    kind: 'BOOKING',
    position,
    mode: 'SEA',
    number,
    carrier,
    function: 'CONFIRM',
    requestedAt: at(requestedAt),
    wagons: [],
    equipment: [],
    parties: [],
    items: [],
    references: [...quote('BOOKING', number, carrier), ...references],
  };
}

export function declarationFact(
  number: string,
  direction: 'IMPORT' | 'EXPORT',
  lodgedAt: number,
  equipment: readonly EquipmentClaim[],
  references: readonly Reference[],
): DeclarationFact {
  return {
    kind: 'DECLARATION',
    position,
    function: 'ORIGINAL',
    number,
    direction,
    lodgedAt: at(lodgedAt),
    parties: [],
    items: [],
    equipment,
    references: [...quote('DECLARATION', number), ...quoteEquipment(equipment), ...references],
  };
}

export function railNoteFact(
  number: string,
  contractedAt: number,
  equipment: readonly EquipmentClaim[],
  references: readonly Reference[],
): Fact {
  return {
    kind: 'RAIL_NOTE',
    position,
    number,
    noteType: 'SMGS',
    contractedAt: at(contractedAt),
    borderStations: [],
    parties: [],
    items: [],
    equipment,
    wagons: [],
    declarations: [],
    references: [...quote('RAIL_NOTE', number), ...quoteEquipment(equipment), ...references],
  };
}

export function boxEvent(
  type: EventType,
  time: number,
  equipment: EquipmentClaim,
  references: readonly Reference[],
): EventFact {
  return {
    kind: 'EVENT',
    position,
    type,
    classifier: 'ACT',
    time: at(time),
    subject: 'EQUIPMENT',
    equipment,
    references: [...quoteEquipment([equipment]), ...references],
  };
}

/** A certificate that names nothing but a seal. */
export function certificateFact(number: string, issuedAt: number, seal: string): Fact {
  return {
    kind: 'CERTIFICATE',
    position,
    number,
    type: 'PHYTOSANITARY',
    status: 'ISSUED',
    issuedAt: at(issuedAt),
    parties: [],
    items: [],
    equipment: [],
    references: quote('SEAL', seal),
  };
}

export function knownFact(fact: Fact, origin: string, serial: number): KnownFact {
  const id = factId(origin, String(serial), 0, 0);
  return { id, origin, messageId: id, receivedAt: '2026-01-01T00:00:00.000Z', fact };
}
