import { CorridorError } from '../errors.ts';
import { bindingOf, encodeCursor } from '../events/cursor.ts';
import type { PreparedWebhook } from '../events/webhook-sender.ts';
import { partnerAccessKeys } from '../partners/partner.ts';
import { eventVisibility } from '../policy/reads.ts';
import type { Viewer } from '../policy/viewer.ts';
import { type EventFilterShape, eventConditions } from '../resolvers/consignment/event-filter.ts';
import type { StoredWebhook, WebhookTerms } from '../store/webhook-store.ts';
import { type Caller, isRole } from './caller.ts';
import { executeDelivery } from './execute-delivery.ts';
import type { HubServices } from './hub-services.ts';
import type { Operation } from './operation.ts';
import { prepareOperation } from './run-operation.ts';
import { createContext } from './serve-context.ts';

/** A webhook has no token: its rights hold for as long as its owner has them, which is asked before each page. */
const NO_END = new Date(8_640_000_000_000_000);

/** Who a webhook acts for, as the partners' files and the agreements make it now; undefined where that is nobody any more. */
function callerOfWebhook({ partners }: HubServices, webhook: WebhookTerms): Caller | undefined {
  const { partner: id, purpose, role, sub, client } = webhook;
  const scopes = new Set(['graph:query', 'graph:subscribe']);
  if (isRole(role)) return { viewer: { sees: 'ALL', role, subject: sub }, sub, client, scopes, expiresAt: NO_END };
  const partner = id === null ? undefined : partners.get(id);
  if (!partner?.purposes.includes(purpose)) return undefined;
  const accessKeys = partnerAccessKeys(partner);
  const viewer: Viewer = { sees: 'OWN', partner: partner.id, country: partner.country, purpose, accessKeys };
  return { viewer, sub, client, scopes, partner, expiresAt: NO_END };
}

/** The subscription that a webhook stands for; throws what is wrong with its selection. */
export function webhookOperation(services: HubServices, webhook: WebhookTerms, caller: Caller): Operation {
  const query = `subscription { consignmentEvents { cursor event ${webhook.selection} } }`;
  const operation = prepareOperation(services, caller, { query });
  if ('args' in operation) return { ...operation, leavesAs: 'webhook' };
  const why = operation.map(each => each.message).join(' ');
  throw new CorridorError('BAD_USER_INPUT', 'fix-query', `the selection does not fit an event: ${why}`);
}

/** What a webhook asks for today, and its events as its owner may see them: the same execution and receipt as for a socket. */
export async function prepareWebhook(
  services: HubServices,
  webhook: StoredWebhook,
): Promise<PreparedWebhook | undefined> {
  const caller = callerOfWebhook(services, webhook);
  if (!caller) return undefined;
  const operation = webhookOperation(services, webhook, caller);
  const context = createContext(services, caller, { operation: 'webhook' });
  const conditions = await eventConditions(webhook.filter as EventFilterShape, context);
  return {
    conditions,
    keys: eventVisibility(context.policy, conditions),
    bodyOf: async (row, epoch) => {
      const cursor = webhookCursor(services, webhook.id, epoch, row);
      const executed = await executeDelivery(services, operation, { kind: 'EVENT', row, cursor }, undefined);
      await executed.receiptFor(operation);
      const { data, ...rest } = JSON.parse(executed.pieces.join(''));
      const told = { ...data?.consignmentEvents, ...rest };
      return JSON.stringify({ type: 'consignment.event', timestamp: row.recordedAt.toISOString(), data: told });
    },
  };
}

export function webhookBinding(id: string): string {
  return bindingOf(`webhook:${id}`, '');
}

function webhookCursor(
  { cursorKey }: HubServices,
  id: string,
  epoch: string,
  place: { position: number; eventId: string },
): string {
  return encodeCursor(cursorKey, epoch, place, webhookBinding(id));
}
