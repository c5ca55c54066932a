import type { ConsignmentDocument, SliceName } from '../consignment/consignment-document.ts';
import type {
  ConsignmentSlice,
  EquipmentUseEntry,
  EventEntry,
  IdentifierEntry,
  IssueEntry,
  LegEntry,
} from '../consignment/consignment-slice.ts';
import type { CustomsSlice } from '../consignment/customs-slice.ts';
import { deriveStatus } from '../consignment/derive-status.ts';
import { legsInOrder } from '../consignment/project-legs.ts';
import { sealCustodyAmong } from '../consignment/seal-custody.ts';
import { tripWindow } from '../consignment/trip-window.ts';
import { cellOf, SHAPES } from './cells.ts';
import type { Decision } from './decide-disclosure.ts';
import { restrictiveness } from './outcome.ts';
import { showCustoms } from './show-customs.ts';
import { define, type Showing, showDocument } from './show-document.ts';
import { transformed } from './transform.ts';
import type { Decisions } from './viewer-policy.ts';

const UCR = cellOf('Consignment.ucr');
const IDENTIFIERS = cellOf('Consignment.identifiers');
const STATUS = cellOf('Consignment.status');
const SINCE = cellOf('Consignment.statusSince');
const ISSUE = cellOf('Consignment.issues.code');
const LEG = cellOf('Consignment.legs.journeyNumber');
const QUOTED = cellOf('Consignment.events.references');
const REPLACES = cellOf('Consignment.equipmentUses.sealCustody.replaces');
const [FROM, TO] = [cellOf('Consignment.equipmentUses.from'), cellOf('Consignment.equipmentUses.to')];
const [OPENED, CLOSED] = [cellOf('Consignment.equipmentUses.opened'), cellOf('Consignment.equipmentUses.closed')];

/** An identifier is one cell, by whichever field it is read or looked up. */
export const CELL_OF_SCHEME: Readonly<Record<string, number>> = {
  UCR_D: UCR,
  CONTAINER: cellOf('Consignment.equipmentUses.equipment.number'),
  MASTER_BL: cellOf('Consignment.transportDocuments.number'),
  HOUSE_BL: cellOf('Consignment.transportDocuments.number'),
  RAIL_NOTE: cellOf('Consignment.railConsignmentNotes.number'),
  DECLARATION: cellOf('Consignment.declarations.number'),
  LRN: cellOf('Consignment.declarations.localReference'),
  BOOKING: cellOf('Consignment.bookings.number'),
  RAIL_BOOKING: cellOf('Consignment.railBookings.number'),
  CERTIFICATE: cellOf('Consignment.certificates.number'),
};

/** The cells by any of which an identifier of a scheme may be read. */
export function cellsOfScheme(scheme: string): readonly number[] {
  const own = CELL_OF_SCHEME[scheme];
  return own === undefined ? [IDENTIFIERS] : [own, IDENTIFIERS];
}

/** Contradictions between sources: derived from all of them, so that all must agree to their being told. */
const CONFLICTS: ReadonlySet<IssueEntry['code']> = new Set([
  'SEAL_MISMATCH',
  'ACTUAL_TIMES_CONFLICT',
  'SPLIT_WEIGHT_MISMATCH',
  'SPLIT_PACKAGES_MISMATCH',
]);

/** A slice of a consignment as a reader may see it. `origins`: everybody who states anything of the consignment. */
export function showSlice<S extends SliceName>(
  name: S,
  slice: ConsignmentDocument[S],
  origins: readonly string[],
  showing: Showing,
): ConsignmentDocument[S] {
  if (name === 'customs') return showCustoms(slice as CustomsSlice, showing) as ConsignmentDocument[S];
  if (name !== 'consignment') return showDocument(SHAPES[name], slice, showing);
  return showConsignment(slice as ConsignmentSlice, origins, showing) as ConsignmentDocument[S];
}

/** One event alone, as the log of events keeps it. */
export function showEvent(entry: EventEntry, showing: Showing): EventEntry | undefined {
  const [shown] = showDocument(SHAPES.consignment, { events: [entry] } as never as ConsignmentSlice, showing).events;
  return shown && withJourneysTold(shown, showing);
}

function showConsignment(slice: ConsignmentSlice, origins: readonly string[], showing: Showing): ConsignmentSlice {
  const tells = (those: readonly string[]) =>
    those.every(origin => showing.decisionsOf(origin)[ISSUE]?.outcome === 'CLEAR');
  const tellsConflicts = tells(origins);
  const shown = showDocument(SHAPES.consignment, slice, showing, {
    equipmentUses: uses => uses.map(each => withTrip(each, slice, showing)),
    legs: legs => legsInOrder(legs.map(each => withTravelTold(each, showing))),
    events: events => events.map(each => withJourneysTold(each, showing)),
    issues: issues => issues.filter(each => (tellsConflicts || !CONFLICTS.has(each.code)) && tells(each.origins ?? [])),
  });
  define(shown, 'identifiers', () => slice.identifiers.flatMap(each => showIdentifier(each, showing) ?? []));
  define(shown, 'status', () => statusFor(slice, showing));
  return shown;
}

