import type { PlaceClaim } from '../messages/claims.ts';
import type { Claims } from './claim.ts';
import type { ConsignmentDocument } from './consignment-document.ts';
import type { PlacedFact } from './placed-fact.ts';

/** What one origin says that a list can be filtered by. `HUB` is the row of derived values. */
export interface FilterRow {
  readonly origin: string;
  readonly status: string;
  readonly originCountry: string | null;
  readonly destinationCountry: string | null;
  readonly places: readonly string[];
  readonly parties: readonly string[];
  readonly hsCodes: readonly string[];
  readonly voyages: readonly string[];
  /** Countries of all its places. */
  readonly countries: readonly string[];
  readonly accessKeys: readonly string[];
}

export const HUB = 'hub';

/** One row a origin of the consignment (law 4.2): what it states itself, and nothing that another states. */
export function filterRows(document: ConsignmentDocument, facts: readonly PlacedFact[]): FilterRow[] {
  return filterRowsOf(
    document,
    facts.map(each => each.known.origin),
  );
}

/** The same of a stored document, whose links name the origin of every fact. */
export function filterRowsOf(
  document: ConsignmentDocument,
  facts: readonly string[] = document.consignment.links.map(each => each.origin),
): FilterRow[] {
  const origins = [...new Set(facts)].sort();
  return [HUB, ...origins].map(origin => filterRow(document, origin, origins));
}

function filterRow(document: ConsignmentDocument, origin: string, origins: readonly string[]): FilterRow {
  const { consignment, customs } = document;
  const said = <T>(claims: Claims<T>): readonly T[] =>
    claims.filter(claim => origin === HUB || claim.origin === origin).map(claim => claim.value);
  const ends = [
    ...said(consignment.placeOfLoading),
    ...said(consignment.placeOfDischarge),
    ...said(consignment.origin),
    ...said(consignment.destination),
  ];
  const seen = consignment.events
    .filter(each => origin === HUB || each.origin === origin)
    .flatMap(each => each.place ?? []);
  const declared = customs.declarations.filter(each => origin === HUB || each.origin === origin);
  return {
    origin,
    status: origin === HUB ? consignment.status.value : '',
    originCountry: said(consignment.origin).map(countryOf).find(Boolean) ?? null,
    destinationCountry: said(consignment.destination).map(countryOf).find(Boolean) ?? null,
    places: unique([...ends, ...seen].flatMap(place => place.codes.map(code => code.value))),
    parties: unique(
      consignment.parties
        .flatMap(each => said(each.claims))
        .flatMap(party => [
          ...(party.name ? [party.name.toUpperCase()] : []),
          ...party.identifiers.map(id => id.value),
        ]),
    ),
    hsCodes: unique(
      [...said(consignment.items).flat(), ...declared.flatMap(each => each.items)].flatMap(item => item.hsCode ?? []),
    ),
    voyages: unique(
      consignment.legs
        .filter(leg => origin === HUB || leg.conveyance.some(claim => claim.origin === origin))
        .flatMap(leg => leg.journeys),
    ),
    countries: unique([...ends, ...seen].flatMap(place => countryOf(place) ?? [])),
    accessKeys:
      origin === HUB ? partyKeys(document, () => true, origins) : partyKeys(document, each => each === origin),
  };
}

/** Country of a place: stated, or the first two letters of its UN/LOCODE. */
export function countryOf(place: PlaceClaim): string | undefined {
  return place.country ?? place.codes.find(each => each.scheme === 'UNLOCODE')?.value.slice(0, 2);
}

/**
 * By what a partner is a party to the consignment in the words of the origins that count: it is named by an identifier, or is the competent
 * office. `senders` are those who sent a fact.
 */
function partyKeys(
  { consignment, customs }: ConsignmentDocument,
  counts: (origin: string) => boolean,
  senders: readonly string[] = [],
): readonly string[] {
  const said = <T>(claims: Claims<T>): readonly T[] =>
    claims.filter(claim => counts(claim.origin)).map(claim => claim.value);
  const declared = customs.declarations.filter(each => counts(each.origin));
  const ends = [consignment.placeOfLoading, consignment.placeOfDischarge, consignment.origin, consignment.destination];
  const offices = [
    ...ends.flatMap(said),
    ...declared.flatMap(each => [each.office, each.goodsLocation]),
    ...consignment.events.filter(each => counts(each.origin)).map(each => each.place),
  ].flatMap(place => place?.codes ?? []);
  const parties = [
    ...consignment.parties.flatMap(each => said(each.claims)),
    ...declared.flatMap(each => each.parties),
  ];
  const carriers = consignment.legs.flatMap(leg => said(leg.conveyance)).flatMap(each => each.carrier ?? []);
  return unique([
    ...senders.map(origin => `sender:${origin}`),
    ...parties.flatMap(party => party.identifiers.map(id => `party:${id.value}`)),
    ...carriers.map(code => `party:${code}`),
    ...offices.map(code => `office:${code.value}`),
  ]);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
