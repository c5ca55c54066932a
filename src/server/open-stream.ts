import { contentHash } from '../consignment/canonical-json.ts';
import { CorridorError } from '../errors.ts';
import type { StreamPayload } from '../resolvers/stream-payload.ts';
import type { Sql } from '../store/database.ts';
import type { Caller } from './caller.ts';
import { executeDelivery } from './execute-delivery.ts';
import type { ExecutedDelivery } from './executed-delivery.ts';
import { asGraphQLError, formatResult } from './format-result.ts';
import type { HubServices } from './hub-services.ts';
import { LiveStream } from './live-stream.ts';
import type { Operation } from './operation.ts';
import { type Begun, ReadAhead } from './read-ahead.ts';
import { selectionKey } from './selection-key.ts';
import { CURSOR_MARK, frameOf, type StreamFrame } from './stream-frame.ts';
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
  const frames = frameMaker(services, operation);
  const opened = viewerKey(operation.caller.viewer, services.agreements);
  const ahead = new ReadAhead(source, { begin: frames, isAlone: payload => payload.inSnapshot !== undefined });
  const stream: LiveStream = new LiveStream(ahead, {
    expiresAt: operation.caller.expiresAt,
    partner: operation.caller.partner?.id,
    refusal: () => refusalNow(services, operation.caller, opened),
    deliver: begun => {
      deliveries.inc({ transport: name });
      return (begun as Begun<StreamFrame>).frame;
    },
    fail: error => ({ json: JSON.stringify(formatResult(services, { errors: [asGraphQLError(error)] })) }),
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
function frameMaker(services: HubServices, operation: Operation): (payload: StreamPayload) => Promise<StreamFrame> {
  const { sharedDeliveries } = services;
  const group = contentHash([viewerKey(operation.caller.viewer, services.agreements), selectionKey(operation.args)]);
  const give = async (executed: ExecutedDelivery, cursor: string) => {
    await executed.receiptFor(operation);
    return frameOf(executed.pieces, cursor);
  };
  return async ({ cursor, sharedAs, valueAt, inSnapshot }) => {
    const run = (sql?: Sql) => executeDelivery(services, operation, valueAt(CURSOR_MARK), sql);
    if (inSnapshot) return inSnapshot(async (sql, at) => give(await sharedDeliveries.own(() => run(sql)), at));
    if (sharedAs === undefined) return give(await sharedDeliveries.own(() => run()), cursor);
    return give(await sharedDeliveries.shared(`${group}/${sharedAs}`, () => run()), cursor);
  };
}

/** Law 3.7: an agreement that changed ends the streams that it opened; what it allows now, a new subscription says. */
function refusalNow({ partners, agreements }: HubServices, caller: Caller, opened: string): CorridorError | undefined {
  const viewer = viewerNow(caller, partners);
  if (viewer && viewerKey(viewer, agreements) === opened) return undefined;
  const message = 'what you may see was changed; subscribe again after your last cursor';
  return new CorridorError('FORBIDDEN', 'fix-credentials', message);
}
