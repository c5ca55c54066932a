import { contentHash } from '../consignment/canonical-json.ts';
import { CorridorError } from '../errors.ts';
import type { StreamPayload } from '../resolvers/stream-payload.ts';
import type { Sql } from '../store/database.ts';
import type { Caller } from './caller.ts';
import { executeDelivery } from './execute-delivery.ts';
import { asGraphQLError, formatResult } from './format-result.ts';
import type { HubServices } from './hub-services.ts';
import { LiveStream } from './live-stream.ts';
import type { Operation } from './operation.ts';
import { type Begun, ReadAhead } from './read-ahead.ts';
import type { ReadableDelivery } from './readable-delivery.ts';
import { keyGone } from './remembered-tokens.ts';
import { selectionKey } from './selection-key.ts';
import { CURSOR_MARK, StreamFrame } from './stream-frame.ts';
import { viewerKey, viewerNow } from './viewer-key.ts';

export interface StreamTransport {
  readonly name: 'websocket' | 'sse';
  readonly streams: Set<LiveStream>;
  /** The cursor that a client of Server-Sent Events comes back with. */
  readonly lastEventId?: string | undefined;
}

/** A subscription as its transport reads it, counted and guarded from its first delivery to its end. */
export function openStream(
  services: HubServices,
  operation: Operation,
  { name, streams }: StreamTransport,
  source: AsyncIterable<StreamPayload>,
): LiveStream {
  const { openStreams, deliveries } = services.metrics;
  const begin = deliveryMaker(services, operation);
  const opened = viewerKey(operation.caller.viewer, services.agreements);
  const ahead = new ReadAhead(source, { begin, isAlone: payload => payload.inSnapshot !== undefined });
  const stream: LiveStream = new LiveStream(ahead, {
    expiresAt: operation.caller.expiresAt,
    partner: operation.caller.partner?.id,
    refusal: () => refusalNow(services, operation.caller, opened),
    onFrames: count => deliveries.inc({ transport: name }, count),
    fail: error => new StreamFrame(JSON.stringify(formatResult(services, { errors: [asGraphQLError(error)] }))),
    onEnd: () => {
      streams.delete(stream);
      openStreams.dec({ transport: name });
    },
  });
  streams.add(stream);
  openStreams.inc({ transport: name });
  return stream;
}

/** Executes what a delivery selects: once for all who get the same, with each one's own cursor put in its place. */
function deliveryMaker(services: HubServices, operation: Operation): (payload: StreamPayload) => Begun<StreamFrame> {
  const { sharedDeliveries } = services;
  const group = contentHash([viewerKey(operation.caller.viewer, services.agreements), selectionKey(operation.args)]);
  return ({ cursor, sharedAs, valueAt, inSnapshot }) => {
    const run = (sql?: Sql) => executeDelivery(services, operation, valueAt(CURSOR_MARK), sql);
    if (inSnapshot) return snapshotOf(inSnapshot, sql => sharedDeliveries.own(operation, () => run(sql)));
    const delivery =
      sharedAs === undefined
        ? sharedDeliveries.own(operation, () => run())
        : sharedDeliveries.shared(`${group}/${sharedAs}`, operation, () => run());
    return { done: delivery.done, made: () => delivery.frameWith(cursor) };
  };
}

/** The snapshot stays open until what is read in it is written. */
function snapshotOf(
  inSnapshot: NonNullable<StreamPayload['inSnapshot']>,
  read: (sql: Sql) => ReadableDelivery,
): Begun<StreamFrame> {
  let frame: StreamFrame | undefined;
  const done = inSnapshot(async (sql, cursor) => {
    const delivery = read(sql);
    await delivery.done;
    frame = delivery.frameWith(cursor);
  });
  done.catch(() => undefined);
  return { done, made: () => frame };
}

/** Law 3.7: an agreement that changed ends the streams that it opened; what it allows now, a new subscription says. */
function refusalNow(
  { partners, agreements, keyring }: HubServices,
  caller: Caller,
  opened: string,
): CorridorError | undefined {
  if (caller.signedBy !== undefined && !keyring.verifies(caller.signedBy)) return keyGone();
  const viewer = viewerNow(caller, partners);
  if (viewer && viewerKey(viewer, agreements) === opened) return undefined;
  const message = 'what you may see was changed; subscribe again after your last cursor';
  return new CorridorError('FORBIDDEN', 'fix-credentials', message);
}
