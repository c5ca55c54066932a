import { compareText } from '../../consignment/revision-order.ts';
import { normaliseNumber } from '../../messages/reference.ts';
import { filterReads, identifierReads } from '../../policy/reads.ts';
import { countConsignments, listConsignments } from '../../store/list-consignments.ts';
import type {
  ChannelCondition,
  ConsignmentConditions,
  ConsignmentPage,
  ListedConsignment,
} from '../../store/list-page.ts';
import { AS_OF, positionOf } from '../as-of.ts';
import { type Connection, connectionOfRows, decodePageCursor, type PageArguments, pageSize } from '../connection.ts';
import { connectionType } from '../connection-type.ts';
import { keyAt, withoutMoment } from '../moment-key.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { isOfficer, officerCountry } from './assess-risk.ts';
import { ConsignmentStatusEnum, DirectionEnum } from './consignment-fields.ts';
import { type ConsignmentShape, ConsignmentType, known } from './consignment-type.ts';
import { ConsignmentWhere, findConsignment } from './look-up.ts';
import { RiskChannelEnum } from './risk-types.ts';

export const ConsignmentFilter = builder.inputType('ConsignmentFilter', {
  subGraphs: ['consignment'],
  description: 'Conditions are all to hold. A value that you may not see never matches.',
  fields: t => ({
    status: t.field({ type: [ConsignmentStatusEnum] }),
    direction: t.field({ type: DirectionEnum, description: 'IMPORT or EXPORT, seen from your own country.' }),
    originCountry: t.field({ type: 'CountryCode' }),
    destinationCountry: t.field({ type: 'CountryCode' }),
    place: t.string({ description: 'Code of a place that the consignment touches, such as a UN/LOCODE.' }),
    party: t.string({ description: 'Identifier of a party, or its name in capitals, exactly.' }),
    hsPrefix: t.string({ description: 'Leading digits of an HS code: 84, 8471 …' }),
    voyage: t.string({
      description:
        'Voyage as IMO number or call sign, slash, voyage number: 9785809/021E; a universal voyage reference (DCSA); or a train id.',
    }),
    channel: t.field({
      type: [RiskChannelEnum],
      description:
        'Where risk control last put it, an officer’s order and what the trader was told included (`assessments`). Customs ask for their own country, the hub for any; for all others it never matches.',
    }),
    updatedAfter: t.field({ type: 'DateTime' }),
    search: t.string({ description: 'An identifier of any scheme, exactly.' }),
  }),
});

/** Schemes of the identifiers by which a consignment is known. */
const OWN_SCHEMES = [
  'UCR_D',
  'UCR_M',
  'MASTER_BL',
  'HOUSE_BL',
  'BOOKING',
  'DECLARATION',
  'LRN',
  'RAIL_NOTE',
  'RAIL_BOOKING',
  'CERTIFICATE',
  'CONTAINER',
  'SEAL',
  'WAGON',
];

type FilterShape = typeof ConsignmentFilter.$inferInput;

export const ConsignmentOrder = builder.enumType('ConsignmentOrder', {
  subGraphs: ['consignment'],
  description: 'Order of a list of consignments.',
  values: {
    UPDATED_DESC: { description: 'Most recently changed first.' },
    UPDATED_ASC: { description: 'Longest unchanged first.' },
  } as const,
});

const ConsignmentConnection = connectionType('Consignment', ConsignmentType, 'consignment', 'consignments');

