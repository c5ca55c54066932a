import { CorridorError } from '../../errors.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { positionText } from '../../messages/position.ts';
import { requiredKeys } from '../../policy/viewer.ts';
import { quarantinedMessages, type StoredMessage } from '../../store/message-store.ts';
import {
  ambiguousLinks,
  countAmbiguousLinks,
  countQuarantined,
  countUnlinked,
  unlinkedFacts,
} from '../../store/queue-reader.ts';
import { connectionOfRows, decodePageCursor, type PageArguments, pageSize } from '../connection.ts';
import { connectionType } from '../connection-type.ts';
import { PartyType, sourceParty } from '../party.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';
import { FactType, LinkType } from './evidence.ts';

const LinkConnection = connectionType('Link', LinkType, 'consignment', 'links');
const FactConnection = connectionType('Fact', FactType, 'consignment', 'facts');

const FeedIssueType = builder.objectRef<FeedIssue>('FeedIssue').implement({
  subGraphs: ['consignment'],
  description: 'What was found wrong with a message, where, and what its sender should do.',
  fields: t => ({
    code: t.string({ nullable: true, resolve: issue => issue.code }),
    severity: t.string({
      nullable: true,
      description: 'INFO, WARNING or ERROR. An ERROR refuses the part it stands in.',
      resolve: issue => issue.severity,
    }),
    position: t.string({
      nullable: true,
      description: 'Byte and segment, XPath, JSON pointer or line.',
      resolve: issue => positionText(issue.position),
    }),
    message: t.string({ nullable: true, resolve: issue => issue.message }),
    remedy: t.string({ nullable: true, resolve: issue => issue.remedy }),
  }),
});

const QuarantinedMessageType = builder.objectRef<StoredMessage>('QuarantinedMessage').implement({
  subGraphs: ['consignment'],
  description:
    'A message that was refused, or of which a part was. Its bytes are kept, and it can be replayed after a fix.',
  fields: t => ({
    id: t.id({ nullable: false, description: 'Message id: GET /feeds/messages/{id}.', resolve: message => message.id }),
    sender: t.field({
      type: PartyType,
      nullable: true,
      resolve: (message, _args, { partners }) => sourceParty(message.sender, partners.get(message.sender)),
    }),
    feed: t.string({ nullable: true, resolve: message => message.feed }),
    fileName: t.string({ nullable: true, resolve: message => message.fileName }),
    messageType: t.string({
      nullable: true,
      description: 'As far as it was recognised.',
      resolve: message => message.messageType,
    }),
    status: t.string({
      nullable: true,
      description: 'QUARANTINED: refused whole; PARTIAL: good parts are recorded.',
      resolve: message => message.status,
    }),
    receivedAt: t.field({ type: 'DateTime', nullable: true, resolve: message => message.receivedAt }),
    sha256: t.string({ nullable: true, resolve: message => message.sha256 }),
    issues: t.field({ type: [FeedIssueType], nullable: true, resolve: message => [...message.issues] }),
  }),
});

const QuarantineConnection = connectionType(
  'QuarantinedMessage',
  QuarantinedMessageType,
  'consignment',
  'quarantined messages',
);

builder.queryFields(t => ({
  unlinked: t.field({
    type: FactConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Facts that no rule could give to a consignment, oldest first. A partner sees its own.',
    args: { first: t.arg.int({ required: false }), after: t.arg.string({ required: false }) },
    resolve: (_root, args, context) => unlinkedPage(args, context),
  }),
  ambiguousLinks: t.field({
    type: LinkConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Facts that several consignments could have, one link a candidate: shown, and part of none of them.',
    args: { first: t.arg.int({ required: false }), after: t.arg.string({ required: false }) },
    resolve: (_root, args, context) => ambiguousPage(args, context),
  }),
  quarantine: t.field({
    type: QuarantineConnection,
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Refused messages, newest first. An operator sees all, a partner its own.',
    args: { first: t.arg.int({ required: false }), after: t.arg.string({ required: false }) },
    resolve: (_root, args, context) => quarantinePage(args, context),
  }),
}));

async function unlinkedPage(args: PageArguments, { sql, viewer }: RequestContext) {
  const size = pageSize(args.first);
  const origin = viewer.sees === 'OWN' ? viewer.partner : undefined;
  const after = decodePageCursor(args.after, (key): key is number => typeof key === 'number');
  const rows = await unlinkedFacts(sql, { origin, after, limit: size + 1 });
  return connectionOfRows(rows, size, {
    cursorOf: row => row.position,
    paged: after !== undefined,
    count: () => countUnlinked(sql, origin),
  });
}

async function ambiguousPage(args: PageArguments, { sql, viewer }: RequestContext) {
  const size = pageSize(args.first);
  const keys = requiredKeys(viewer);
  const after = decodePageCursor(args.after, isCandidate);
  const rows = await ambiguousLinks(sql, keys, { after, limit: size + 1 });
  const cursorOf = ({ position, consignmentId }: { position: number; consignmentId: string }) => ({
    position,
    consignmentId,
  });
  return connectionOfRows(rows, size, {
    cursorOf,
    paged: after !== undefined,
    count: () => countAmbiguousLinks(sql, keys),
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

async function quarantinePage(args: PageArguments, { sql, viewer }: RequestContext) {
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
  const sender = viewer.sees === 'OWN' ? viewer.partner : undefined;
  const rows = await quarantinedMessages(sql, { sender, before, limit: size + 1 });
  return connectionOfRows(rows, size, {
    cursorOf: row => row.id,
    paged: before !== undefined,
    count: () => countQuarantined(sql, sender),
  });
}
