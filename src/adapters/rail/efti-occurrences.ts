import type { PlaceClaim } from '../../messages/claims.ts';
import type { EventClassifier, EventType } from '../../messages/event-type.ts';
import type { MappingProfile } from '../../messages/mapping-profile.ts';
import type { XmlElement } from '../formats/xml.ts';
import { child, positionOf, textAt } from '../formats/xml-navigation.ts';
import type { EftiLeg } from './efti-legs.ts';
import type { IssueList } from './issue-list.ts';
import { codeByShape, placeClaim } from './place-claim.ts';

/** Something that a data set gives a time to. */
export interface EftiOccurrence {
  readonly when: XmlElement;
  readonly type: EventType;
  readonly classifier: EventClassifier;
  readonly location: XmlElement | undefined;
  readonly leg?: EftiLeg;
  readonly name: string;
}

const TIMES: readonly (readonly [name: string, classifier: EventClassifier])[] = [
  ['actualOccurrenceDateTime', 'ACT'],
  ['estimatedOccurrenceDateTime', 'EST'],
  ['scheduledOccurrenceDateTime', 'PLN'],
];

/** The carrier accepted (eFTI39), the consignee has the goods (eFTI188); in a whole data set also the arrivals and departures of legs. */
export function eftiOccurrences(consignment: XmlElement, legs: readonly EftiLeg[]): EftiOccurrence[] {
  const accepted = child(consignment, 'carrierAcceptanceDateTime');
  const location = child(consignment, 'carrierAcceptanceLocation');
  const acceptance = { type: 'CARGO_ACCEPTED', classifier: 'ACT', location, name: 'CARGO_ACCEPTED|ACT' } as const;
  return [
    ...(accepted ? [{ when: accepted, ...acceptance }] : []),
    ...occurrencesOf(child(consignment, 'deliveryEvent'), 'CARGO_DELIVERED', 'CARGO_DELIVERED'),
    ...legs.flatMap((leg, index) => [
      ...legOccurrences(leg, 'departureEvent', 'DEPARTURE', index),
      ...legOccurrences(leg, 'arrivalEvent', 'ARRIVAL', index),
    ]),
  ];
}

function legOccurrences(leg: EftiLeg, path: string, type: EventType, index: number): EftiOccurrence[] {
  const found = occurrencesOf(child(leg.element, path), type, `${type}|LEG${index + 1}`);
  return found.map(occurrence => ({ ...occurrence, leg }));
}

function occurrencesOf(event: XmlElement | undefined, type: EventType, name: string): EftiOccurrence[] {
  return TIMES.flatMap(([path, classifier]) => {
    const when = child(event, path);
    const location = child(event, 'occurrenceLocation');
    return when ? [{ when, type, classifier, location, name: `${name}|${classifier}` }] : [];
  });
}

export function eftiPlace(
  location: XmlElement | undefined,
  profile: MappingProfile,
  issues: IssueList,
): PlaceClaim | undefined {
  if (!location) return undefined;
  const id = textAt(location, 'id');
  const parts = {
    codes: id === undefined ? [] : [codeByShape(id)],
    name: textAt(location, 'name') ?? textAt(location, 'postalAddress/cityName'),
    country: textAt(location, 'postalAddress/countryCode'),
  };
  return placeClaim(parts, positionOf(location), profile, issues);
}
