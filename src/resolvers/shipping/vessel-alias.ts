import { type VesselAlias, vesselAliases } from '../../consignment/vessel-aliases.ts';
import { journeysOfVessel } from '../../store/vessel-reader.ts';
import { PartyType, sourceParty } from '../party.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { VesselType } from './vessel.ts';

const VesselAliasSchemeEnum = builder.enumType('VesselAliasScheme', {
  subGraphs: ['shipping', 'partner'],
  description: 'What kind of name an alias is.',
  values: ['NAME', 'CALL_SIGN', 'MMSI'] as const,
});

const VesselAliasType = builder.objectRef<VesselAlias>('VesselAlias').implement({
  subGraphs: ['shipping', 'partner'],
  shareable: true,
  description: 'A name, call sign or MMSI of a vessel, and when messages used it.',
  fields: t => ({
    scheme: t.field({
      type: VesselAliasSchemeEnum,
      nullable: true,
      description: 'NAME, CALL_SIGN or MMSI.',
      resolve: alias => alias.scheme,
    }),
    value: t.string({ nullable: true, description: 'As stated.', resolve: alias => alias.value }),
    from: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'First time of the voyages under it; null where no schedule tells a time.',
      resolve: alias => alias.from,
    }),
    to: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Last time of the voyages under it, as far as they are known.',
      resolve: alias => alias.to,
    }),
    sources: t.field({
      type: [PartyType],
      nullable: true,
      description: 'Who calls it so.',
      resolve: ({ origins }, _args, { partners }) => origins.map(origin => sourceParty(origin, partners.get(origin))),
    }),
  }),
});

/** How many voyages of a vessel are read for its names. */
const VOYAGES = 500;

builder.objectField(VesselType, 'aliases', t =>
  t.field({
    type: [VesselAliasType],
    nullable: true,
    shareable: true,
    subGraphs: ['shipping', 'partner'],
    description:
      'Every name, call sign and MMSI of the vessel with this IMO number, newest first, by its last 500 voyages that you may see. Null without an IMO number.',
    resolve: async ({ imo }, _args, context) =>
      imo
        ? vesselAliases(
            imo,
            (await visibleVoyagesOf(imo, context)).map(each => each.document),
          )
        : null,
  }),
);

export async function visibleVoyagesOf(imo: string, context: RequestContext) {
  const found = await journeysOfVessel(context.sql, imo, VOYAGES);
  return found.flatMap(each => context.loaders.disclosure.journey(each) ?? []);
}
