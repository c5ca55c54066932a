import { contentHash } from '../../consignment/canonical-json.ts';
import type { PartyClaim, PartyRole } from '../../messages/claims.ts';
import { normaliseText } from '../normalised-text.ts';
import type { RiskRecord } from '../risk-context.ts';
import { unique } from './claim-values.ts';
import type { GraphView } from './graph-view.ts';

type Party = RiskRecord<'Party'>;

/** Names, countries and addresses as declared. Tier, licences and record are in registries that are not joined. */
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
    addressKeys: addressKeys(roles, party, view),
    aeoClaimed: view.declaration && claimsAuthorisation(roles, view),
  };
}

/** Of the party itself, and of who is named by the same identifier. Absent where nobody states one. */
function addressKeys(roles: readonly PartyRole[], party: PartyClaim, { consignment }: GraphView) {
  const id = party.identifiers[0]?.value;
  const claims = consignment.parties.filter(each => roles.includes(each.role)).flatMap(each => each.claims);
  const same = claims.map(each => each.value).filter(({ identifiers }) => id && identifiers[0]?.value === id);
  const keys = unique([party, ...same].map(({ address }) => address && addressKey(address)));
  return keys.length > 0 ? keys : undefined;
}

/** An address of one word is a town, which many share. */
function addressKey(address: string): string | undefined {
  const text = normaliseText(address);
  return text.includes(' ') ? contentHash(text) : undefined;
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
