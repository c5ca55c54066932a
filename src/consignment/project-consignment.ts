import type { ConsignmentDocument } from './consignment-document.ts';
import type { LinkEntry } from './consignment-slice.ts';
import { courseOf } from './course.ts';
import type { DeclarationEntry } from './customs-slice.ts';
import { deriveStatus } from './derive-status.ts';
import { findConflicts } from './find-conflicts.ts';
import { NO_TABLES, type PlaceLineage } from './place-lineage.ts';
import { type PlacedFact, placedOfKind, statedBy } from './placed-fact.ts';
import type { PortSlice } from './port-slice.ts';
import { projectBookings } from './project-bookings.ts';
import { projectDeclarations, withItemLinks } from './project-declarations.ts';
import { projectDocuments } from './project-documents.ts';
import { projectEquipment } from './project-equipment.ts';
import { projectEvents } from './project-events.ts';
import { projectGoods } from './project-goods.ts';
import { projectIdentifiers } from './project-identifiers.ts';
import { projectLegs } from './project-legs.ts';
import { projectInspections, projectPartner } from './project-partner.ts';
import { projectRail } from './project-rail.ts';
import { reachedDestination } from './reached-destination.ts';
import { compareText } from './revision-order.ts';
import { splitSumIssues } from './split-sums.ts';

/** Raised when the same facts would give another document, or other rows beside it; stored documents of an older version are folded again. */
export const FOLD_VERSION = 11;

/** What a fold reads of what is no part of the consignment. */
export interface Surroundings {
  /** Bills of other consignments whose sums with its own are checked. */
  readonly beside?: readonly PlacedFact[];
  /** With what the next trips of its boxes began. */
  readonly next?: readonly PlacedFact[];
  /** What the tables say of places. */
  readonly lineageOf?: PlaceLineage;
}

/** The fold: the facts of one consignment in, its graph out. Pure, and blind to the order of its input (law 1.3). */
export function projectConsignment(
  placed: readonly PlacedFact[],
  { beside = [], next = [], lineageOf = NO_TABLES }: Surroundings = {},
): ConsignmentDocument {
  const facts = [...placed].sort((a, b) => compareText(a.known.id, b.known.id));
  const events = projectEvents(facts);
  const transportDocuments = projectDocuments(facts);
  const equipmentUses = projectEquipment(facts, events, next);
  const declarations = projectDeclarations(facts);
  const goods = projectGoods(withoutInvalidated(facts, declarations));
  const reached = reachedDestination(events, goods.destination, lineageOf);
  const links = facts.map(linkEntry);
  const course = courseOf(events, links);
  return {
    consignment: {
      identifiers: projectIdentifiers(facts, transportDocuments),
      status: deriveStatus(course.events, new Set(reached.map(each => each.event))),
      ...goods,
      transportDocuments,
      equipmentUses,
      legs: projectLegs(facts),
      events,
      course,
      ...(reached.length > 0 && { reached }),
      issues: [...findConflicts(facts, equipmentUses), ...splitSumIssues(facts, beside)],
      links,
    },
    customs: {
      declarations: withItemLinks(declarations, goods.items, transportDocuments),
      inspections: projectInspections(facts, false),
    },
    port: projectPort(facts),
    shipping: { bookings: projectBookings(facts, false) },
    rail: projectRail(facts),
    partner: projectPartner(facts),
  };
}

/** What an invalidated declaration said of the goods counts no more, as soon as there is another declaration (law 2.9). */
function withoutInvalidated(
  facts: readonly PlacedFact[],
  declarations: readonly DeclarationEntry[],
): readonly PlacedFact[] {
  const invalidated = declarations.filter(each => each.status === 'INVALIDATED' || each.status === 'SUPERSEDED');
  if (invalidated.length === declarations.length) return facts;
  const gone = new Set(invalidated.flatMap(each => each.versions.map(version => version.fact)));
  return facts.filter(each => !gone.has(each.known.id));
}

function projectPort(facts: readonly PlacedFact[]): PortSlice {
  const yardPositions = placedOfKind(facts, 'YARD_POSITION')
    .filter(each => each.effective)
    .map(each => ({
      ...statedBy(each),
      equipment: each.known.fact.equipment.number,
      place: each.known.fact.place,
      time: each.known.fact.time,
    }))
    .sort((a, b) => compareText(a.time.instant, b.time.instant) || compareText(a.fact, b.fact));
  return { yardPositions };
}

function linkEntry(each: PlacedFact): LinkEntry {
  const { rule, confidence, on } = each.match;
  return { ...statedBy(each), rule, confidence, on, kind: each.known.fact.kind, messageId: each.known.messageId };
}
