import { normaliseNumber } from '../../messages/reference.ts';
import { alarmsVisibility } from '../../policy/reads.ts';
import { type AlarmQuery, alarmPage, countAlarms } from '../../store/alarm-reader.ts';
import { AS_OF, positionOf } from '../as-of.ts';
import { type Connection, connectionOfRows, decodePageCursor, type PageArguments, pageSize } from '../connection.ts';
import { connectionType } from '../connection-type.ts';
import { keyAt, momentOf } from '../moment-key.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { AlarmKindEnum, type AlarmShape, AlarmStatusEnum, AlarmType } from './alarm-type.ts';
import { ConsignmentType } from './consignment-type.ts';
import { eventConditions } from './event-filter.ts';
import { ConsignmentWhere } from './look-up.ts';

export const AlarmFilter = builder.inputType('AlarmFilter', {
  subGraphs: ['consignment'],
  description: 'Conditions are all to hold; within a list any may.',
  fields: t => ({
    kind: t.field({ type: [AlarmKindEnum] }),
    status: t.field({ type: [AlarmStatusEnum] }),
    port: t.field({ type: ['UNLocode'], description: 'UN/LOCODE of where it was raised.' }),
    equipment: t.string({ description: 'Container number.' }),
    consignment: t.field({ type: ConsignmentWhere }),
    raisedAfter: t.field({ type: 'DateTime' }),
    raisedBefore: t.field({ type: 'DateTime' }),
  }),
});

export type AlarmFilterShape = typeof AlarmFilter.$inferInput;

const AlarmConnection = connectionType('Alarm', AlarmType, 'consignment', 'alarms');

/** A page has as many rows as the alarm tables of terminals show. */
const USUAL_PAGE = 50;

builder.queryFields(t => ({
  alarms: t.field({
    type: AlarmConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description: `The alarms that you may see, most recently raised first; a page has ${USUAL_PAGE} unless \`first\` says otherwise.`,
    args: {
      filter: t.arg({ type: AlarmFilter, required: false }),
      first: t.arg.int({ required: false }),
      after: t.arg.string({ required: false }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: (_root, args, context) => page(args, context),
  }),
}));

builder.objectFields(ConsignmentType, t => ({
  alarms: t.field({
    type: [AlarmType],
    nullable: true,
    subGraphs: ['consignment'],
    description: 'Its alarms as they stand, most recently raised first.',
    resolve: async ({ id }, _args, { loaders }) => {
      const alarms = (await loaders.alarms.load(id)) ?? [];
      return alarms.map((alarm, i) => ({ alarm, rowNumber: i + 1, position: momentOf(id) }));
    },
  }),
}));

/** Where a row stands, and its number, so that the next page goes on counting. */
type Key = readonly [raisedAt: string, id: string, row: number];

async function page(
  args: PageArguments & { filter?: AlarmFilterShape | null | undefined; asOf?: string | Date | null | undefined },
  context: RequestContext,
): Promise<Connection<AlarmShape>> {
  const size = pageSize(args.first, USUAL_PAGE);
  const key = decodePageCursor(args.after, isKey);
  const keys = alarmsVisibility(context.policy);
  const query = await alarmQuery(args.filter ?? {}, args.asOf, context);
  const position = await positionOf(args.asOf, context);
  const after = key && { raisedAt: key[0], id: key[1] };
  const rows = await alarmPage(context.sql, { query, keys, after, limit: size + 1 });
  const first = (key?.[2] ?? 0) + 1;
  const shown = await Promise.all(
    rows.map(each => context.loaders.alarmAsShown(each, each.consignmentId && keyAt(each.consignmentId, position))),
  );
  const numbered = shown.map((alarm, i): AlarmShape => ({ alarm, rowNumber: first + i, position }));
  const cursorOf = ({ alarm, rowNumber = 0 }: AlarmShape): Key => [alarm.raisedAt, alarm.id, rowNumber];
  const count = () => countAlarms(context.sql, query, keys);
  return connectionOfRows(numbered, size, { cursorOf, paged: key !== undefined, count });
}

function isKey(key: unknown): key is Key {
  return (
    Array.isArray(key) &&
    key.length === 3 &&
    typeof key[0] === 'string' &&
    Number.isFinite(Date.parse(key[0])) &&
    typeof key[1] === 'string' &&
    /^[0-9a-f-]{36}$/.test(key[1]) &&
    Number.isInteger(key[2])
  );
}

/** The filter with its consignment looked up: one that the viewer may not see matches nothing. */
export async function alarmQuery(
  filter: AlarmFilterShape,
  asOf: string | Date | null | undefined,
  context: RequestContext,
): Promise<AlarmQuery> {
  const { consignmentIds } = await eventConditions({ consignment: filter.consignment }, context);
  return {
    kinds: filter.kind ?? undefined,
    statuses: filter.status ?? undefined,
    ports: filter.port ?? undefined,
    equipment: filter.equipment ? normaliseNumber(filter.equipment) : undefined,
    consignmentIds,
    raisedAfter: filter.raisedAfter ? new Date(filter.raisedAfter) : undefined,
    raisedBefore: filter.raisedBefore ? new Date(filter.raisedBefore) : undefined,
    asOf: asOf ? new Date(asOf) : undefined,
  };
}
