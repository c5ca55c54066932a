import type { ConsignmentSlice, IdentifierEntry } from '../../consignment/consignment-slice.ts';
import { CONSIGNMENT_STATUSES } from '../../consignment/consignment-status.ts';
import { countryOf } from '../../consignment/filter-rows.ts';
import { stuffingLines } from '../../consignment/stuffing-lines.ts';
import { momentOf } from '../moment-key.ts';
import { PlaceType } from '../place.ts';
import type { RequestContext } from '../request-context.ts';
import { soon } from '../soon.ts';
import { builder } from '../subgraph-builder.ts';
import { MassType } from '../value-types.ts';
import { ConsignmentType, sliceOf } from './consignment-type.ts';
import { EquipmentUseType, useShape } from './equipment-use.ts';
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
    resolve: ({ id }, _args, context) => soon(consignmentSlice(id, context), slice => [...(slice?.identifiers ?? [])]),
  }),
  status: t.field({
    type: ConsignmentStatusEnum,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) => soon(consignmentSlice(id, context), slice => slice?.status.value ?? null),
  }),
  statusSince: t.field({
    type: 'DateTime',
    nullable: true,
    subGraphs: ['consignment'],
    description: 'Time of the event that led to the status.',
    resolve: ({ id }, _args, context) => soon(consignmentSlice(id, context), slice => slice?.status.since ?? null),
  }),
  direction: t.field({
    type: DirectionEnum,
    nullable: true,
    subGraphs: ['consignment'],
    description: "Seen from a country; by default the caller's own.",
    args: { country: t.arg({ type: 'CountryCode', required: false }) },
    resolve: ({ id }, args, context) =>
      soon(consignmentSlice(id, context), slice => directionOf(slice, args.country ?? ownCountry(context))),
  }),
  goodsDescription: t.string({
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice => slice?.goodsDescription[0]?.value ?? null),
  }),
  origin: t.field({
    type: PlaceType,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) => soon(consignmentSlice(id, context), slice => slice?.origin[0]?.value ?? null),
  }),
  destination: t.field({
    type: PlaceType,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice => slice?.destination[0]?.value ?? null),
  }),
  placeOfLoading: t.field({
    type: PlaceType,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice => slice?.placeOfLoading[0]?.value ?? null),
  }),
  placeOfDischarge: t.field({
    type: PlaceType,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice => slice?.placeOfDischarge[0]?.value ?? null),
  }),
  grossMass: t.field({
    type: MassType,
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice => slice?.grossMass[0]?.value ?? null),
  }),
  packages: t.int({
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice => slice?.packages[0]?.value ?? null),
  }),
}));

builder.objectFields(ConsignmentType, t => ({
  parties: t.field({
    type: [ConsignmentPartyType],
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice =>
        (slice?.parties ?? []).flatMap(({ role, claims }) => (claims[0] ? [{ role, party: claims[0].value }] : [])),
      ),
  }),
  items: t.field({
    type: [ConsignmentItemType],
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice => [...(slice?.items[0]?.value ?? [])]),
  }),
  transportDocuments: t.field({
    type: [TransportDocumentType],
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice => [...(slice?.transportDocuments ?? [])]),
  }),
  equipmentUses: t.field({
    type: [EquipmentUseType],
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice => {
        const stuffing = () => stuffingLines(slice?.items ?? []);
        return (slice?.equipmentUses ?? []).map(use => useShape(use, { stuffing, position: momentOf(id) }));
      }),
  }),
  stuffing: t.field({
    type: [StuffingLineType],
    nullable: true,
    subGraphs: ['consignment'],
    description: 'Which goods item lies in which box, and how much of it.',
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice => stuffingLines(slice?.items ?? [])),
  }),
  legs: t.field({
    type: [TransportMovementType],
    nullable: true,
    subGraphs: ['consignment'],
    resolve: ({ id }, _args, context) =>
      soon(consignmentSlice(id, context), slice =>
        (slice?.legs ?? []).map(leg => ({ ...leg, position: momentOf(id) })),
      ),
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
    resolve: ({ id }, _args, context) => soon(consignmentSlice(id, context), slice => [...(slice?.links ?? [])]),
  }),
}));

function ownCountry({ viewer }: RequestContext): string | undefined {
  return viewer.sees === 'OWN' ? viewer.country : undefined;
}

function directionOf(
  slice: ConsignmentSlice | undefined,
  country: string | undefined,
): 'IMPORT' | 'EXPORT' | 'DOMESTIC' | 'TRANSIT' | null {
  const [from, to] = [slice?.origin[0], slice?.destination[0]].map(claim =>
    claim ? countryOf(claim.value) : undefined,
  );
  if (!country || !from || !to) return null;
  if (from === country) return to === country ? 'DOMESTIC' : 'EXPORT';
  return to === country ? 'IMPORT' : 'TRANSIT';
}
