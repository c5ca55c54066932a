import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { packageRoot } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { isAuthenticated, isOperator, unauthenticated } from './caller.ts';
import { EXPLORER_CSP, explorerFiles } from './explorer-page.ts';
import type { HubServices } from './hub-services.ts';
import { readSavedQueries } from './saved-queries.ts';
import { issueToken, type TokenGrant } from './token-issuer.ts';

/** Whom the explorer can look as, in development. */
export interface ExplorerParty {
  readonly id: string;
  readonly label: string;
  readonly kind: string;
}

const SESSION_SECONDS = 3_600;
const ANALYST: ExplorerParty = { id: 'analyst', label: 'Analyst (sees everything)', kind: 'analyst' };
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/** The page, and the sessions and samples that make it work without any set-up in development. */
export function registerExplorer(app: FastifyInstance, services: HubServices): void {
  registerPage(app);
  const queries = readSavedQueries(join(packageRoot, 'explorer', 'queries'));
  app.get('/explorer/saved-queries', async () => queries);
  app.get('/explorer/session', async request => {
    const development = isDevelopment(services, request);
    return { development, parties: development ? explorerParties(services) : [] };
  });
  app.get('/explorer/views', async request => {
    const caller = await services.authenticate(request.headers.authorization, request.headers['client-cert']);
    if (!isOperator(caller)) throw forbidden('only an operator may look as a partner');
    return partnerViews(services);
  });
  app.post('/explorer/session', async request => openSession(services, request));
  app.post('/samples/play', async request => {
    const caller = await services.authenticate(request.headers.authorization, request.headers['client-cert']);
    if (!isAuthenticated(caller)) throw unauthenticated('samples are played with a session');
    const { viewer } = caller;
    if (viewer.sees !== 'ALL') throw forbidden('samples are played with the session of an operator or an analyst');
    if (!services.signingKey) throw forbidden('samples are played in development only');
    const { played, remaining } = await services.samples.play();
    return { played: played ? { file: played.file, receipt: played.receipt } : null, remaining };
  });
}

function registerPage(app: FastifyInstance): void {
  const find = explorerFiles(join(packageRoot, 'dist', 'explorer'));
  app.get('/*', async (request, reply) => {
    const file = find(request.url.split('?')[0] ?? '/');
    if (!file) return reply.callNotFound();
    return reply
      .type(file.type)
      .header('cache-control', file.cache)
      .header('content-security-policy', EXPLORER_CSP)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'no-referrer')
      .send(file.body);
  });
}

export function explorerParties({ partners }: Pick<HubServices, 'partners'>): readonly ExplorerParty[] {
  const named = partners.all().filter(({ purposes }) => purposes.length > 0);
  const listed = named.map(({ id, name, kind }) => ({ id, label: name, kind }));
  return [ANALYST, ...listed.sort((a, b) => (a.label < b.label ? -1 : 1))];
}

/** As whom an operator can look, and for what: what `Corridor-View-As` takes. */
export interface PartnerView extends ExplorerParty {
  readonly purposes: readonly string[];
}

function partnerViews({ partners }: Pick<HubServices, 'partners'>): readonly PartnerView[] {
  const named = partners.all().filter(({ purposes }) => purposes.length > 0);
  const views = named.map(({ id, name, kind, purposes }) => ({ id, label: name, kind, purposes }));
  return views.sort((a, b) => (a.label < b.label ? -1 : 1));
}

async function openSession(services: HubServices, request: FastifyRequest) {
  if (!isDevelopment(services, request) || !services.signingKey) {
    throw forbidden('sessions without credentials are for development, from the same machine');
  }
  const wanted = (request.body as { party?: unknown } | null)?.party;
  const party = explorerParties(services).find(each => each.id === wanted);
  if (!party) throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'there is no such sample party');
  const { token, expiresAt } = await issueToken(services.signingKey, grantOf(services, party), new Date());
  return { party: party.id, label: party.label, token, expiresAt: expiresAt.toISOString() };
}

function grantOf({ partners }: HubServices, { id }: ExplorerParty): TokenGrant {
  const partner = partners.get(id);
  if (!partner) return { role: 'analyst', ttlSeconds: SESSION_SECONDS };
  return { partner, purpose: partner.purposes[0], ttlSeconds: SESSION_SECONDS };
}

/**
 * The embedded issuer, asked from the same machine by its own name: a page of another site that has its name resolve to 127.0.0.1 reaches
 * us, but says its own name in `Host`.
 */
function isDevelopment({ signingKey }: HubServices, request: FastifyRequest): boolean {
  const named = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(request.headers.host ?? '');
  return signingKey !== undefined && named && LOOPBACK.test(request.socket.remoteAddress ?? '');
}

function forbidden(message: string): CorridorError {
  return new CorridorError('FORBIDDEN', 'fix-credentials', message);
}
