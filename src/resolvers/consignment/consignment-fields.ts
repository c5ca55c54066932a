import type { IdentifierEntry } from '../../consignment/consignment-slice.ts';
import { CONSIGNMENT_STATUSES } from '../../consignment/consignment-status.ts';
import { countryOf } from '../../consignment/filter-rows.ts';
import { stuffingLines } from '../../consignment/stuffing-lines.ts';
import { momentOf } from '../moment-key.ts';
import { PlaceType } from '../place.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { MassType } from '../value-types.ts';
import { ConsignmentType, sliceOf } from './consignment-type.ts';
import { EquipmentUseType } from './equipment-use.ts';
import { IssueType, LinkType } from './evidence.ts';
import { TransportMovementType } from './legs.ts';
import { ConsignmentItemType, ConsignmentPartyType } from './parties-and-items.ts';
import { placeIssues } from './place-issues.ts';
import { StuffingLineType } from './stuffing.ts';
import { TransportDocumentType } from './transport-documents.ts';

export const IdentifierType = builder.objectRef<IdentifierEntry>('Identifier').implement({
  subGraphs: ['consignment'],
  description: 'A number by which a document, a party or a box knows the consignment.',
  fields: t => ({
    scheme: t.string({
      nullable: false,
      description:
        'UCR_D, UCR_M, MASTER_BL, HOUSE_BL, BOOKING, DECLARATION, LRN, RAIL_NOTE, RAIL_BOOKING, CERTIFICATE, CONTAINER, SEAL or WAGON.',
      resolve: each => each.scheme,
    }),
    issuer: t.string({
      nullable: true,
      description: 'Carrier, railway, customs or party that gave it.',
      resolve: each => each.issuer,
    }),
    value: t.string({ nullable: false, resolve: each => each.value }),
  }),
});

export const ConsignmentStatusEnum = builder.enumType('ConsignmentStatus', {
  subGraphs: ['consignment'],
  description: 'Where a consignment stands, by its effective actual events; docs/status.md gives every transition.',
  values: CONSIGNMENT_STATUSES,
});

export const DirectionEnum = builder.enumType('Direction', {
  subGraphs: ['consignment'],
  description: 'Which way the consignment crosses the border of a country.',
  values: {
    IMPORT: { description: 'Its destination lies in the country.' },
    EXPORT: { description: 'Its origin lies in the country.' },
    DOMESTIC: { description: 'Both lie in it.' },
    TRANSIT: { description: 'Neither lies in it.' },
  } as const,
});

const consignmentSlice = (id: string, context: RequestContext) => sliceOf(context, id, 'consignment');

builder.objectFields(ConsignmentType, t => ({
  identifiers: t.field({
    type: [IdentifierType],
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Every number on any document of it.',
    resolve: async ({ id }, _args, context) => [...((await consignmentSlice(id, context))?.identifiers ?? [])],
  }),
  status: t.field({
    type: ConsignmentStatusEnum,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) => (await consignmentSlice(id, context))?.status.value ?? null,
  }),
  statusSince: t.field({
    type: 'DateTime',
    nullable: true,
    subGraphs: ['consignment'],
    description: 'Time of the event that led to the status.',
    resolve: async ({ id }, _args, context) => (await consignmentSlice(id, context))?.status.since ?? null,
  }),
  direction: t.field({
    type: DirectionEnum,
    nullable: true,
    subGraphs: ['consignment'],
    description: "Seen from a country; by default the caller's own.",
    args: { country: t.arg({ type: 'CountryCode', required: false }) },
    resolve: async ({ id }, args, context) => direction(id, args.country ?? ownCountry(context), context),
  }),
  goodsDescription: t.string({
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) =>
      (await consignmentSlice(id, context))?.goodsDescription[0]?.value ?? null,
  }),
  origin: t.field({
    type: PlaceType,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) => (await consignmentSlice(id, context))?.origin[0]?.value ?? null,
  }),
  destination: t.field({
    type: PlaceType,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) => (await consignmentSlice(id, context))?.destination[0]?.value ?? null,
  }),
  placeOfLoading: t.field({
    type: PlaceType,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) => (await consignmentSlice(id, context))?.placeOfLoading[0]?.value ?? null,
  }),
  placeOfDischarge: t.field({
    type: PlaceType,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) =>
      (await consignmentSlice(id, context))?.placeOfDischarge[0]?.value ?? null,
  }),
  grossMass: t.field({
    type: MassType,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) => (await consignmentSlice(id, context))?.grossMass[0]?.value ?? null,
  }),
  packages: t.int({
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) => (await consignmentSlice(id, context))?.packages[0]?.value ?? null,
  }),
}));

builder.objectFields(ConsignmentType, t => ({
  parties: t.field({
    type: [ConsignmentPartyType],
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) =>
      ((await consignmentSlice(id, context))?.parties ?? []).flatMap(({ role, claims }) =>
        claims[0] ? [{ role, party: claims[0].value }] : [],
      ),
  }),
  items: t.field({
    type: [ConsignmentItemType],
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) => [...((await consignmentSlice(id, context))?.items[0]?.value ?? [])],
  }),
  transportDocuments: t.field({
    type: [TransportDocumentType],
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) => [...((await consignmentSlice(id, context))?.transportDocuments ?? [])],
  }),
  equipmentUses: t.field({
    type: [EquipmentUseType],
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) => {
      const slice = await consignmentSlice(id, context);
      const stuffing = stuffingLines(slice?.items ?? []);
      return (slice?.equipmentUses ?? []).map(use => ({ ...use, stuffing, position: momentOf(id) }));
    },
  }),
  stuffing: t.field({
    type: [StuffingLineType],
    nullable: true,
    subGraphs: ['consignment'],
    description: 'Which goods item lies in which box, and how much of it.',
    resolve: async ({ id }, _args, context) => stuffingLines((await consignmentSlice(id, context))?.items ?? []),
  }),
  legs: t.field({
    type: [TransportMovementType],
    nullable: true,
    subGraphs: ['consignment'],
    resolve: async ({ id }, _args, context) =>
      ((await consignmentSlice(id, context))?.legs ?? []).map(leg => ({ ...leg, position: momentOf(id) })),
  }),
  issues: t.field({
    type: [IssueType],
    nullable: true,
    subGraphs: ['consignment'],
    description:
      'Doubts and contradictions about it. LOCATION_MISMATCH between places counts by the codes that were valid on the day.',
    resolve: async ({ id }, _args, context) => {
      const slice = await consignmentSlice(id, context);
      return slice ? [...slice.issues, ...(await placeIssues(id, slice, context))] : [];
    },
  }),
  links: t.field({
    type: [LinkType],
    nullable: true,
    subGraphs: ['consignment'],
    description: 'Every fact of it, with why it is linked.',
    resolve: async ({ id }, _args, context) => [...((await consignmentSlice(id, context))?.links ?? [])],
  }),
}));

function ownCountry({ viewer }: RequestContext): string | undefined {
  return viewer.sees === 'OWN' ? viewer.country : undefined;
}

async function direction(
  id: string,
  country: string | undefined,
  context: RequestContext,
): Promise<'IMPORT' | 'EXPORT' | 'DOMESTIC' | 'TRANSIT' | null> {
  const slice = await consignmentSlice(id, context);
  const [from, to] = [slice?.origin[0], slice?.destination[0]].map(claim =>
    claim ? countryOf(claim.value) : undefined,
  );
  if (!country || !from || !to) return null;
  if (from === country) return to === country ? 'DOMESTIC' : 'EXPORT';
  return to === country ? 'IMPORT' : 'TRANSIT';
}