/** On which voyage or train the goods travel is known to whom somebody of the leg lets read its number. */
function withTravelTold(leg: LegEntry, { decisionsOf }: Showing): LegEntry {
  const claims = [leg.conveyance, leg.from, leg.to, leg.departedAt, leg.arrivedAt].flat();
  return claims.some(each => decisionsOf(each.origin)[LEG]?.outcome === 'CLEAR') ? leg : { ...leg, journeys: [] };
}

/** What an event quotes names its voyage or train. */
function withJourneysTold(event: EventEntry, { decisionsOf }: Showing): EventEntry {
  return decisionsOf(event.origin)[QUOTED]?.outcome === 'CLEAR' ? event : { ...event, journeys: [] };
}

function showIdentifier(entry: IdentifierEntry, showing: Showing): IdentifierEntry | undefined {
  const seen = entry.origins.flatMap(origin => {
    const decision = identifierDecision(entry.scheme, showing.decisionsOf(origin));
    return decision ? [{ origin, decision }] : [];
  });
  const [first, ...others] = seen;
  if (!first) return undefined;
  const { transform } = others.reduce(
    (open, each) => (isOpener(each.decision, open) ? each.decision : open),
    first.decision,
  );
  const value = transformed(entry.value, 'text', transform, showing.keyed) as string;
  return { ...entry, value, origins: seen.map(each => each.origin) };
}

/** Denied under one of its names is denied; else the name under which it is most openly granted counts. */
function identifierDecision(scheme: string, decisions: Decisions): Decision | undefined {
  const all = cellsOfScheme(scheme).flatMap(cell => decisions[cell] ?? []);
  if (all.some(each => each.reason === 'DENIED')) return undefined;
  const [first, ...others] = all.filter(each => each.outcome !== 'WITHHELD');
  return first && others.reduce((open, each) => (isOpener(each, open) ? each : open), first);
}

function isOpener(a: Decision, b: Decision): boolean {
  return restrictiveness(a.outcome) < restrictiveness(b.outcome);
}

/** The status that the events tell of those origins that let it be told: folded again, so that nobody else shows in it (law 4.2). */
function statusFor(slice: ConsignmentSlice, showing: Showing): ConsignmentSlice['status'] {
  const tells = (cell: number) => (each: { readonly origin: string }) =>
    showing.decisionsOf(each.origin)[cell]?.outcome === 'CLEAR';
  if (!slice.course.heard.some(origin => tells(STATUS)({ origin }))) return NO_STATUS;
  const known = slice.course.events.filter(tells(STATUS));
  const destinations = new Set(slice.destination.filter(tells(STATUS)).map(claim => claim.fact));
  const reached = (slice.reached ?? []).filter(each => destinations.has(each.destination)).map(each => each.event);
  const { value, since, origins, fact } = deriveStatus(known, new Set(reached));
  const sinceIsTold = origins.every(origin => showing.decisionsOf(origin)[SINCE]?.outcome === 'CLEAR');
  return { value, since: sinceIsTold ? since : null, origins, fact };
}

const NO_STATUS = { value: null, since: null, origins: [], fact: null } as unknown as ConsignmentSlice['status'];

/** The trip as those tell it who let its beginning and end be told, and the custody of its seals as the links tell it that are shown. */
function withTrip(use: EquipmentUseEntry, slice: ConsignmentSlice, showing: Showing): EquipmentUseEntry {
  const told = (cell: number) => (each: { readonly origin: string }) =>
    showing.decisionsOf(each.origin)[cell]?.outcome === 'CLEAR';
  const happened = (cell: number) =>
    slice.events
      .filter(each => each.equipment === use.number && each.effective && each.classifier === 'ACT')
      .filter(told(cell));
  const tellsReplaced = (origin: string) => showing.decisionsOf(origin)[REPLACES]?.outcome === 'CLEAR';
  const sealCustody = sealCustodyAmong(use.sealCustody).map(each =>
    tellsReplaced(each.origin) ? each : { ...each, replaces: null },
  );
  const known = slice.equipmentUses.find(each => each.number === use.number);
  const [papers, next] = [known?.papers?.filter(told(OPENED)), known?.next?.filter(told(CLOSED))];
  const shown = { ...use, sealCustody };
  define(shown, 'from', () => happened(FROM)[0]?.time.instant ?? null);
  define(shown, 'to', () => happened(TO).at(-1)?.time.instant ?? null);
  define(shown, 'opened', () => tripWindow(happened(OPENED), { papers }).opened);
  define(shown, 'closed', () => tripWindow(happened(CLOSED), { next }).closed);
  return shown;
}
