import type { Excerpt } from '../../messages/excerpt.ts';
import { positionText } from '../../messages/position.ts';
import type { QuarantineAction, QuarantinedMessage } from '../../store/quarantine-store.ts';
import { PartyType, sourceParty } from '../party.ts';
import { builder } from '../subgraph-builder.ts';
import { type ShownIssue, shownIssues } from './message-excerpts.ts';

const ExcerptType = builder.objectRef<Excerpt>('MessageExcerpt').implement({
  subGraphs: ['consignment'],
  description: 'The place of an issue in the bytes of its message.',
  fields: t => ({
    line: t.int({
      nullable: true,
      description: 'From 1. An interchange without line ends counts each segment as a line.',
      resolve: excerpt => excerpt.line,
    }),
    column: t.int({ nullable: true, description: 'From 1, in characters.', resolve: excerpt => excerpt.column }),
    text: t.string({
      nullable: true,
      description: 'The line with two before and after it, and a caret under the place. Control characters are dots.',
      resolve: excerpt => excerpt.text,
    }),
  }),
});

export const FeedIssueType = builder.objectRef<ShownIssue>('FeedIssue').implement({
  subGraphs: ['consignment'],
  description: 'What was found wrong with a message, where, and what its sender should do.',
  fields: t => ({
    code: t.string({ nullable: true, resolve: ({ issue }) => issue.code }),
    severity: t.string({
      nullable: true,
      description: 'INFO, WARNING or ERROR. An ERROR refuses the part it stands in.',
      resolve: ({ issue }) => issue.severity,
    }),
    position: t.string({
      nullable: true,
      description: 'Byte and segment, XPath, JSON pointer or line.',
      resolve: ({ issue }) => positionText(issue.position),
    }),
    excerpt: t.field({
      type: ExcerptType,
      nullable: true,
      description:
        'Absent for an issue of the whole message, after the first 100 of a message, for a message over 16 MiB and after 32 MiB of messages in one request; corridor quarantine show looks through messages of any size.',
      resolve: ({ excerpt }) => excerpt(),
    }),
    message: t.string({ nullable: true, resolve: ({ issue }) => issue.message }),
    remedy: t.string({ nullable: true, resolve: ({ issue }) => issue.remedy }),
  }),
});

const QuarantineActionType = builder.objectRef<QuarantineAction>('QuarantineAction').implement({
  subGraphs: ['consignment'],
  description: 'What an operator did with a message in quarantine.',
  fields: t => ({
    action: t.string({ nullable: true, description: 'REPLAYED or DISCARDED.', resolve: done => done.action }),
    actor: t.string({
      nullable: true,
      description: 'Who did it; only operators see it.',
      resolve: (done, _args, { viewer }) => (viewer.sees === 'ALL' ? done.actor : null),
    }),
    at: t.field({ type: 'DateTime', nullable: true, resolve: done => done.at }),
    reason: t.string({ nullable: true, resolve: done => done.reason }),
    statusBefore: t.string({ nullable: true, resolve: done => done.statusBefore }),
    statusAfter: t.string({ nullable: true, resolve: done => done.statusAfter }),
  }),
});

export const QuarantinedMessageType = builder.objectRef<QuarantinedMessage>('QuarantinedMessage').implement({
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
      description:
        'QUARANTINED: refused whole; PARTIAL: good parts are recorded; DISCARDED: an operator gave up what was refused.',
      resolve: message => message.status,
    }),
    receivedAt: t.field({ type: 'DateTime', nullable: true, resolve: message => message.receivedAt }),
    sha256: t.string({ nullable: true, resolve: message => message.sha256 }),
    issues: t.field({
      type: [FeedIssueType],
      nullable: true,
      resolve: (message, _args, context) => shownIssues(message, context),
    }),
    actions: t.field({
      type: [QuarantineActionType],
      nullable: true,
      description: 'What operators did with it, oldest first.',
      resolve: message => [...message.actions],
    }),
  }),
});
