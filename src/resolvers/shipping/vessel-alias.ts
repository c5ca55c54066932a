import type { Claims } from '../../consignment/claim.ts';
import { type VesselAlias, vesselAliases } from '../../consignment/vessel-aliases.ts';
import type { ConveyanceClaim } from '../../messages/claims.ts';
import { journeysOfVessel } from '../../store/vessel-reader.ts';
import { asThen } from '../journeys-then.ts';
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
    resolve: async ({ imo, position }, _args, context) =>
      imo
        ? vesselAliases(
            imo,
            (await visibleVoyagesOf(imo, context, position)).map(each => each.document),
          )
        : null,
  }),
);

/** Its voyages that may be seen, as known at a position; absent: now. */
export async function visibleVoyagesOf(imo: string, context: RequestContext, position?: number) {
  const now = await context.loaders.shownJourneys(await journeysOfVessel(context.sql, imo, VOYAGES));
  const then = await asThen(now, context, position);
  return then.filter(({ document }) => position === undefined || isOfVessel(document.conveyance, imo));
}

/** A voyage of today may have been told of another vessel then. */
function isOfVessel(conveyance: Claims<ConveyanceClaim>, imo: string): boolean {
  return conveyance.some(({ value }) => value.imo === imo);
}
