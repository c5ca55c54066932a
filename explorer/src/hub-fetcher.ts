import type { GraphiQLProvider } from '@graphiql/react';
import { GraphQLError, getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import type { ComponentProps } from 'react';
import type { Credentials } from './credentials.ts';
import { messageOf, reachHub } from './hub-request.ts';
import { type LiveView, WAITING, withDelivery, withEnd, withFailure } from './live-view.ts';

export type Fetcher = ComponentProps<typeof GraphiQLProvider>['fetcher'];
type Request = Parameters<Fetcher>[0];
type Headers = Record<string, string>;
interface Observer {
  next(view: LiveView): void;
  complete(): void;
}
/** GraphiQL hands over an observer; its type allows a bare callback too. */
type Observing = Observer | Observer['next'] | null;

const ENDPOINT = '/graphql';

/** A document that does not parse goes over HTTP: the hub says what is wrong with it. */
function isSubscription({ query, operationName }: Request): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    return false;
  }
}

async function answerTo(request: Request, credentials: Credentials, headers: Headers = {}) {
  const response = await reachHub(ENDPOINT, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(await credentials.headers()),
      ...headers,
    },
    body: JSON.stringify(request),
  });
  return response.json().catch(() => {
    throw new Error(`the hub answered ${response.status} ${response.statusText} without JSON`);
  });
}

/** GraphiQL would show a thrown error with its stack. */
const post = (request: Request, credentials: Credentials, headers?: Headers) =>
  answerTo(request, credentials, headers).catch(error => ({ errors: [new GraphQLError(messageOf(error))] }));

function observerOf(observing: Observing = null): Observer {
  if (typeof observing === 'object' && observing !== null) return observing;
  return { next: observing ?? (() => undefined), complete: () => undefined };
}

/**
 * One socket a subscription, so that none outlives the party that opened it. It is not opened again by itself: a stream that
 * went on without its cursor would hide what happened meanwhile.
 */
function listen(request: Request, credentials: Credentials, observer: Observer) {
  const url = new URL(ENDPOINT, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const client = createClient({
    url: url.href,
    connectionParams: () => credentials.headers(),
    retryAttempts: 0,
  });
  let open = true;
  let view = WAITING;
  const show = (next: LiveView) => {
    view = next;
    if (open) observer.next(view);
  };
  const finish = (next: LiveView) => {
    show(next);
    if (open) observer.complete();
    open = false;
  };
  const unsubscribe = client.subscribe(request, {
    next: delivery => show(withDelivery(view, delivery, new Date())),
    error: error => finish(withFailure(view, error)),
    complete: () => finish(withEnd(view, 'by the hub')),
  });
  show(view);
  return {
    unsubscribe() {
      show(withEnd(view, 'by you'));
      open = false;
      unsubscribe();
    },
  };
}

/** What GraphiQL sends goes to the hub with the token of the party that looks. */
export function hubFetcher(credentials: Credentials): Fetcher {
  return (request, options) =>
    isSubscription(request)
      ? { subscribe: (observing?: Observing) => listen(request, credentials, observerOf(observing)) }
      : post(request, credentials, options?.headers);
}
