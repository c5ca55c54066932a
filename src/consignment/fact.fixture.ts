import { createHash } from 'node:crypto';
import type { EquipmentClaim } from '../messages/claims.ts';
import type {
  BookingFact,
  DeclarationFact,
  DeclarationStatusFact,
  EventFact,
  Fact,
  RailNoteFact,
  RetractionFact,
  TransportCallFact,
  TransportDocumentFact,
} from '../messages/fact.ts';
import { normaliseNumber, type Reference, type ReferenceScheme } from '../messages/reference.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { KnownFact } from './known-fact.ts';

const position = { kind: 'MESSAGE' } as const;

/** `BL A` or `BL A MAEU`: scheme, value and issuer as one reads them. */
export function refs(...texts: readonly string[]): Reference[] {
  return texts.map(text => {
    const [scheme, value = '', issuer] = text.split(' ');
    return { scheme: scheme as ReferenceScheme, value, ...(issuer && { issuer }) };
  });
}

/** `2026-03-01` or `2026-03-01T10:00`, in UTC. */
export function at(text: string): TimeValue {
  return {
    raw: text,
    instant: new Date(`${text}${text.includes('T') ? '' : 'T00:00'}Z`).toISOString(),
    zoneSource: 'EXPLICIT',
    precision: 'MINUTE',
  };
}

export function box(number: string, more: Partial<EquipmentClaim> = {}): EquipmentClaim {
  return { number, seals: [], ...more };
}

export function bill(number: string, more: Partial<TransportDocumentFact> = {}): TransportDocumentFact {
  const { references = [], ...rest } = more;
  const own = rest.document?.issuer ? ` ${rest.document.issuer}` : '';
  const master = rest.master
    ? refs(`BL ${normaliseNumber(rest.master.number)}${rest.master.issuer ? ` ${rest.master.issuer}` : ''}`)
    : [];
  return {
    kind: 'TRANSPORT_DOCUMENT',
    position,
    document: { number },
    parties: [],
    items: [],
    equipment: [],
    ...rest,
    references: [...refs(`BL ${normaliseNumber(number)}${own}`), ...master, ...quoted(rest.equipment), ...references],
  };
}

export function declaration(number: string, more: Partial<DeclarationFact> = {}): DeclarationFact {
  const { references = [], ...rest } = more;
  const local = rest.localReference ? refs(`LRN ${rest.localReference}`) : [];
  return {
    kind: 'DECLARATION',
    position,
    function: 'ORIGINAL',
    ...(number && { number }),
    parties: [],
    items: [],
    equipment: [],
    ...rest,
    references: [...(number ? refs(`DECLARATION ${number}`) : []), ...local, ...quoted(rest.equipment), ...references],
  };
}

export function answer(functionCode: string, more: Partial<DeclarationStatusFact>): DeclarationStatusFact {
  const own = [
    ...(more.number ? [`DECLARATION ${more.number}`] : []),
    ...(more.localReference ? [`LRN ${more.localReference}`] : []),
  ];
  return { kind: 'DECLARATION_STATUS', position, functionCode, references: refs(...own), ...more };
}

export function booking(number: string, more: Partial<BookingFact> = {}): BookingFact {
  const { references = [], ...rest } = more;
  const scheme = rest.mode === 'RAIL' ? 'RAIL_BOOKING' : 'BOOKING';
  return {
    kind: 'BOOKING',
    position,
    mode: 'SEA',
    number,
    function: 'REQUEST',
    wagons: [],
    equipment: [],
    parties: [],
    items: [],
    ...rest,
    references: [...refs(`${scheme} ${number}`), ...quoted(rest.equipment), ...references],
  };
}

export function note(number: string, more: Partial<RailNoteFact> = {}): RailNoteFact {
  const { references = [], ...rest } = more;
  return {
    kind: 'RAIL_NOTE',
    position,
    number,
    noteType: 'SMGS',
    borderStations: [],
    parties: [],
    items: [],
    equipment: [],
    wagons: [],
    declarations: [],
    ...rest,
    references: [...refs(`RAIL_NOTE ${number}`), ...quoted(rest.equipment), ...references],
  };
}

export function event(type: EventFact['type'], time: string, more: Partial<EventFact> = {}): EventFact {
  const { references = [], ...rest } = more;
  return {
    kind: 'EVENT',
    position,
    type,
    classifier: 'ACT',
    time: at(time),
    subject: rest.equipment ? 'EQUIPMENT' : 'DOCUMENT',
    ...rest,
    references: [...quoted(rest.equipment ? [rest.equipment] : []), ...references],
  };
}

export function call(place: string, more: Partial<TransportCallFact> = {}): TransportCallFact {
  return {
    kind: 'TRANSPORT_CALL',
    position,
    conveyance: { mode: 'SEA' },
    place: { codes: [{ scheme: 'UNLOCODE', value: place }] },
    timestamps: [],
    references: [],
    ...more,
  };
}

export function retraction(key: string, more: Partial<RetractionFact> = {}): RetractionFact {
  return { kind: 'RETRACTION', position, references: [], key, target: { key }, ...more };
}

function quoted(equipment: readonly EquipmentClaim[] = []): Reference[] {
  return equipment.flatMap(each => [
    ...refs(`CONTAINER ${each.number}`),
    ...each.seals.flatMap(seal => refs(`SEAL ${seal.number}`)),
  ]);
}

/** Facts as the hub knows them; the id is that of sender and content, as if each fact came in a message of its own. */
export function known<F extends Fact>(fact: F, origin = 'sender', id?: string): KnownFact<F> {
  const digest = createHash('sha256')
    .update(`${origin}${JSON.stringify(fact)}`)
    .digest('hex');
  return {
    id: id ?? digest.slice(0, 32),
    origin,
    messageId: digest.slice(32, 48),
    receivedAt: '2026-01-01T00:00:00.000Z',
    fact,
  };
}
