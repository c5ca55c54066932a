import { CorridorError } from '../../errors.ts';
import {
  countQuarantined,
  QUARANTINE_STATUSES,
  type QuarantineFilter,
  quarantinedMessages,
} from '../../store/quarantine-store.ts';
import { connectionOfRows, decodePageCursor, type PageArguments, pageSize } from '../connection.ts';
import { connectionType } from '../connection-type.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { QuarantinedMessageType } from './quarantine-type.ts';

const QuarantineConnection = connectionType(
  'QuarantinedMessage',
  QuarantinedMessageType,
  'consignment',
  'quarantined messages',
);

const QuarantineStatusEnum = builder.enumType('QuarantineStatus', {
  subGraphs: ['consignment'],
  description: 'Where a refused message, or the refused part of one, is.',
  values: QUARANTINE_STATUSES,
});

const QuarantineFilterInput = builder.inputType('QuarantineFilter', {
  subGraphs: ['consignment'],
  description: 'Conditions are all to hold.',
  fields: t => ({
    partner: t.string({ description: 'Partner id of the sender.' }),
    code: t.string({ description: 'Code of an issue that refused the message or a part of it (docs/feed-issues.md).' }),
    receivedAfter: t.field({ type: 'DateTime' }),
    receivedBefore: t.field({ type: 'DateTime' }),
    statuses: t.field({
      type: [QuarantineStatusEnum],
      description: 'QUARANTINED and PARTIAL unless said otherwise: what is in quarantine now.',
    }),
  }),
});

type FilterShape = typeof QuarantineFilterInput.$inferInput;

builder.queryFields(t => ({
  quarantine: t.field({
    type: QuarantineConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Refused messages, newest first. An operator sees all, a partner its own.',
    args: {
      filter: t.arg({ type: QuarantineFilterInput, required: false }),
      first: t.arg.int({ required: false }),
      after: t.arg.string({ required: false }),
    },
    resolve: (_root, { filter, ...args }, context) => quarantinePage(filter ?? {}, args, context),
  }),
}));

async function quarantinePage(filter: FilterShape, args: PageArguments, { sql, viewer }: RequestContext) {
  if (viewer.sees === 'ALL' && viewer.role !== 'operator') {
    throw new CorridorError(
      'FORBIDDEN',
      'fix-credentials',
      'The quarantine is for operators, and for senders of what is in it.',
    );
  }
  const size = pageSize(args.first);
  const before = decodePageCursor(
    args.after,
    (key): key is string => typeof key === 'string' && /^[0-9a-f-]{36}$/.test(key),
  );
  const conditions = conditionsOf(filter, viewer.sees === 'OWN' ? viewer.partner : undefined);
  const rows = conditions ? await quarantinedMessages(sql, conditions, { before, limit: size + 1 }) : [];
  return connectionOfRows(rows, size, {
    cursorOf: row => row.id,
    paged: before !== undefined,
    count: async () => (conditions ? countQuarantined(sql, conditions) : 0),
  });
}

/** Undefined: a partner asked for another's messages, which for it are none (law 4.4). */
function conditionsOf(
  { partner, code, receivedAfter, receivedBefore, statuses }: FilterShape,
  own: string | undefined,
): QuarantineFilter | undefined {
  if (own !== undefined && partner && partner !== own) return undefined;
  return {
    sender: own ?? partner ?? undefined,
    code: code ?? undefined,
    receivedAfter: receivedAfter ? new Date(receivedAfter) : undefined,
    receivedBefore: receivedBefore ? new Date(receivedBefore) : undefined,
    statuses: statuses?.length ? statuses : undefined,
  };
}
