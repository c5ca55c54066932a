import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AuditDraft } from '../audit/audit-entry.ts';
import { CorridorError } from '../errors.ts';
import { receiptOf } from '../ingest/receive-message.ts';
import { findMessage, messageBytes, type StoredMessage } from '../store/message-store.ts';
import { type Caller, isAuthenticated, isOperator, unauthenticated } from './caller.ts';
import type { HubServices } from './hub-services.ts';
import { readerOf } from './reader.ts';

interface MessageRoute {
  Params: { id: string };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `GET /feeds/messages/{id}`: the receipt as it stands, and the bytes, for the sender and the operator. */
export function registerMessages(app: FastifyInstance, services: HubServices): void {
  app.get<MessageRoute>('/feeds/messages/:id', async request =>
    receiptOf((await messageFor(services, request)).message),
  );
  app.get<MessageRoute>('/feeds/messages/:id/raw', async (request, reply) => {
    const { message, caller } = await messageFor(services, request);
    const { id } = message;
    const bytes = await messageBytes(services.sql, id);
    if (!bytes) throw new CorridorError('NOT_FOUND', 'fix-query', 'the bytes of this message were erased');
    await services.auditLog.record(rawReceipt(caller, message));
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename="${id}"`)
      .header('x-content-type-options', 'nosniff')
      .send(Buffer.from(bytes));
  });
}

/** A message of another sender and one that never was answer alike (law 4.4). */
async function messageFor(services: HubServices, request: FastifyRequest<MessageRoute>) {
  const caller = await services.authenticate(request.headers.authorization, request.headers['client-cert']);
  if (!isAuthenticated(caller)) throw unauthenticated('a receipt needs the token of the message’s sender');
  const { id } = request.params;
  const message = UUID.test(id) ? await findMessage(services.sql, id) : undefined;
  if (message && mayRead(caller, message)) return { message, caller };
  throw new CorridorError('NOT_FOUND', 'fix-query', 'there is no such message');
}

function mayRead(caller: Caller, { sender }: StoredMessage): boolean {
  return isOperator(caller) || caller.partner?.id === sender;
}

/** The bytes are all that the sender said: who takes them leaves a receipt as for an answer (law 4.7). */
function rawReceipt(caller: Caller, { id, sender }: StoredMessage): AuditDraft {
  return {
    ...readerOf(caller),
    operation: 'raw',
    query: createHash('sha256').update(id).digest('hex'),
    subjects: [],
    told: [{ outcome: 'CLEAR', origin: sender, counts: { 'Message.bytes': 1 } }],
    answers: 1,
    errors: 0,
    at: new Date().toISOString(),
  };
}
