import { HUB } from '../../consignment/filter-rows.ts';
import { INDICATOR_KINDS } from '../../consignment/measures.ts';
import { CorridorError } from '../../errors.ts';
import {
  type DeclarationGroup,
  type IndicatorAnswer,
  type IndicatorGroup,
  indicatorRows,
} from '../../store/indicator-reader.ts';
import { AS_OF, positionOf } from '../as-of.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { countedDeclarations } from './count-declarations.ts';

const IndicatorKindEnum = builder.enumType('IndicatorKind', {
  subGraphs: ['consignment'],
  description: 'What is measured; docs/indicators.md defines each.',
  values: INDICATOR_KINDS,
});

const IndicatorGroupEnum = builder.enumType('IndicatorGroup', {
  subGraphs: ['consignment'],
  description: 'What an indicator is told apart by.',
  values: ['PORT', 'DIRECTION', 'MONTH', 'PARTNER_COUNTRY', 'TIER'] as const,
});

const DeclarationGroupEnum = builder.enumType('DeclarationGroup', {
  subGraphs: ['consignment'],
  description: 'What declarations are counted by.',
  values: ['STATUS', 'DIRECTION', 'PORT', 'PARTNER_COUNTRY', 'MONTH', 'TIER'] as const,
});

const GroupValueType = builder.objectRef<{ readonly by: string; readonly value: string }>('GroupValue').implement({
  subGraphs: ['consignment'],
  description: 'One mark of a group; the value is null where it is not known.',
  fields: t => ({
    by: t.string({ nullable: true, description: 'PORT, DIRECTION, MONTH …', resolve: each => each.by }),
    value: t.string({
      nullable: true,
      description: 'UN/LOCODE, country, 2026-11 …',
      resolve: each => each.value || null,
    }),
  }),
});

type Row = IndicatorAnswer & { readonly groupBy: readonly IndicatorGroup[] };

const marks = (by: readonly string[], values: readonly string[]) =>
  by.map((each, i) => ({ by: each, value: values[i] ?? '' }));

const IndicatorRowType = builder.objectRef<Row>('IndicatorRow').implement({
  subGraphs: ['consignment'],
  description: 'An indicator for one group, in one unit.',
  fields: t => ({
    groups: t.field({ type: [GroupValueType], nullable: true, resolve: row => marks(row.groupBy, row.groups) }),
    unit: t.string({ nullable: true, description: 'MIN, TEU, a currency (ISO 4217), or 1.', resolve: row => row.unit }),
    label: t.string({
      nullable: true,
      description: 'The channel, for CHANNEL_MIX.',
      resolve: row => row.label || null,
    }),
    count: t.int({ nullable: true, description: 'How many were measured.', resolve: row => row.count }),
    p50: t.float({ nullable: true, description: 'Median.', resolve: row => row.p50 }),
    p90: t.float({ nullable: true, description: 'Nine in ten are not above it.', resolve: row => row.p90 }),
    sum: t.field({ type: 'Decimal', nullable: true, resolve: row => row.sum }),
    mean: t.float({
      nullable: true,
      description: 'For INSPECTION_RATE the rate itself, 0 to 1.',
      resolve: row => row.mean,
    }),
    share: t.float({ nullable: true, description: 'Part of its group, 0 to 1.', resolve: row => row.share }),
    changePercent: t.float({
      nullable: true,
      description:
        'Against the period compared with: of the median for times, of the sum for TEU and value, of the rate, of the share.',
      resolve: row => row.change,
    }),
    rank: t.int({ nullable: true, description: '1 is the highest of its unit and label.', resolve: row => row.rank }),
    rankChange: t.int({
      nullable: true,
      description: 'Places gained (positive) or lost against the period compared with.',
      resolve: row => (row.formerRank === null ? null : row.formerRank - row.rank),
    }),
  }),
});

const CountRowType = builder
  .objectRef<{ readonly by: readonly string[]; readonly groups: readonly string[]; readonly count: number }>('CountRow')
  .implement({
    subGraphs: ['consignment'],
    description: 'How many there are of one group.',
    fields: t => ({
      groups: t.field({ type: [GroupValueType], nullable: true, resolve: row => marks(row.by, row.groups) }),
      count: t.int({ nullable: true, resolve: row => row.count }),
    }),
  });

const DateRangeInput = builder.inputType('DateRange', {
  subGraphs: ['consignment'],
  description: 'Both days are part of it.',
  fields: t => ({
    from: t.field({ type: 'Date', required: true }),
    to: t.field({ type: 'Date', required: true }),
  }),
});

const DeclarationFilterInput = builder.inputType('DeclarationFilter', {
  subGraphs: ['consignment'],
  description: 'Conditions are all to hold.',
  fields: t => ({
    status: t.stringList({ description: 'RELEASED, UNDER_CONTROL …' }),
    direction: t.string({ description: 'IMPORT, EXPORT or TRANSIT.' }),
    port: t.field({ type: 'UNLocode' }),
    partnerCountry: t.field({ type: 'CountryCode' }),
    from: t.field({ type: 'Date', description: 'Lodged on this day or later.' }),
    to: t.field({ type: 'Date', description: 'Lodged on this day or earlier.' }),
  }),
});

builder.queryFields(t => ({
  indicators: t.field({
    type: [IndicatorRowType],
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'Counted from all traffic for analysts; a partner gets what its own statements give. docs/indicators.md defines each.',
    args: {
      kind: t.arg({ type: IndicatorKindEnum, required: true }),
      groupBy: t.arg({ type: [IndicatorGroupEnum], required: false }),
      from: t.arg({ type: 'Date', required: true }),
      to: t.arg({ type: 'Date', required: true }),
      compareTo: t.arg({ type: DateRangeInput, required: false }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: async (_root, { kind, groupBy, from, to, compareTo, asOf }, context) => {
      const by = groupBy ?? [];
      const question = {
        kind,
        groupBy: by,
        period: { from, to },
        compareTo: compareTo ?? undefined,
        origin: wordsOf(context),
        at: await positionOf(asOf, context),
      };
      return (await indicatorRows(context.sql, question)).map(row => ({ ...row, groupBy: by }));
    },
  }),
  declarationCounts: t.field({
    type: [CountRowType],
    nullable: false,
    subGraphs: ['consignment'],
    description:
      'How many declarations there are by what they have in common, most first; each counts once. A partner counts its own, and those of others whose agreements let it count; groups that are too small are not there.',
    args: {
      by: t.arg({ type: [DeclarationGroupEnum], required: true }),
      filter: t.arg({ type: DeclarationFilterInput, required: false }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: async (_root, { by, filter, asOf }, context) =>
      countDeclarations({ by, at: await positionOf(asOf, context) }, filter ?? {}, context),
  }),
}));

async function countDeclarations(
  { by, at }: { readonly by: readonly DeclarationGroup[]; readonly at: number | undefined },
  filter: typeof DeclarationFilterInput.$inferInput,
  context: RequestContext,
) {
  if (by.length === 0) throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'Name what declarations are counted by.');
  const conditions = Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, value ?? undefined]));
  const rows = await countedDeclarations({ ...conditions, by, at }, context);
  return rows.map(row => ({ ...row, by }));
}

/** Analysts and operators count everything; a partner what it stated itself. */
function wordsOf({ viewer }: RequestContext): string {
  return viewer.sees === 'ALL' ? HUB : viewer.partner;
}
