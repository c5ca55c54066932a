import type { ConsignmentDocument } from '../../consignment/consignment-document.ts';
import type { ConsignmentSlice, EventEntry } from '../../consignment/consignment-slice.ts';
import type { DeclarationEntry } from '../../consignment/customs-slice.ts';
import { countryOf } from '../../consignment/filter-rows.ts';
import type { JourneyDocument } from '../../consignment/journey-document.ts';
import { assessedDeclaration, assessingCountry, exportDeclarationAbroad } from './assessed-declaration.ts';
import { best } from './claim-values.ts';

export interface RiskContextInput {
  readonly id: string; // hub id
  readonly document: ConsignmentDocument;
  /** The voyages and trains that its legs quote. */
  readonly journeys: readonly JourneyDocument[];
  readonly now: string; // RFC 3339
  /** Whose customs assesses; by default the country of destination, or of dispatch while only its customs has a declaration. */
  readonly country?: string | undefined;
}

export type RiskDirection = 'IMPORT' | 'EXPORT' | 'TRANSIT';

/** The graph of one consignment as its assessing country looks at it. */
export interface GraphView {
  readonly id: string;
  readonly now: string;
  readonly document: ConsignmentDocument;
  readonly consignment: ConsignmentSlice;
  readonly journeys: readonly JourneyDocument[];
  /** Whose customs assesses. */
  readonly country: string | undefined;
  readonly dispatchCountry: string | undefined;
  readonly destinationCountry: string | undefined;
  readonly direction: RiskDirection | undefined;
  readonly declaration: DeclarationEntry | undefined;
  /** The export declaration that the other side's customs took. */
  readonly mirror: DeclarationEntry | undefined;
  /** Effective actual events in their order of time. */
  readonly happened: readonly EventEntry[];
  kindOf(fact: string): string | undefined;
  eventOf(fact: string): EventEntry | undefined;
  /** What the message of a fact quotes besides, by the events that it reports. */
  quotedWith(fact: string): readonly EventEntry[];
}

export function viewGraph({ id, document, journeys, now, country }: RiskContextInput): GraphView {
  const { consignment, customs } = document;
  const live = customs.declarations;
  const dispatchCountry = live.find(each => each.dispatchCountry)?.dispatchCountry ?? placeCountry(consignment.origin);
  const destinationCountry =
    live.find(each => each.destinationCountry)?.destinationCountry ?? placeCountry(consignment.destination);
  const assessing = country ?? assessingCountry(live, dispatchCountry, destinationCountry);
  const direction = directionOf(assessing, dispatchCountry, destinationCountry);
  return {
    id,
    now,
    document,
    consignment,
    journeys,
    country: assessing,
    dispatchCountry,
    destinationCountry,
    direction,
    declaration: assessedDeclaration(live, assessing, direction),
    mirror: exportDeclarationAbroad(live, assessing, direction),
    happened: consignment.events.filter(each => each.effective && each.classifier === 'ACT'),
    ...factIndex(consignment),
  };
}

function placeCountry(claims: ConsignmentSlice['origin']): string | undefined {
  const place = best(claims);
  return place && countryOf(place);
}

function directionOf(
  country: string | undefined,
  dispatch: string | undefined,
  destination: string | undefined,
): RiskDirection | undefined {
  if (!country || !dispatch || !destination) return undefined;
  if (country === destination) return 'IMPORT';
  return country === dispatch ? 'EXPORT' : 'TRANSIT';
}

function factIndex({ links, events }: ConsignmentSlice): Pick<GraphView, 'kindOf' | 'eventOf' | 'quotedWith'> {
  const linkByFact = new Map(links.map(link => [link.fact, link]));
  const eventByFact = new Map(events.map(event => [event.fact, event]));
  const eventsByMessage = new Map<string, EventEntry[]>();
  for (const event of events) {
    const message = linkByFact.get(event.fact)?.messageId ?? '';
    eventsByMessage.set(message, [...(eventsByMessage.get(message) ?? []), event]);
  }
  return {
    kindOf: fact => linkByFact.get(fact)?.kind,
    eventOf: fact => eventByFact.get(fact),
    quotedWith: fact => eventsByMessage.get(linkByFact.get(fact)?.messageId ?? '-') ?? [],
  };
}

/** The values of one scheme that events quote: `BL` gives every bill number. */
export function quoted(events: readonly EventEntry[], scheme: string): readonly string[] {
  const prefix = `${scheme}|`;
  const values = events.flatMap(event => event.references).filter(each => each.startsWith(prefix));
  return [...new Set(values.map(each => each.slice(prefix.length)))];
}