builder.queryFields(t => ({
  consignment: t.field({
    type: ConsignmentType,
    nullable: true,
    subGraphs: ['consignment'],
    description: 'One consignment by any of its numbers. Null where there is none that you may see.',
    args: {
      where: t.arg({ type: ConsignmentWhere, required: true }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: async (_root, { where, asOf }, context) =>
      findConsignment(where, context, await positionOf(asOf, context)),
  }),
  consignments: t.field({
    type: ConsignmentConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'The consignments that you may see, filtered and paged (at most 200 a page).',
    args: {
      filter: t.arg({ type: ConsignmentFilter, required: false }),
      orderBy: t.arg({ type: ConsignmentOrder, required: false, defaultValue: 'UPDATED_DESC' }),
      first: t.arg.int({ required: false }),
      after: t.arg.string({ required: false }),
      last: t.arg.int({ required: false }),
      before: t.arg.string({ required: false }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: (_root, args, context) => consignmentPage(args, context),
  }),
}));

async function consignmentPage(
  args: PageArguments & {
    filter?: FilterShape | null | undefined;
    orderBy?: 'UPDATED_DESC' | 'UPDATED_ASC' | null | undefined;
    asOf?: string | Date | null | undefined;
  },
  context: RequestContext,
): Promise<Connection<ConsignmentShape>> {
  const fromEnd = args.last !== null && args.last !== undefined;
  const size = pageSize(fromEnd ? args.last : args.first);
  const at = await positionOf(args.asOf, context);
  const { filter, asOf } = args;
  const conditions = {
    ...(await conditionsThen(filter ?? {}, at, context)),
    channel: channelOf(filter, asOf ? new Date(asOf) : undefined, context),
  };
  const keys = context.policy.visibility();
  const reads = { columns: filterReads(context.policy), identifiers: identifierReads(context.policy) };
  const page: ConsignmentPage = {
    conditions,
    keys,
    reads,
    at,
    isVersioned: context.lookUps !== undefined,
    descending: args.orderBy !== 'UPDATED_ASC',
    after: decodePageCursor(args.after, isKey),
    before: decodePageCursor(args.before, isKey),
    limit: size + 1,
    fromEnd,
  };
  const rows = await rowsOf(page, context);
  const paged = Boolean(fromEnd ? args.before : args.after);
  const cursorOf = ({ updatedAt, id }: ListedConsignment) => ({ updatedAt, id: withoutMoment(id) });
  const shown = rows.map(row => ({ ...row, id: keyAt(row.id, at) }));
  return connectionOfRows(shown, size, {
    cursorOf,
    fromEnd,
    paged,
    count: () => countConsignments(context.sql, { conditions, keys, reads, at: at }),
  });
}

async function rowsOf(page: ConsignmentPage, context: RequestContext): Promise<ListedConsignment[]> {
  const rows = (await foundBySearch(page, context)) ?? (await listConsignments(context.sql, page, context.steady));
  for (const { version } of rows) if (version !== undefined) context.loaders.named(version);
  return rows;
}

/** Who asks for nothing but a number is answered by a look-up, which many requests share; undefined where that is not all. */
async function foundBySearch(
  { conditions: { search, ...others }, at, after, before, descending, fromEnd, limit }: ConsignmentPage,
  context: RequestContext,
): Promise<ListedConsignment[] | undefined> {
  const isAll = [at, after, before, ...Object.values(others)].every(each => each === undefined);
  if (search === undefined || !isAll) return undefined;
  const found = await context.lookUps?.bySearch(context.policy, search);
  const sign = descending ? -1 : 1;
  const rows = found
    ?.map(each => ({ ...known(each, context), updatedAt: each.updatedAt }))
    .sort((a, b) => sign * (compareText(a.updatedAt, b.updatedAt) || compareText(a.id, b.id)));
  return fromEnd ? rows?.slice(-limit) : rows?.slice(0, limit);
}

/** Identifiers of then are found by what was known then; the rest of a filter reads rows that held then. */
async function conditionsThen(
  filter: FilterShape,
  at: number | undefined,
  context: RequestContext,
): Promise<ConsignmentConditions> {
  const conditions = conditionsOf(filter, context);
  const { search } = conditions;
  if (at === undefined || search === undefined) return conditions;
  const lookup = { schemes: OWN_SCHEMES, value: search };
  const found = await context.loaders.past.identified(lookup, at, Number.POSITIVE_INFINITY);
  return { ...conditions, search: undefined, ids: found.map(withoutMoment) };
}

function isKey(key: unknown): key is ListedConsignment {
  return (
    key !== null &&
    typeof key === 'object' &&
    'updatedAt' in key &&
    'id' in key &&
    typeof key.updatedAt === 'string' &&
    typeof key.id === 'string'
  );
}

function conditionsOf(filter: FilterShape, { viewer }: RequestContext): ConsignmentConditions {
  const way = filter.direction === 'IMPORT' || filter.direction === 'EXPORT' ? filter.direction : undefined;
  return {
    statuses: filter.status ?? undefined,
    originCountry: filter.originCountry ?? undefined,
    destinationCountry: filter.destinationCountry ?? undefined,
    place: filter.place ?? undefined,
    party: filter.party ?? undefined,
    hsPrefix: filter.hsPrefix ?? undefined,
    voyage: filter.voyage ? journeyKeysOf(filter.voyage) : undefined,
    updatedAfter: filter.updatedAfter ? new Date(filter.updatedAfter) : undefined,
    search: filter.search ? normaliseNumber(filter.search) : undefined,
    direction: way && viewer.sees === 'OWN' ? { country: viewer.country, way } : undefined,
  };
}

/** What others than customs and the hub see of risk is made of what they see, and no list can ask for it: they find nothing. */
function channelOf(
  filter: FilterShape | null | undefined,
  asOf: Date | undefined,
  context: RequestContext,
): ChannelCondition | undefined {
  if (!filter?.channel) return undefined;
  return { channels: isOfficer(context) ? filter.channel : [], country: officerCountry(context), asOf };
}

/** However a journey is keyed: a universal voyage reference and a train id stand by themselves. */
function journeyKeysOf(voyage: string): string[] {
  return [...['IMO', 'CALLSIGN', 'UVR'].map(scheme => `VOYAGE|${scheme}:${voyage}`), `TRAIN|${voyage}`];
}
