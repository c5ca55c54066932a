import type { TransportDocumentEntry } from '../../consignment/consignment-slice.ts';
import { PlaceType } from '../place.ts';
import { builder } from '../subgraph-builder.ts';
import { EventTimeType, MassType } from '../value-types.ts';

export const TransportDocumentTypeEnum = builder.enumType('TransportDocumentType', {
  subGraphs: ['consignment'],
  description: 'Kind of transport document; master or house is decided by the whole graph, not by one message.',
  values: ['MASTER_BL', 'HOUSE_BL', 'SEA_WAYBILL', 'AWB', 'THROUGH_BILL', 'SMGS', 'CIM', 'CIM_SMGS'] as const,
});

export const TransportDocumentType = builder.objectRef<TransportDocumentEntry>('TransportDocument').implement({
  subGraphs: ['consignment'],
  description: 'A bill of lading, waybill or consignment note that covers the consignment.',
  fields: t => ({
    number: t.string({ nullable: true, description: 'Upper case, without blanks.', resolve: doc => doc.number }),
    issuer: t.string({
      nullable: true,
      description: 'Carrier code (SCAC, SMDG, RICS), where a message states it.',
      resolve: doc => doc.issuer,
    }),
    type: t.field({ type: TransportDocumentTypeEnum, nullable: true, resolve: doc => doc.type }),
    masterNumber: t.string({
      nullable: true,
      description: 'The master bill that a house bill is consolidated under.',
      resolve: doc => doc.master?.number ?? null,
    }),
    status: t.string({
      nullable: true,
      description: 'DRAFT, ISSUED, SURRENDERED, VOID or CANCELLED.',
      resolve: doc => doc.status[0]?.value ?? null,
    }),
    issuedAt: t.field({ type: EventTimeType, nullable: true, resolve: doc => doc.issuedAt[0]?.value ?? null }),
    placeOfLoading: t.field({ type: PlaceType, nullable: true, resolve: doc => doc.placeOfLoading[0]?.value ?? null }),
    placeOfDischarge: t.field({
      type: PlaceType,
      nullable: true,
      resolve: doc => doc.placeOfDischarge[0]?.value ?? null,
    }),
    grossMass: t.field({ type: MassType, nullable: true, resolve: doc => doc.grossMass[0]?.value ?? null }),
    packages: t.int({ nullable: true, resolve: doc => doc.packages[0]?.value ?? null }),
  }),
});
