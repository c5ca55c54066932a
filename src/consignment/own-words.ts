import type { Claims } from './claim.ts';
import type { ConsignmentDocument } from './consignment-document.ts';
import type { DeclarationEntry } from './customs-slice.ts';
import { advance, lodged } from './declaration-lifecycle.ts';
import type { BookingEntry } from './shipping-slice.ts';

/** Of a document, what measures are made of. */
export interface MeasuredDocument {
  readonly consignment: Pick<
    ConsignmentDocument['consignment'],
    'origin' | 'destination' | 'placeOfLoading' | 'placeOfDischarge' | 'equipmentUses' | 'events'
  >;
  readonly customs: ConsignmentDocument['customs'];
  readonly shipping: ConsignmentDocument['shipping'];
  readonly rail: Pick<ConsignmentDocument['rail'], 'bookings'>;
}

/** Who states anything that is measured. */
export function measuredOrigins({ consignment, customs, shipping, rail }: MeasuredDocument): string[] {
  const bookings = [...shipping.bookings, ...rail.bookings].flatMap(each => each.origins);
  return [
    ...new Set([...customs.declarations.flatMap(each => each.origins), ...bookings, ...consignment.events.map(by)]),
  ].sort();
}

/** The same document in the words of one origin alone: a reader may count by what that origin states, and by nobody else's (law 4.2). */
export function ownWords({ consignment, customs, shipping, rail }: MeasuredDocument, origin: string): MeasuredDocument {
  const own = <T>(claims: Claims<T>): Claims<T> => claims.filter(each => each.origin === origin);
  const isOwn = (each: { readonly origin: string }) => each.origin === origin;
  const bookings = (all: readonly BookingEntry[]) => all.filter(each => each.origins.every(name => name === origin));
  return {
    consignment: {
      origin: own(consignment.origin),
      destination: own(consignment.destination),
      placeOfLoading: own(consignment.placeOfLoading),
      placeOfDischarge: own(consignment.placeOfDischarge),
      equipmentUses: consignment.equipmentUses.map(use => ({ ...use, sizeType: own(use.sizeType) })),
      events: consignment.events.filter(isOwn),
    },
    customs: {
      declarations: customs.declarations.flatMap(each => ownDeclaration(each, origin, customs.declarations) ?? []),
      inspections: customs.inspections.filter(isOwn),
    },
    shipping: { bookings: bookings(shipping.bookings) },
    rail: { bookings: bookings(rail.bookings) },
  };
}

const by = (each: { readonly origin: string }): string => each.origin;

/** A declaration as one of those says who speak of it: its content where nobody else lodged a version, its status by its own answers. */
function ownDeclaration(
  entry: DeclarationEntry,
  origin: string,
  all: readonly DeclarationEntry[],
): DeclarationEntry | undefined {
  const isOwn = (each: { readonly origin: string }) => each.origin === origin;
  const successor = all.find(each => each.key === entry.supersededBy);
  if ([...entry.origins, ...(successor?.origins ?? [])].every(name => name === origin)) return entry;
  const [versions, notifications] = [entry.versions.filter(isOwn), entry.notifications.filter(isOwn)];
  if (versions.length + notifications.length === 0) return undefined;
  const said = entry.versions.every(isOwn) ? entry : { ...entry, ...NOTHING_SAID };
  const first = versions[0]?.at ?? null;
  const { status, at } = notifications.reduce(advance, lodged(first));
  const answered = (codes: readonly string[]) =>
    notifications.find(each => codes.includes(each.functionCode))?.at ?? null;
  return {
    ...said,
    origin,
    origins: [origin],
    versions,
    notifications,
    status,
    statusAt: at,
    acceptedAt: answered(['01']),
    releasedAt: answered(['08', '09']),
  };
}

const NOTHING_SAID = {
  direction: null,
  country: null,
  lodgedAt: null,
  originCountry: null,
  dispatchCountry: null,
  destinationCountry: null,
  parties: [],
  value: null,
} as const;
