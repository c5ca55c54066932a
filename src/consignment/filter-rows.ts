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
  const keys = accessKeys(document, origins);
  return [HUB, ...origins].map(origin => filterRow(document, origin, origin === HUB ? keys : []));
}

function filterRow({ consignment, customs }: ConsignmentDocument, origin: string, keys: readonly string[]): FilterRow {
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
    accessKeys: keys,
  };
}

/** Country of a place: stated, or the first two letters of its UN/LOCODE. */
export function countryOf(place: PlaceClaim): string | undefined {
  return place.country ?? place.codes.find(each => each.scheme === 'UNLOCODE')?.value.slice(0, 2);
}

/**
 * By what a partner is a party to the consignment: it sent a fact, is named by an identifier, or is the competent office.
 */
function accessKeys({ consignment, customs }: ConsignmentDocument, origins: readonly string[]): readonly string[] {
  const parties = [
    ...consignment.parties.flatMap(each => each.claims.map(claim => claim.value)),
    ...customs.declarations.flatMap(each => each.parties),
  ];
  const ends = [consignment.placeOfLoading, consignment.placeOfDischarge, consignment.origin, consignment.destination];
  const offices = [
    ...ends.flatMap(claims => claims.map(claim => claim.value)),
    ...customs.declarations.flatMap(each => [each.office, each.goodsLocation]),
    ...consignment.events.map(each => each.place),
  ].flatMap(place => place?.codes ?? []);
  const carriers = consignment.legs.flatMap(leg => leg.conveyance.flatMap(claim => claim.value.carrier ?? []));
  return unique([
    ...origins.map(origin => `sender:${origin}`),
    ...parties.flatMap(party => party.identifiers.map(id => `party:${id.value}`)),
    ...carriers.map(code => `party:${code}`),
    ...offices.map(code => `office:${code.value}`),
  ]);
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
