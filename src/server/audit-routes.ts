import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CorridorError } from '../errors.ts';
import { createPartnerKeys, type PartnerKeys } from '../ingest/ways-in/partner-keys.ts';
import { type AuditRange, signedHeads } from '../store/audit-reader.ts';
import { openHead } from '../store/audit-statement.ts';
import { storeWitness } from '../store/receipt-witness.ts';
import { assertScope, type Caller, isOperator } from './caller.ts';
import { exportAudit } from './export-audit.ts';
import type { HubServices } from './hub-services.ts';

interface AuditQuery {
  Querystring: { partner?: string; from?: string; to?: string };
}

const LARGEST_STATEMENT = 16_384;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The receipts of a partner's own reads, for its own verifier and as their witness; an operator reads those of all. */
export function registerAudit(app: FastifyInstance, services: HubServices): void {
  app.get<AuditQuery>('/audit/heads', async request => ({
    heads: await signedHeads(services.sql, rangeFor(await auditor(services, request), request)),
  }));
  app.get<AuditQuery>('/audit/export', async (request, reply) => {
    const range = rangeFor(await auditor(services, request), request);
    return reply.type('application/jsonl').send(Readable.from(exportText(services, range)));
  });
  app.post<{ Body: { jws?: unknown } }>('/audit/witness', { bodyLimit: LARGEST_STATEMENT }, async (request, reply) => {
    await witness(services, await auditor(services, request), request.body?.jws);
    return reply.code(201).send({ witnessed: true });
  });
}

async function auditor(services: HubServices, { headers }: FastifyRequest): Promise<Caller> {
  const caller = await services.authenticate(headers.authorization, headers['client-cert']);
  assertScope(caller, 'audit');
  return caller;
}

function rangeFor(caller: Caller, { query: { partner, from, to } }: FastifyRequest<AuditQuery>): AuditRange {
  for (const day of [from, to]) {
    if (day === undefined || DAY.test(day)) continue;
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'from and to are days, such as 2026-03-01');
  }
  return { partner: isOperator(caller) ? partner : (caller.partner?.id ?? ''), from, to };
}

async function* exportText(services: HubServices, range: AuditRange): AsyncGenerator<string> {
  const { sql, partners, publicKeys } = services;
  const source = { sql, hubKeys: publicKeys.keys, partners: partners.all(), partnerKeys: keysOfPartners(services) };
  for await (const line of exportAudit(source, range, new Date())) yield `${JSON.stringify(line)}\n`;
}

function keysOfPartners({ config }: HubServices): PartnerKeys {
  return createPartnerKeys(config.partnersDir, () => new Date());
}

/** A partner's signature over the very statement that the hub signed: from then on neither can unsay it alone. */
async function witness(services: HubServices, { partner }: Caller, jws: unknown): Promise<void> {
  if (!partner) throw new CorridorError('FORBIDDEN', 'fix-credentials', 'heads are witnessed by the partner itself');
  const keys = await keysOfPartners(services)(partner);
  const jwks = keys.map(({ kid, key }) => ({ ...key.export({ format: 'jwk' }), kid }));
  const head = typeof jws === 'string' ? await openHead(jws, { keys: jwks as never }) : undefined;
  if (!head || head.partner !== partner.id) {
    const message = 'jws is no head of a chain of yours, signed by a key of yours: see docs/audit.md';
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', message);
  }
  if (await storeWitness(services.sql, head, String(jws), new Date())) return;
  throw new CorridorError('NOT_FOUND', 'fix-query', 'the hub knows no such head: ask it, and keep what it signed');
}
