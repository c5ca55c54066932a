import { CorridorError } from '../../errors.ts';
import type { Partner } from '../../partners/partner.ts';
import { type FeedFailure, type FeedState, type PullView, readFeeds } from '../../store/feed-reader.ts';
import type { FeedAlarm } from '../../store/feed-signatures.ts';
import { PartyType, sourceParty } from '../party.ts';
import type { RequestContext } from '../request-context.ts';
import { builder } from '../subgraph-builder.ts';

const FeedFailureType = builder.objectRef<FeedFailure>('FeedFailure').implement({
  subGraphs: ['consignment'],
  description: 'What last went wrong with a feed. It stays to be seen after the feed works again.',
  fields: t => ({
    code: t.string({
      nullable: true,
      description: 'Code of the issue that refused a message, of a poll that failed, or SIGNATURE_ with the reason.',
      resolve: failure => failure.code,
    }),
    detail: t.string({ nullable: true, resolve: failure => failure.detail }),
    at: t.field({ type: 'DateTime', nullable: true, resolve: failure => failure.at }),
  }),
});

const FeedCountType = builder.objectRef<FeedState['counts'][number]>('FeedCount').implement({
  subGraphs: ['consignment'],
  description: 'Messages of a feed in the last 24 hours that stand at a status.',
  fields: t => ({
    status: t.string({ nullable: true, resolve: each => each.status }),
    count: t.int({ nullable: true, resolve: each => each.count }),
  }),
});

const FeedAlarmType = builder.objectRef<FeedAlarm>('FeedAlarm').implement({
  subGraphs: ['consignment'],
  description: 'Messages refused for their signature, one alarm a day and reason. Nothing of them is archived.',
  fields: t => ({
    reason: t.string({
      nullable: true,
      description: 'UNSIGNED, MALFORMED, ALGORITHM, UNKNOWN_KEY, ALTERED, STALE or REPLAYED.',
      resolve: alarm => alarm.reason,
    }),
    detail: t.string({ nullable: true, resolve: alarm => alarm.detail }),
    times: t.int({ nullable: true, resolve: alarm => alarm.times }),
    firstAt: t.field({ type: 'DateTime', nullable: true, resolve: alarm => alarm.firstAt }),
    lastAt: t.field({ type: 'DateTime', nullable: true, resolve: alarm => alarm.lastAt }),
    sha256: t.string({ nullable: true, description: 'Of the last one.', resolve: alarm => alarm.sha256 }),
  }),
});

const FeedPullType = builder.objectRef<PullView>('FeedPull').implement({
  subGraphs: ['consignment'],
  description: 'An address of a partner that is polled for messages, or a stream of it that is subscribed to.',
  fields: t => ({
    url: t.string({ nullable: true, resolve: pull => pull.url }),
    protocol: t.string({
      nullable: true,
      description: 'poll; sse, graphql-sse or graphql-ws for a stream.',
      resolve: pull => pull.protocol,
    }),
    everySeconds: t.int({
      nullable: true,
      description: 'Between two polls; null for a stream.',
      resolve: pull => pull.everySeconds,
    }),
    breaker: t.string({
      nullable: true,
      description: 'CLOSED: it works; OPEN: it failed again and again, and is left alone; HALF_OPEN: it is tried now.',
      resolve: pull => pull.breaker,
    }),
    failures: t.int({
      nullable: true,
      description: 'Polls or connections that failed in a row.',
      resolve: pull => pull.stored?.failures ?? 0,
    }),
    cursor: t.string({
      nullable: true,
      description: 'From where the next poll or connection goes on: the ETag, the page, the time, or the last event.',
      resolve: ({ stored }) => stored?.cursor ?? stored?.etag ?? null,
    }),
    lastPolledAt: t.field({ type: 'DateTime', nullable: true, resolve: pull => pull.stored?.lastPolledAt ?? null }),
    lastSuccessAt: t.field({ type: 'DateTime', nullable: true, resolve: pull => pull.stored?.lastSuccessAt ?? null }),
    nextAt: t.field({ type: 'DateTime', nullable: true, resolve: pull => pull.stored?.nextAt ?? null }),
  }),
});

const FeedType = builder.objectRef<FeedState>('Feed').implement({
  subGraphs: ['consignment'],
  description: 'How a feed that a partner has declared is doing.',
  fields: t => ({
    partner: t.field({ type: PartyType, nullable: true, resolve: each => sourceParty(each.partner.id, each.partner) }),
    kind: t.string({ nullable: true, resolve: each => each.feed }),
    lastReceivedAt: t.field({ type: 'DateTime', nullable: true, resolve: each => each.lastReceivedAt }),
    lastAcceptedAt: t.field({ type: 'DateTime', nullable: true, resolve: each => each.lastAcceptedAt }),
    lastError: t.field({ type: FeedFailureType, nullable: true, resolve: each => each.lastError }),
    lagSeconds: t.int({
      nullable: true,
      description:
        'Since the feed last worked: its last message, or the last good poll of the address furthest behind.',
      resolve: each => each.lagSeconds,
    }),
    counts: t.field({ type: [FeedCountType], nullable: true, resolve: each => [...each.counts] }),
    alarms: t.field({
      type: [FeedAlarmType],
      nullable: true,
      description: 'Of the last 24 hours.',
      resolve: each => [...each.alarms],
    }),
    pulls: t.field({ type: [FeedPullType], nullable: true, resolve: each => [...each.pulls] }),
  }),
});

builder.queryFields(t => ({
  feeds: t.field({
    type: [FeedType],
    nullable: false,
    subGraphs: ['consignment'],
    description: 'Every feed that is declared, and how it is doing. An operator sees all, a partner its own.',
    args: {
      partner: t.arg.id({ required: false, description: 'Partner id.' }),
      kind: t.arg.string({ required: false, description: 'customs, port, shipping, rail or partner.' }),
    },
    resolve: async (_root, { partner, kind }, context) => {
      const partners = visiblePartners(context).filter(each => (partner ?? each.id) === each.id);
      const feeds = await readFeeds(context.sql, partners, context.now);
      return feeds.filter(each => (kind ?? each.feed) === each.feed);
    },
  }),
}));

function visiblePartners({ viewer, partners }: RequestContext): readonly Partner[] {
  if (viewer.sees === 'OWN') return partners.all().filter(each => each.id === viewer.partner);
  if (viewer.role === 'operator') return partners.all();
  throw new CorridorError(
    'FORBIDDEN',
    'fix-credentials',
    'How feeds are doing is for operators, and for their senders.',
  );
}
