import type { ItemClaim, Mass, PartyClaim, PartyRole, PlaceClaim } from '../messages/claims.ts';
import type { Fact } from '../messages/fact.ts';
import type { Claims } from './claim.ts';
import type { ConsignmentSlice } from './consignment-slice.ts';
import { countryOf } from './filter-rows.ts';
import type { PlacedFact } from './placed-fact.ts';
import { CARRIAGE_RANK, GOODS_RANK, rankClaims, type SourceRank } from './rank-claims.ts';

type Goods = Pick<
  ConsignmentSlice,
  | 'goodsDescription'
  | 'origin'
  | 'destination'
  | 'placeOfLoading'
  | 'placeOfDischarge'
  | 'grossMass'
  | 'packages'
  | 'parties'
  | 'items'
>;

/** What the consignment is, from where to where, and whose: every rival claim kept (law 2.8). */
export function projectGoods(facts: readonly PlacedFact[]): Goods {
  const sea = seaLeg(facts);
  return {
    goodsDescription: rankClaims(facts, CARRIAGE_RANK, description),
    origin: firstThen(
      facts,
      fact => outside(fact, places(fact).origin, sea.to, sea.from),
      fact => places(fact).loading,
    ),
    destination: firstThen(
      facts,
      fact => outside(fact, places(fact).destination, sea.from, sea.to),
      fact => places(fact).discharge,
    ),
    placeOfLoading: rankClaims(facts, CARRIAGE_RANK, fact => places(fact).loading),
    placeOfDischarge: rankClaims(facts, CARRIAGE_RANK, fact => places(fact).discharge),
    grossMass: rankClaims(facts, GOODS_RANK, grossMass),
    packages: rankClaims(facts, GOODS_RANK, packages),
    parties: projectParties(facts),
    items: rankClaims(facts, GOODS_RANK, items),
  };
}

interface SeaLeg {
  readonly from: ReadonlySet<string>; // countries
  readonly to: ReadonlySet<string>;
}

function seaLeg(facts: readonly PlacedFact[]): SeaLeg {
  const countries = (read: (fact: Fact) => PlaceClaim | undefined) =>
    new Set(
      facts
        .flatMap(each => (each.effective ? [read(each.known.fact)] : []))
        .flatMap(place => (place && countryOf(place)) ?? []),
    );
  return { from: countries(fact => places(fact).loading), to: countries(fact => places(fact).discharge) };
}

/**
 * The end of a rail leg that lies where the sea leg begins (before it) or ends (after it) is on the way, not an end of the goods' own:
 * `meets` are the countries where the legs would meet, `other` those at the far end of the sea leg.
 */
function outside(
  fact: Fact,
  place: PlaceClaim | undefined,
  meets: ReadonlySet<string>,
  other: ReadonlySet<string>,
): PlaceClaim | undefined {
  const isRail = fact.kind === 'RAIL_NOTE' || (fact.kind === 'BOOKING' && fact.mode === 'RAIL');
  const country = place && countryOf(place);
  return isRail && country !== undefined && meets.has(country) && !other.has(country) ? undefined : place;
}

/** Where the goods begin and end, by whoever says so; the ports of the bill stand in only where nobody does: a sea leg is not the whole way. */
function firstThen(
  facts: readonly PlacedFact[],
  stated: (fact: Fact) => PlaceClaim | undefined,
  implied: (fact: Fact) => PlaceClaim | undefined,
): Claims<PlaceClaim> {
  const precise = rankClaims(facts, CARRIAGE_RANK, stated);
  const exact = precise.filter(claim => claim.value.codes.length > 0);
  const vague = precise.filter(claim => claim.value.codes.length === 0);
  return [...exact, ...rankClaims(facts, CARRIAGE_RANK, implied), ...vague];
}

function description(fact: Fact): string | undefined {
  if (fact.kind === 'TRANSPORT_DOCUMENT' && fact.goodsDescription) return fact.goodsDescription;
  return items(fact)?.find(item => item.description)?.description;
}

function items(fact: Fact): readonly ItemClaim[] | undefined {
  if (!('items' in fact) || fact.items.length === 0) return undefined;
  return fact.kind === 'DECLARATION' && fact.function !== 'ORIGINAL' ? undefined : fact.items;
}

interface Places {
  readonly origin?: PlaceClaim | undefined;
  readonly destination?: PlaceClaim | undefined;
  readonly loading?: PlaceClaim | undefined;
  readonly discharge?: PlaceClaim | undefined;
}

function places(fact: Fact): Places {
  switch (fact.kind) {
    case 'TRANSPORT_DOCUMENT': {
      const { placeOfLoading: loading, placeOfDischarge: discharge } = fact;
      return { origin: fact.origin, destination: fact.destination, loading, discharge };
    }
    case 'RAIL_NOTE':
    case 'BOOKING':
      return { origin: fact.origin, destination: fact.destination };
    case 'DECLARATION':
      return { origin: country(fact.dispatchCountry), destination: country(fact.destinationCountry) };
    default:
      return {};
  }
}

function country(code: string | undefined): PlaceClaim | undefined {
  return code ? { codes: [], country: code } : undefined;
}

function grossMass(fact: Fact): Mass | undefined {
  switch (fact.kind) {
    case 'TRANSPORT_DOCUMENT':
    case 'DECLARATION':
    case 'RAIL_NOTE':
      return fact.grossMass;
    case 'PARTNER_RECORD':
      return fact.declaration?.grossMass;
    default:
      return undefined;
  }
}

function packages(fact: Fact): number | undefined {
  switch (fact.kind) {
    case 'TRANSPORT_DOCUMENT':
    case 'DECLARATION':
      return fact.packages;
    case 'PARTNER_RECORD':
      return fact.declaration?.packages;
    default:
      return undefined;
  }
}

const PARTY_RANK: SourceRank = GOODS_RANK;

function projectParties(facts: readonly PlacedFact[]): ConsignmentSlice['parties'] {
  const parties = facts.flatMap(each => ('parties' in each.known.fact ? each.known.fact.parties : []));
  const roles = [...new Set(parties.map(party => party.role))].sort();
  return roles.map(role => ({ role, claims: partiesOfRole(facts, role) })).filter(each => each.claims.length > 0);
}

function partiesOfRole(facts: readonly PlacedFact[], role: PartyRole): Claims<PartyClaim> {
  return rankClaims(facts, PARTY_RANK, fact =>
    'parties' in fact ? fact.parties.find(party => party.role === role) : undefined,
  );
}
