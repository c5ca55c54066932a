import { lookup as resolveHost } from 'node:dns';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPrivateAddress } from './private-address.ts';

/** How far a call may go. `hosts` names every host that may be called, redirects included, as `host` or `host:port`. */
export interface CallBounds {
  readonly hosts: readonly string[];
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
  readonly bytes: number;
  readonly signal?: AbortSignal | undefined;
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

/**
 * A GET that cannot be led astray: no host but those declared, no address of a private network unless declared, judged at the connection
 * itself, so that a name cannot resolve to one address for the check and to another for the call. What is sent to one host is not sent on
 * to another.
 */
export async function getGuarded(url: string, headers: Headers, bounds: CallBounds, hops = 0): Promise<Answer> {
  const target = new URL(url);
  assertAllowed(target, bounds);
  const answer = await getOnce(target, headers, bounds);
  const { location } = answer.headers;
  if (!REDIRECTS.includes(answer.status) || location === undefined) return answer;
  if (hops >= MOST_REDIRECTS) throw new Error(`more than ${MOST_REDIRECTS} redirects`);
  const next = new URL(location, target);
  if (target.protocol === 'https:' && next.protocol !== 'https:') throw new Error('a redirect leaves https');
  return getGuarded(next.href, next.origin === target.origin ? headers : {}, bounds, hops + 1);
}

function assertAllowed({ protocol, host, hostname, username }: URL, { hosts, allowPrivate }: CallBounds): void {
  if (protocol !== 'http:' && protocol !== 'https:') throw new Error(`${protocol} is not called`);
  if (username !== '') throw new Error('an address with a user name is not called');
  if (!hosts.includes(host)) throw new Error(`the host ${host} is not declared`);
  if (!allowPrivate && isIP(hostname.replace(/^\[|\]$/g, '')) && isPrivateAddress(hostname))
    throw new Error(`${hostname} is a private address`);
}

function getOnce(target: URL, headers: Headers, bounds: CallBounds): Promise<Answer> {
  const options: RequestOptions = {
    headers: { ...headers, 'accept-encoding': 'identity' },
    signal: AbortSignal.any([AbortSignal.timeout(bounds.timeoutMs), ...(bounds.signal ? [bounds.signal] : [])]),
    agent: false,
    ...(bounds.allowPrivate ? {} : { lookup: publicOnly }),
  };
  return new Promise((resolve, reject) => {
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(target, options, response => {
      readBody(response, bounds.bytes).then(
        body => resolve({ url: target.href, status: response.statusCode ?? 0, headers: response.headers, body }),
        reject,
      );
    });
    request.on('error', reject).end();
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
const publicOnly: LookupFunction = (hostname, options, done) => {
  resolveHost(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, []);
    const inner = addresses.find(({ address }) => isPrivateAddress(address));
    if (inner) return done(new Error(`${hostname} resolves to the private address ${inner.address}`), []);
    const [first] = addresses;
    if (options.all || !first) return done(null, addresses);
    return done(null, first.address, first.family);
  });
};
