import type { PartyClaim, PartyRole } from '../../messages/claims.ts';
import type { RiskRecord } from '../risk-context.ts';
import { unique } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';

type Party = RiskRecord<'Party'>;

/** Names and countries as declared. Tier, licences, addresses and record are in registries that are not joined. */
export function partiesPart(view: GraphView): RiskRecord<'Parties'> {
  return {
    importer: partyOf(['IMPORTER'], view),
    exporter: partyOf(['EXPORTER', 'CONSIGNOR'], view),
    consignee: partyOf(['CONSIGNEE'], view),
    broker: partyOf(['DECLARANT', 'AGENT'], view),
    distinctCountries: countryCount(view),
  };
}

function partyOf(roles: readonly PartyRole[], view: GraphView): Party | undefined {
  const party = roles.map(role => claimOf(role, view)).find(claim => claim !== undefined);
  if (!party) return undefined;
  return {
    id: party.identifiers[0]?.value,
    name: party.name,
    country: party.country,
    aeoClaimed: view.declaration && claimsAuthorisation(roles, view),
  };
}

/** A declaration has no place for the certificate of an authorised operator; the manifest has. */
function claimsAuthorisation(roles: readonly PartyRole[], { declaration, consignment }: GraphView): boolean {
  const claims = consignment.parties.filter(each => roles.includes(each.role)).flatMap(each => each.claims);
  const parties = [
    ...(declaration?.parties ?? []).filter(each => roles.includes(each.role)),
    ...claims.map(each => each.value),
  ];
  return parties.some(({ identifiers }) => identifiers.some(each => each.scheme === 'AEO'));
}

/** The declaration that is assessed names its own parties; else the best claim of the graph. */
function claimOf(role: PartyRole, { declaration, consignment }: GraphView): PartyClaim | undefined {
  const declared = declaration?.parties.find(party => party.role === role);
  return declared ?? consignment.parties.find(each => each.role === role)?.claims[0]?.value;
}

const TRADERS: readonly PartyRole[] = ['BUYER', 'SELLER', 'CONSIGNOR', 'CONSIGNEE', 'IMPORTER', 'EXPORTER'];

function countryCount(view: GraphView): number | undefined {
  const countries = unique(TRADERS.map(role => claimOf(role, view)?.country));
  return countries.length > 0 ? countries.length : undefined;
}
