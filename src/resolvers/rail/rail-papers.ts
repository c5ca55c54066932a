import type { RailNoteEntry, RailSlice } from '../../consignment/rail-slice.ts';
import type { BookingEntry } from '../../consignment/shipping-slice.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { sliceOf, visibleConsignment } from '../consignment/consignment-type.ts';
import { globalId, keyOf } from '../global-id.ts';
import type { RequestContext } from '../request-context.ts';
import { type Soon, soon } from '../soon.ts';

/** A rail booking as one consignment knows it. */
export interface RailBookingShape {
  readonly consignmentId: string;
  readonly entry: BookingEntry;
}

/** A consignment note as one consignment knows it: what its sources state, under one number. */
export interface RailNoteShape {
  readonly consignmentId: string;
  readonly number: string;
  readonly statements: readonly RailNoteEntry[];
}

/** Undefined where the consignment has no rail slice. */
export function railBookingsOf(id: string, context: RequestContext): Soon<RailBookingShape[] | undefined> {
  return soon(sliceOf(context, id, 'rail'), slice => slice?.bookings.map(entry => ({ consignmentId: id, entry })));
}

export function railNotesOf(id: string, context: RequestContext): Soon<RailNoteShape[] | undefined> {
  return soon(sliceOf(context, id, 'rail'), slice => slice && notesOf(id, slice));
}

function notesOf(id: string, slice: RailSlice): RailNoteShape[] {
  const numbers = [...new Set(slice.notes.map(note => note.number))];
  return numbers.map(number => ({
    consignmentId: id,
    number,
    statements: slice.notes.filter(note => note.number === number),
  }));
}

/** The first statement that tells it. */
export function stated<T>({ statements }: RailNoteShape, read: (entry: RailNoteEntry) => T | null): T | null {
  return statements.map(read).find(each => each !== null) ?? null;
}

export function isNoteOf({ entry }: RailBookingShape, note: RailNoteShape): boolean {
  const quoted = entry.noteNumber ? normaliseNumber(entry.noteNumber) : undefined;
  return (
    note.number === quoted ||
    note.statements.some(each => each.bookingNumber !== null && normaliseNumber(each.bookingNumber) === entry.number)
  );
}

type RailPaper = 'RailBooking' | 'RailConsignmentNote';

/** A booking or note is told by its consignment and number: a merged consignment's successor still answers it. */
export function railPaperId(type: RailPaper, consignmentId: string, number: string): string {
  return globalId(type, `${consignmentId}/${number}`);
}

export async function railBookingById(id: string, context: RequestContext): Promise<RailBookingShape | null> {
  const paper = await visiblePaper('RailBooking', id, context);
  const all = paper && (await railBookingsOf(paper.consignmentId, context));
  return all?.find(each => each.entry.number === paper?.number) ?? null;
}

export async function railNoteById(id: string, context: RequestContext): Promise<RailNoteShape | null> {
  const paper = await visiblePaper('RailConsignmentNote', id, context);
  const all = paper && (await railNotesOf(paper.consignmentId, context));
  return all?.find(each => each.number === paper?.number) ?? null;
}

async function visiblePaper(type: RailPaper, id: string, context: RequestContext) {
  const key = keyOf(type, id) ?? '';
  const slash = key.indexOf('/');
  if (slash < 1) return undefined;
  const consignment = await visibleConsignment(globalId('Consignment', key.slice(0, slash)), context);
  return consignment ? { consignmentId: consignment.id, number: key.slice(slash + 1) } : undefined;
}
