import type { FastifyRequest } from 'fastify';
import { CorridorError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { HubServices } from './hub-services.ts';
import { viewAs } from './view-as.ts';

const VIEW_AS = 'corridor-view-as';

/** Who asked: a token for one use is looked at once. */
const callers = new WeakMap<FastifyRequest, Promise<Caller>>();
/** Whether they may ask now: a request is counted once, whichever way it is answered. */
const admitted = new WeakMap<FastifyRequest, Promise<Caller>>();

/** The caller of a request, as whoever it looks; rejects for a token that does not hold. */
export function callerOf(services: HubServices, request: FastifyRequest): Promise<Caller> {
  return once(callers, request, async () => {
    const { headers } = request;
    const caller = await services.authenticate(headers.authorization, headers['client-cert']);
    return viewAs(caller, headers[VIEW_AS], services.partners);
  });
}

/** The same, counted among what the caller may ask in a second; rejects where that is used up. */
export function admit(services: HubServices, request: FastifyRequest): Promise<Caller> {
  return once(admitted, request, async () => {
    const caller = await callerOf(services, request);
    const limited = services.rateLimiter.refusalOf(caller);
    if (limited) throw limited;
    return caller;
  });
}

/** The caller, or why it is refused. */
export function admission(services: HubServices, request: FastifyRequest): Promise<Caller | CorridorError> {
  return admit(services, request).catch(error => {
    if (error instanceof CorridorError) return error;
    throw error;
  });
}

function once(
  known: WeakMap<FastifyRequest, Promise<Caller>>,
  request: FastifyRequest,
  ask: () => Promise<Caller>,
): Promise<Caller> {
  const found = known.get(request) ?? ask();
  known.set(request, found);
  return found;
}
