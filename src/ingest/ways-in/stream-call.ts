import type { CallBounds } from '../../outbound/guarded-call.ts';
import type { SubscribeDeclaration } from '../../partners/partner-feeds.ts';

/** What a stream says at one time: a message, a place to go on after, or only that it lives. */
export interface StreamItem {
  readonly message?: Uint8Array;
  readonly cursor?: string;
  readonly retrySeconds?: number;
}

/** What is asked of a stream, and from where on. */
export interface StreamCall {
  readonly declaration: SubscribeDeclaration;
  readonly cursor: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly bounds: CallBounds;
}

/** The operation as GraphQL over HTTP and graphql-transport-ws send it. */
export function graphqlRequest({ query = '', variables, cursorVariable }: SubscribeDeclaration, cursor: string | null) {
  const after = cursorVariable !== undefined && cursor !== null ? { [cursorVariable]: cursor } : {};
  return { query, variables: { ...variables, ...after } };
}
