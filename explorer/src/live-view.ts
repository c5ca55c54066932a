import { GraphQLError } from 'graphql';
import type { FormattedExecutionResult } from 'graphql-ws';

type Delivery = FormattedExecutionResult<Record<string, unknown>, unknown>;

/** What the response pane shows of a subscription: the newest first, since an event is often followed at once by others. */
export interface LiveView {
  readonly ended?: string;
  readonly errors?: readonly GraphQLError[];
  readonly received: number;
  readonly lastHeard?: string;
  readonly newestFirst: readonly Delivery[];
}

export const WAITING: LiveView = { received: 0, newestFirst: [] };

const KEPT = 50;

/** A quiet stream sends a heartbeat every 15 s; it moves a time and pushes no event out of sight. */
function isHeartbeat({ data }: Delivery): boolean {
  return Object.values(data ?? {}).some(
    root => typeof root === 'object' && root !== null && 'kind' in root && root.kind === 'HEARTBEAT',
  );
}

export function withDelivery({ received, newestFirst }: LiveView, delivery: Delivery, now: Date): LiveView {
  const lastHeard = now.toISOString();
  if (isHeartbeat(delivery)) return { received, lastHeard, newestFirst };
  return { received: received + 1, lastHeard, newestFirst: [delivery, ...newestFirst].slice(0, KEPT) };
}

const has = <K extends string>(error: unknown, ...keys: K[]): error is Record<K, unknown> =>
  typeof error === 'object' && error !== null && keys.every(key => key in error);

/** graphql-ws fails with the hub's errors, with the socket's closing, or with an event that says nothing. */
function errorsOf(error: unknown): readonly GraphQLError[] {
  if (Array.isArray(error))
    return error.map(({ message, path, extensions }) => new GraphQLError(message, { path, extensions }));
  if (has(error, 'code', 'reason'))
    return [new GraphQLError(`the hub closed the connection: ${error.code} ${error.reason}`.trim())];
  return [new GraphQLError(error instanceof Error ? error.message : 'the hub cannot be reached')];
}

export const withEnd = (view: LiveView, reason: string): LiveView => ({ ended: reason, ...view });

export const withFailure = (view: LiveView, error: unknown): LiveView => ({
  ended: 'by an error',
  errors: errorsOf(error),
  ...view,
});
