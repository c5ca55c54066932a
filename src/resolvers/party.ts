import { contentHash } from '../consignment/canonical-json.ts';
import type { PartyClaim, PartyIdentifier } from '../messages/claims.ts';
import { globalId, keyOf } from './global-id.ts';
import { builder } from './subgraph-builder.ts';

export const PartyIdentifierType = builder.objectRef<PartyIdentifier>('PartyIdentifier').implement({
  shareable: true,
  description: 'A number by which a registry knows a party.',
  fields: t => ({
    scheme: t.string({
      nullable: true,
      description: 'EORI, USCC (Unified Social Credit Code), UEN, AEO, SCAC, RICS, TAX, PARTNER or OTHER.',
      resolve: id => id.scheme,
    }),
    value: t.string({ nullable: true, resolve: id => id.value }),
  }),
});

/** A party as a message names it, or a partner of this hub where it is a source. */
export interface PartyShape extends Omit<PartyClaim, 'role'> {
  readonly partner?: string;
}

export const PartyType = builder.objectRef<PartyShape>('Party').implement({
  shareable: true,
  description: 'A trader, carrier, authority or partner of this hub.',
  fields: t => ({
    id: t.id({ nullable: false, resolve: partyId }),
    name: t.string({ nullable: true, description: 'As the message spells it.', resolve: party => party.name ?? null }),
    country: t.field({ type: 'CountryCode', nullable: true, resolve: party => party.country ?? null }),
    address: t.string({ nullable: true, resolve: party => party.address ?? null }),
    identifiers: t.field({ type: [PartyIdentifierType], nullable: true, resolve: party => [...party.identifiers] }),
    partner: t.string({
      nullable: true,
      description: 'The partner id, where the party is a partner of this hub.',
      resolve: party => party.partner ?? null,
    }),
  }),
});

builder.asEntity(PartyType, {
  key: builder.selection<{ id: string }>('id'),
  resolveReference: ({ id }) => partyOfReference(id),
});

/** A party is what messages say of it: by its id alone only its number is known. */
function partyOfReference(id: string): PartyShape | null {
  const key = keyOf('Party', id);
  const colon = key?.indexOf(':') ?? -1;
  if (key === undefined || colon < 1) return null;
  const [scheme, value] = [key.slice(0, colon), key.slice(colon + 1)];
  if (scheme === 'PARTNER') return { identifiers: [], partner: value };
  return scheme === 'NAME' ? null : { identifiers: [{ scheme: scheme as PartyIdentifier['scheme'], value }] };
}

function partyId(party: PartyShape): string {
  const [first] = party.identifiers;
  if (party.partner) return globalId('Party', `PARTNER:${party.partner}`);
  return globalId('Party', first ? `${first.scheme}:${first.value}` : `NAME:${contentHash(party.name ?? '')}`);
}

/** A source: the partner that sent a fact. Its declaration is public to whoever sees the fact. */
export function sourceParty(
  partner: string,
  declared: { readonly name: string; readonly country: string } | undefined,
): PartyShape {
  return declared
    ? { identifiers: [], name: declared.name, country: declared.country, partner }
    : { identifiers: [], partner };
}
