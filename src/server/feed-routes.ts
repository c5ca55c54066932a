import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CorridorError } from '../errors.ts';
import { acknowledgeMessage, type Receipt } from '../ingest/receive-message.ts';
import { FEED_KINDS, type FeedKind } from '../messages/feed-kind.ts';
import type { Partner } from '../partners/partner.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import { assertScope, type Caller, isOperator } from './caller.ts';
import { FEED_BYTES, feedBytes } from './feed-body.ts';
import { signatureProofOf } from './feed-signature-proof.ts';
import type { HubServices } from './hub-services.ts';

interface FeedRoute {
  Params: { kind: string };
  Querystring: { from?: string | string[] };
}

interface Sending {
  readonly feed: FeedKind;
  readonly sender: Partner;
}

/** `POST /feeds/{kind}`: the message is archived before it is acknowledged (law 1.1). Who may not send is told before the body is read. */
export function registerFeeds(app: FastifyInstance, services: HubServices): void {
  const sendings = new WeakMap<FastifyRequest, Sending>();
  app.register(async feeds => {
    feeds.removeAllContentTypeParsers();
    feeds.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: FEED_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    feeds.post<FeedRoute>('/feeds/:kind', {
      bodyLimit: FEED_BYTES,
      onRequest: async request => {
        const feed = feedOf(request.params.kind);
        const caller = await services.authenticate(request.headers.authorization, request.headers['client-cert']);
        assertScope(caller, `feed:${feed}`);
        sendings.set(request, { feed, sender: senderOf(caller, request.query.from, services.partners, feed) });
      },
      handler: async (request, reply) => {
        const sending = sendings.get(request);
        if (!sending) throw new Error('a feed request without its sender');
        const bytes = await feedBytes(request.body, request.headers['content-encoding']);
        const isEarly = prefersEarlyAnswer(request);
        const receipt = await receive(services, sending, bytes, request, isEarly);
        if (isEarly) reply.header('preference-applied', RESPOND_ASYNC);
        return reply.code(202).header('location', `/feeds/messages/${receipt.messageId}`).send(receipt);
      },
    });
  });
}

async function receive(
  { ingest, backlog, metrics }: HubServices,
  { feed, sender }: Sending,
  bytes: Uint8Array,
  request: FastifyRequest,
  isEarly: boolean,
): Promise<Receipt> {
  const fileName = fileNameOf(request);
  const proof = signatureProofOf(request);
  const { receipt, unread } = await acknowledgeMessage(ingest, {
    feed,
    bytes,
    profile: sender.mapping,
    fileName,
    proof,
  });
  const counted = verdictCounter(metrics, feed);
  if (!unread) return counted(receipt);
  if (!isEarly) return counted(await unread.read());
  await backlog.add({
    bytes: bytes.length,
    read: () => unread.read().then(counted),
    readArchived: afterwards(unread.readArchived, counted),
  });
  return receipt;
}

function verdictCounter(metrics: HubServices['metrics'], feed: FeedKind): (verdict: Receipt) => Receipt {
  return verdict => {
    metrics.messages.inc({ feed, status: verdict.status });
    return verdict;
  };
}

/** Apart, so that it holds nothing of a request. */
function afterwards<T>(read: () => Promise<T>, then: (result: T) => T): () => Promise<T> {
  return async () => then(await read());
}

const RESPOND_ASYNC = 'respond-async';

/** RFC 7240: the sender does not wait until the message is read, and asks for its receipt again. */
function prefersEarlyAnswer({ headers }: FastifyRequest): boolean {
  return String(headers.prefer ?? '')
    .split(',')
    .some(preference => preference.split(';')[0]?.trim().toLowerCase() === RESPOND_ASYNC);
}

function feedOf(kind: string): FeedKind {
  const feed = FEED_KINDS.find(each => each === kind);
  if (feed) return feed;
  throw new CorridorError('NOT_FOUND', 'fix-query', `there is no such feed: feeds are ${FEED_KINDS.join(', ')}`);
}

/** The sender is the token's partner; an operator names another. */
function senderOf(caller: Caller, named: unknown, partners: PartnerDirectory, feed: FeedKind): Partner {
  const sender = isOperator(caller) ? partnerNamed(named, partners) : caller.partner;
  if (!sender || (named !== undefined && named !== sender.id)) {
    throw new CorridorError('FORBIDDEN', 'fix-credentials', 'the token may not send for another partner');
  }
  if (sender.feeds.includes(feed)) return sender;
  const message = `${sender.id} has not declared a ${feed} feed`;
  throw new CorridorError('FORBIDDEN', 'fix-credentials', message, { feeds: sender.feeds });
}

function partnerNamed(named: unknown, partners: PartnerDirectory): Partner {
  const partner = typeof named === 'string' ? partners.get(named) : undefined;
  if (partner) return partner;
  throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'an operator names the partner who sends: ?from=<partner id>');
}

/** RFC 6266: a name for people, never a path of ours. */
function fileNameOf({ headers }: FastifyRequest): string | undefined {
  const [, name] = /filename="?([^";/\\]{1,200})"?/i.exec(String(headers['content-disposition'] ?? '')) ?? [];
  return name?.trim() || undefined;
}
