import { linkVisibility } from '../../policy/reads.ts';
import { ambiguousLinks, countAmbiguousLinks, countUnlinked, unlinkedFacts } from '../../store/queue-reader.ts';
import { AS_OF, positionOf } from '../as-of.ts';
import { connectionOfRows, decodePageCursor, type PageArguments, pageSize } from '../connection.ts';
import { connectionType } from '../connection-type.ts';
import { keyAt, withoutMoment } from '../moment-key.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { FactType, LinkType } from './evidence.ts';

const LinkConnection = connectionType('Link', LinkType, 'consignment', 'links');
const FactConnection = connectionType('Fact', FactType, 'consignment', 'facts');

builder.queryFields(t => ({
  unlinked: t.field({
    type: FactConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Facts that no rule could give to a consignment, oldest first. A partner sees its own.',
    args: {
      first: t.arg.int({ required: false }),
      after: t.arg.string({ required: false }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: (_root, args, context) => unlinkedPage(args, context),
  }),
  ambiguousLinks: t.field({
    type: LinkConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Facts that several consignments could have, one link a candidate: shown, and part of none of them.',
    args: {
      first: t.arg.int({ required: false }),
      after: t.arg.string({ required: false }),
      asOf: t.arg({ type: 'DateTime', required: false, description: AS_OF }),
    },
    resolve: (_root, args, context) => ambiguousPage(args, context),
  }),
}));

type QueueArguments = PageArguments & { readonly asOf?: string | Date | null | undefined };

async function unlinkedPage(args: QueueArguments, context: RequestContext) {
  const { sql, viewer } = context;
  const at = await positionOf(args.asOf, context);
  const size = pageSize(args.first);
  const origin = viewer.sees === 'OWN' ? viewer.partner : undefined;
  const after = decodePageCursor(args.after, (key): key is number => typeof key === 'number');
  const rows = await unlinkedFacts(sql, { origin, after, at, limit: size + 1 });
  return connectionOfRows(rows, size, {
    cursorOf: row => row.position,
    paged: after !== undefined,
    count: () => countUnlinked(sql, { origin, at }),
  });
}

async function ambiguousPage(args: QueueArguments, context: RequestContext) {
  const { sql, policy } = context;
  const at = await positionOf(args.asOf, context);
  const size = pageSize(args.first);
  const keys = linkVisibility(policy);
  const after = decodePageCursor(args.after, isCandidate);
  const found = await ambiguousLinks(sql, keys, { after, at, limit: size + 1 });
  const rows = found.map(each => ({ ...each, consignmentId: keyAt(each.consignmentId, at) }));
  const cursorOf = ({ position, consignmentId }: { position: number; consignmentId: string }) => ({
    position,
    consignmentId: withoutMoment(consignmentId),
  });
  return connectionOfRows(rows, size, {
    cursorOf,
    paged: after !== undefined,
    count: () => countAmbiguousLinks(sql, keys, at),
  });
}

function isCandidate(key: unknown): key is { position: number; consignmentId: string } {
  return (
    key !== null &&
    typeof key === 'object' &&
    'position' in key &&
    'consignmentId' in key &&
    typeof key.position === 'number' &&
    typeof key.consignmentId === 'string'
  );
}
