import { CorridorError, type ErrorCode, type Remedy } from '../errors.ts';
import { unauthenticated } from './caller.ts';
import { SUBGRAPH_AUDIENCE } from './subgraph-context.ts';
import { ACCESS_TOKEN, GATEWAY_CLIENT, TOKEN_EXCHANGE } from './token-exchange-route.ts';

export interface HubOfGateway {
  readonly url: string;
  readonly secret: string;
}

export interface SubgraphContext {
  readonly token: string;
  readonly seconds: number;
}

/** Gets a context for the subgraphs in exchange for the access token in a request's headers; throws why the hub gives none. */
export type ExchangeToken = (headers: Readonly<Record<string, unknown>>) => Promise<SubgraphContext>;

const EXCHANGE_MS = 10_000;
/** What the hub decides on besides the token. */
const SHOWN_TO_HUB = ['client-cert', 'corridor-view-as'];

export function exchangeAt({ url, secret }: HubOfGateway): ExchangeToken {
  const endpoint = new URL('/oauth/token', url);
  const client = Buffer.from(`${GATEWAY_CLIENT}:${encodeURIComponent(secret)}`).toString('base64');
  return async headers => {
    const token = /^Bearer +(\S+)$/i.exec(String(headers.authorization ?? ''))?.[1];
    if (token === undefined) throw unauthenticated('this needs an access token: Authorization: Bearer …');
    const shown = SHOWN_TO_HUB.flatMap(name => (typeof headers[name] === 'string' ? [[name, headers[name]]] : []));
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { ...Object.fromEntries(shown), authorization: `Basic ${client}` },
      body: new URLSearchParams({
        grant_type: TOKEN_EXCHANGE,
        audience: SUBGRAPH_AUDIENCE,
        subject_token: token,
        subject_token_type: ACCESS_TOKEN,
      }),
      signal: AbortSignal.timeout(EXCHANGE_MS),
    }).catch(() => undefined);
    return contextIn((await response?.json().catch(() => undefined)) ?? {});
  };
}

function contextIn(answer: Readonly<Record<string, unknown>>): SubgraphContext {
  const { access_token: token, expires_in: seconds, code, remedy, error_description: message } = answer;
  if (typeof token === 'string') return { token, seconds: Number(seconds) };
  if (typeof code === 'string' && code !== 'INTERNAL')
    throw new CorridorError(code as ErrorCode, remedy as Remedy, String(message));
  throw new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', 'the hub cannot say now who asks');
}
