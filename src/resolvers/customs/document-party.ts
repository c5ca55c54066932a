import type { PartyClaim } from '../../messages/claims.ts';
import { PartyType } from '../party.ts';
import { builder } from '../subgraph-builder.ts';

export const DocumentPartyType = builder.objectRef<PartyClaim>('DocumentParty').implement({
  subGraphs: ['customs', 'partner'],
  shareable: true,
  description: 'A party in its role on one declaration or certificate.',
  fields: t => ({
    role: t.string({
      nullable: true,
      description:
        'CONSIGNOR, CONSIGNEE, NOTIFY, DECLARANT, AGENT, IMPORTER, EXPORTER, BUYER, SELLER, CARRIER, FORWARDER, TERMINAL, RAILWAY, AUTHORITY or WAREHOUSE.',
      resolve: party => party.role,
    }),
    party: t.field({
      type: PartyType,
      nullable: true,
      description: 'Who it is, as the document names it.',
      resolve: party => party,
    }),
  }),
});
