import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contentHash } from '../consignment/canonical-json.ts';
import { CorridorError } from '../errors.ts';
import { type Caller, isAuthenticated, unauthenticated } from './caller.ts';
import { statusOf } from './http-status.ts';
import type { HubServices } from './hub-services.ts';
import { CONTEXT_SECONDS, SUBGRAPH_AUDIENCE, signContext } from './subgraph-context.ts';
import { viewAs } from './view-as.ts';

/** RFC 8693 section 2.1. */
export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token';
const JWT = 'urn:ietf:params:oauth:token-type:jwt';

/** The client of the exchange: every gateway in front of the hub's subgraphs. */
export const GATEWAY_CLIENT = 'gateway';
const FORM_BYTES = 65_536;

/**
 * OAuth 2.0 Token Exchange (RFC 8693): a gateway that knows the secret shows a client's access token and gets a context for the hub's
 * subgraphs, once a request. What the hub refuses at its own door, a request limit included, it refuses here. Without a secret there is no
 * such route.
 */
export function registerTokenExchange(app: FastifyInstance, services: HubServices): void {
  const secret = services.config.gatewaySecret;
  if (secret === undefined) return;
  void app.register(async scope => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    scope.post('/oauth/token', async (request, reply) => {
      void reply.headers({ 'cache-control': 'no-store' });
      if (!isGateway(request.headers.authorization, secret)) return refuseClient(reply);
      return exchange(services, request, reply);
    });
  });
}

async function exchange(services: HubServices, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const form = (request.body ?? {}) as Readonly<Record<string, string | undefined>>;
  const fault = faultOf(form);
  if (fault) return reply.code(400).send(fault);
  try {
    const caller = await callerOf(services, form.subject_token, request);
    const token = await signContext(services.contextKey, caller, services, new Date());
    // For proxies that can read a header of the answer, and not its body.
    return await reply.header('corridor-context', token).send({
      access_token: token,
      issued_token_type: JWT,
      token_type: 'Bearer',
      expires_in: CONTEXT_SECONDS,
    });
  } catch (error) {
    if (error instanceof CorridorError) return refuseSubject(reply, error);
    throw error;
  }
}

function faultOf(form: Readonly<Record<string, string | undefined>>): object | undefined {
  if (form.grant_type !== TOKEN_EXCHANGE) return { error: 'unsupported_grant_type' };
  if (form.audience !== SUBGRAPH_AUDIENCE) return { error: 'invalid_target' };
  if (form.subject_token && form.subject_token_type === ACCESS_TOKEN) return undefined;
  return { error: 'invalid_request', error_description: `subject_token of the type ${ACCESS_TOKEN} is missing` };
}

async function callerOf(
  services: HubServices,
  subject: string | undefined,
  { headers }: FastifyRequest,
): Promise<Caller> {
  const shown = await services.authenticate(`Bearer ${subject}`, headers['client-cert']);
  if (!isAuthenticated(shown)) throw unauthenticated('the token is nobody’s');
  const caller = viewAs(shown, headers['corridor-view-as'], services.partners);
  const limited = services.rateLimiter.refusalOf(caller);
  if (limited) throw limited;
  if (caller.partner?.operations !== 'listed') return caller;
  // A subgraph sees parts of operations, so that it cannot tell a listed one.
  throw new CorridorError('FORBIDDEN', 'fix-credentials', 'a partner of listed operations asks the hub itself');
}

function isGateway(authorization: string | undefined, secret: string): boolean {
  const shown = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const expected = `${GATEWAY_CLIENT}:${encodeURIComponent(secret)}`;
  const digest = (text: string) => Buffer.from(contentHash(text));
  return timingSafeEqual(digest(Buffer.from(shown, 'base64').toString()), digest(expected));
}

/** RFC 6749 section 5.2. */
function refuseClient(reply: FastifyReply): FastifyReply {
  return reply.code(401).header('www-authenticate', 'Basic realm="corridor"').send({ error: 'invalid_client' });
}

/** RFC 8693 section 2.2.2: a subject that is not accepted is an invalid request. `code` and `remedy` say what the hub would have said. */
function refuseSubject(reply: FastifyReply, { code, remedy, message, details }: CorridorError): FastifyReply {
  const status = code === 'RATE_LIMITED' || code === 'SOURCE_UNAVAILABLE' ? statusOf(code) : 400;
  if (code === 'RATE_LIMITED') void reply.header('retry-after', String(details.retryAfter ?? 1));
  return reply.code(status).send({ error: 'invalid_request', error_description: message, code, remedy });
}
