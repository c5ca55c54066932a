import { CorridorError } from '../errors.ts';
import { assertResumable, decodeCursor } from '../events/cursor.ts';
import { webhookSecret } from '../events/webhook-signature.ts';
import { assertCallable } from '../outbound/guarded-call.ts';
import type { WebhookDesk, WebhookRequest } from '../resolvers/webhook-desk.ts';
import { eventsAt, logHead } from '../store/event-reader.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import {
  deadLetters,
  deleteWebhook,
  findWebhook,
  insertWebhook,
  listWebhooks,
  moveWebhook,
  rotateSecret,
  type StoredWebhook,
  type WebhookTerms,
} from '../store/webhook-store.ts';
import { type Caller, isOperator } from './caller.ts';
import type { HubServices } from './hub-services.ts';
import { webhookBinding, webhookOperation } from './webhook-deliveries.ts';

/** What an event tells where the webhook does not say. */
export const EVENT_SELECTION = `{ id sequence type classifier correction effective recordedAt eventTime { raw instant zoneSource }
  place { unlocode name } equipment { number } source { id name } consignment { id ucr status } }`;
const MOST = 50;
const MOST_OVERLAP_HOURS = 168;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The desk of one caller; undefined where its token opens no stream. */
export function webhookDesk(services: HubServices, caller: Caller): WebhookDesk | undefined {
  if (!caller.scopes.has('graph:subscribe')) return undefined;
  const { sql, webhookKey } = services;
  const list = () => listWebhooks(sql, isOperator(caller) ? undefined : ownerOf(caller));
  const own = async (id: string): Promise<StoredWebhook> => {
    const found = UUID.test(id) ? (await list()).find(each => each.id === id) : undefined;
    return found ?? missing();
  };
  return {
    list,
    register: request => register(services, caller, request),
    remove: async id => deleteWebhook(sql, (await own(id)).id),
    replay: async (id, after) => {
      const webhook = await own(id);
      await moveWebhook(sql, webhook.id, await placeAfter(services, webhook, after));
      return own(id);
    },
    secretOf: webhook => webhookSecret(webhookKey, webhook),
    rotateSecret: async (id, overlapHours) => {
      if (overlapHours < 0 || overlapHours > MOST_OVERLAP_HOURS)
        throw wrong(`the overlap is 0 to ${MOST_OVERLAP_HOURS} hours`);
      await rotateSecret(sql, (await own(id)).id, new Date(Date.now() + overlapHours * 3_600_000));
      return own(id);
    },
    deadLettersOf: async id => deadLetters(sql, (await own(id)).id),
  };
}

function ownerOf({ viewer, sub }: Caller): Pick<WebhookTerms, 'partner' | 'role' | 'sub'> {
  if (viewer.sees === 'OWN') return { partner: viewer.partner, role: null, sub };
  return { partner: null, role: viewer.role, sub };
}

async function register(services: HubServices, caller: Caller, request: WebhookRequest): Promise<StoredWebhook> {
  const { sql, config } = services;
  const { url, filter, selection = EVENT_SELECTION } = request;
  const { viewer, client } = caller;
  const allowPrivate = isAllowed(url, config.webhookHosts);
  const purpose = viewer.sees === 'OWN' ? viewer.purpose : viewer.role;
  const terms: WebhookTerms = { ...ownerOf(caller), purpose, client, name: null, url, allowPrivate, filter, selection };
  webhookOperation(services, terms, caller);
  if ((await listWebhooks(sql, ownerOf(caller))).length >= MOST) throw wrong(`there are ${MOST} webhooks already`);
  const id = uuidv7();
  await insertWebhook(sql, id, terms, await logHead(sql));
  return (await findWebhook(sql, id)) ?? missing();
}

/** An operator's host may be private and speak http; any other is https and public, as is judged again at each call. */
function isAllowed(url: string, hosts: readonly string[]): boolean {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (!target) throw wrong('the url is no URL');
  const allowed = hosts.includes(target.host) || hosts.includes(target.hostname);
  if (target.protocol !== 'https:' && !(allowed && target.protocol === 'http:'))
    throw wrong('a webhook is called by https');
  try {
    assertCallable(target, allowed);
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  return allowed;
}

async function placeAfter({ sql, cursorKey }: HubServices, { id }: StoredWebhook, after: string | undefined) {
  if (after === undefined) return undefined;
  const cursor = decodeCursor(cursorKey, after, webhookBinding(id));
  const { epoch, position: head } = await logHead(sql);
  const { oldest, events } = await eventsAt(sql, [cursor.position]);
  assertResumable(cursorKey, cursor, { epoch, head, oldest, eventId: events.get(cursor.position) });
  return { epoch, position: cursor.position };
}

function wrong(message: string): CorridorError {
  return new CorridorError('BAD_USER_INPUT', 'fix-query', message);
}

function missing(): never {
  throw new CorridorError('NOT_FOUND', 'fix-query', 'there is no such webhook of yours');
}
