import { lookup as resolveHost } from 'node:dns';
import {
  type Agent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { isPrivateAddress } from './private-address.ts';

/** How far a call may go. `hosts` names every host that may be called, redirects included, as `host` or `host:port`. */
export interface CallBounds {
  readonly hosts: readonly string[];
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
  readonly bytes: number;
  readonly signal?: AbortSignal | undefined;
  /** What the caller shows and trusts in TLS, where that is not the usual. */
  readonly tls?: Pick<SecureContextOptions, 'cert' | 'key' | 'ca'> | undefined;
  /** Connections that are kept for this callee alone; absent: a new one for each call. */
  readonly agent?: Agent | undefined;
}

export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

type Headers = Readonly<Record<string, string>>;

const REDIRECTS = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 3;

/** An answer whose body has not been read. */
export interface OpenAnswer {
  readonly url: string;
  readonly response: IncomingMessage;
}

/** The whole answer to a guarded GET. */
export async function getGuarded(url: string, headers: Headers, bounds: CallBounds): Promise<Answer> {
  const { timeoutMs, signal } = bounds;
  const within = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
  const opened = await openGuarded(url, { headers }, { ...bounds, signal: within });
  const { statusCode: status = 0, headers: told } = opened.response;
  return { url: opened.url, status, headers: told, body: await readBody(opened.response, bounds.bytes) };
}

/**
 * A call that cannot be led astray: no host but those declared, no address of a private network unless declared, judged at the connection
 * itself, so that a name cannot resolve to one address for the check and to another for the call. What is sent to one host is not sent on
 * to another. A call with a body is not led on at all.
 */
export async function openGuarded(
  url: string,
  call: { readonly headers: Headers; readonly body?: string },
  bounds: CallBounds,
  hops = 0,
): Promise<OpenAnswer> {
  const target = new URL(url);
  assertAllowed(target, bounds);
  const response = await openOnce(target, call, bounds);
  const { location } = response.headers;
  if (!REDIRECTS.includes(response.statusCode ?? 0) || location === undefined || call.body !== undefined)
    return { url: target.href, response };
  response.destroy();
  if (hops >= MOST_REDIRECTS) throw new Error(`more than ${MOST_REDIRECTS} redirects`);
  const next = new URL(location, target);
  if (target.protocol === 'https:' && next.protocol !== 'https:') throw new Error('a redirect leaves https');
  return openGuarded(next.href, next.origin === target.origin ? call : { headers: {} }, bounds, hops + 1);
}

/** A POST under the same guard, with its whole answer. A redirect is an answer like any other. */
export async function postGuarded(
  url: string,
  headers: Headers,
  body: string,
  bounds: Omit<CallBounds, 'hosts'>,
): Promise<Answer> {
  const within = AbortSignal.any([AbortSignal.timeout(bounds.timeoutMs), ...(bounds.signal ? [bounds.signal] : [])]);
  const sized = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
  const own = { ...bounds, hosts: [new URL(url).host], signal: within };
  const { response } = await openGuarded(url, { headers: sized, body }, own);
  return {
    url,
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: await readBody(response, bounds.bytes),
  };
}

export function assertAllowed(target: URL, { hosts, allowPrivate }: CallBounds): void {
  assertCallable(target, allowPrivate);
  if (!hosts.includes(target.host)) throw new Error(`the host ${target.host} is not declared`);
}

/**
 * What can be told of an address before it is called. A host written as one number, or in octal, has been read as an address by `URL`; `ws`
 * and `wss` are called as what they begin as.
 */
export function assertCallable({ protocol, hostname, username }: URL, allowPrivate: boolean): void {
  if (!/^(http|ws)s?:$/.test(protocol)) throw new Error(`${protocol} is not called`);
  if (username !== '') throw new Error('an address with a user name is not called');
  if (!allowPrivate && isIP(hostname.replace(/^\[|\]$/g, '')) && isPrivateAddress(hostname))
    throw new Error(`${hostname} is a private address`);
}

function openOnce(
  target: URL,
  { headers, body }: { readonly headers: Headers; readonly body?: string },
  {
    allowPrivate,
    signal,
    tls,
    agent = false,
  }: Omit<CallBounds, 'agent'> & { readonly agent?: Agent | false | undefined },
): Promise<IncomingMessage> {
  const options: RequestOptions & SecureContextOptions = {
    ...tls,
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...headers, 'accept-encoding': 'identity' },
    agent,
    ...(signal ? { signal } : {}),
    ...(allowPrivate ? {} : { lookup: publicOnly }),
  };
  return new Promise((resolve, reject) => {
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const attempt = () => {
      const request = send(target, options, resolve);
      // A kept connection that the callee had closed: what was sent on it was never read, and goes out on another.
      const failed = (error: NodeJS.ErrnoException) =>
        request.reusedSocket && error.code === 'ECONNRESET' ? attempt() : reject(error);
      request.on('error', failed).end(body);
    };
    attempt();
  });
}

async function readBody(response: IncomingMessage, most: number): Promise<Uint8Array> {
  const coding = response.headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity') throw new Error(`the answer is coded as ${coding}, which was not asked for`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > most) throw new Error(`the answer is longer than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Resolves a name and hands on nothing if any of its addresses is private. */
export const publicOnly: LookupFunction = (hostname, options, done) => {
  resolveHost(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    const inner = addresses.find(({ address }) => isPrivateAddress(address));
    if (inner) return done(new Error(`${hostname} resolves to the private address ${inner.address}`), []);
    const [first] = addresses;
    if (options.all || !first) return done(null, addresses);
    return done(null, first.address, first.family);
  });
};
