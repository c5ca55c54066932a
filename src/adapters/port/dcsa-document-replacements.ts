import type { EventFact, TransportDocumentFact } from '../../messages/fact.ts';
import { quote } from '../../messages/quoted-references.ts';
import { each, type JsonReading, readText } from '../formats/json-reading.ts';

type Relation = NonNullable<TransportDocumentFact['relations']>[number];

/**
 * Track & Trace 3.0, documentReferenceReplacements: transport documents that were split, combined or reissued. Each new
 * document is told what it came from; replaced bookings have no such relation.
 */
export function readReplacements(
  shipment: JsonReading,
  event: EventFact,
  carrier: string | undefined,
): readonly TransportDocumentFact[] {
  return each(shipment, '/documentReferenceReplacements').flatMap(replacement => {
    const old = transportDocuments(replacement, '/oldReferences');
    const fresh = transportDocuments(replacement, '/newReferences');
    const type = old.length > 1 ? 'MERGED_FROM' : fresh.length > 1 ? 'SPLIT_FROM' : 'REISSUES';
    if (old.length === 0) return [];
    return fresh.map(number => documentOf(number, old, type, replacement.pointer, event, carrier));
  });
}

function transportDocuments(replacement: JsonReading, list: string): readonly string[] {
  const bills = each(replacement, list).filter(reference => readText(reference, '/typeCode') === 'TRD');
  return bills.flatMap(bill => readText(bill, '/reference') ?? []);
}

function documentOf(
  number: string,
  old: readonly string[],
  type: Relation['type'],
  pointer: string,
  event: EventFact,
  carrier: string | undefined,
): TransportDocumentFact {
  const issued = carrier ? { issuer: carrier } : {};
  return {
    kind: 'TRANSPORT_DOCUMENT',
    position: { kind: 'POINTER', pointer },
    references: [number, ...old].flatMap(bill => quote('BL', bill, carrier)),
    ...(event.key && { key: `${event.key}|${number}` }),
    ...(event.updatedAt && { updatedAt: event.updatedAt }),
    document: { number, ...issued },
    relations: old.map(bill => ({ type, number: bill, ...issued })),
    parties: [],
    items: [],
    equipment: [],
  };
}
