import type { EventFact, Fact, RailNoteFact } from '../../messages/fact.ts';
import type { TimeValue } from '../../messages/time-value.ts';
import { stated } from './stated.ts';

/**
 * A consignment note and what it reports: the contract of carriage concluded (SMGS article 14: with the stamp of the contracting
 * carrier, box 26) and the arrival at the destination station (box 27). A corrected note revises these events by their key.
 */
export function railNoteFacts(note: RailNoteFact, issuedAt: TimeValue | undefined, voided = false): Fact[] {
  const events: (EventFact | undefined)[] = [
    noteEvent(note, voided ? 'DOCUMENT_VOID' : 'DOCUMENT_ISSUED', 'DOCUMENT', issuedAt, note.origin),
    noteEvent(note, 'ARRIVAL', 'GOODS', note.arrivedAt, note.destination),
  ];
  return [note, ...events.filter(event => event !== undefined)];
}

function noteEvent(
  note: RailNoteFact,
  type: EventFact['type'],
  subject: EventFact['subject'],
  time: TimeValue | undefined,
  place: EventFact['place'],
): EventFact | undefined {
  if (!time) return undefined;
  const { position, references, revision, updatedAt, issues } = note;
  const key = note.key === undefined ? undefined : `${note.key}|${type}`;
  const base = { kind: 'EVENT' as const, position, references, key, revision, updatedAt, issues };
  return stated({ ...base, type, classifier: 'ACT' as const, time, subject, place });
}
