import type { Sql } from './database.ts';

/** ACTIVE: is called. DISABLED: its receiver said so, or is gone; `replay` starts it again. */
export type WebhookStatus = 'ACTIVE' | 'DISABLED';

/** Whose webhook it is, where it goes, and what it asks for. */
export interface WebhookTerms {
  readonly partner: string | null;
  readonly purpose: string;
  readonly role: string | null;
  readonly sub: string;
  readonly client: string;
  /** The name in the partner's file; null for one that was registered by the API. */
  readonly name: string | null;
  readonly url: string;
  readonly allowPrivate: boolean;
  readonly filter: unknown;
  readonly selection: string;
}

export interface StoredWebhook extends WebhookTerms {
  readonly id: string;
  readonly status: WebhookStatus;
  readonly epoch: string;
  readonly position: number;
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly nextAt: Date;
  readonly lastError: string | null;
  readonly lastSuccessAt: Date | null;
  readonly createdAt: Date;
  /** Each rotation of its secret counts one on; until the end of the overlap the one before signs too. */
  readonly secretNumber: number;
  readonly overlapUntil: Date | null;
}

export interface DeadLetter {
  readonly webhookId: string;
  readonly eventId: string;
  readonly position: number;
  readonly attempts: number;
  readonly error: string;
  readonly at: Date;
}

const columns = (sql: Sql) => sql`
  w.id, w.partner, w.purpose, w.role, w.sub, w.client, w.name, w.url, w.allow_private as "allowPrivate", w.filter, w.selection, w.status,
  w.epoch, w.position, w.failures, w.failing_since as "failingSince", w.next_at as "nextAt", w.last_error as "lastError",
  w.last_success_at as "lastSuccessAt", w.created_at as "createdAt", w.secret_number as "secretNumber", w.overlap_until as "overlapUntil"`;

export async function insertWebhook(
  sql: Sql,
  id: string,
  terms: WebhookTerms,
  from: { readonly epoch: string; readonly position: number },
): Promise<void> {
  const { partner, purpose, role, sub, client, name, url, allowPrivate, filter, selection } = terms;
  await sql`
    insert into webhook (id, partner, purpose, role, sub, client, name, url, allow_private, filter, selection, status, epoch, position,
      next_at, created_at)
    values (${id}, ${partner}, ${purpose}, ${role}, ${sub}, ${client}, ${name}, ${url}, ${allowPrivate}, ${sql.json(filter as never)},
      ${selection}, 'ACTIVE', ${from.epoch}, ${from.position}, now(), now())
    on conflict (partner, name) do update set purpose = excluded.purpose, url = excluded.url, allow_private = excluded.allow_private,
      filter = excluded.filter, selection = excluded.selection, status = 'ACTIVE', next_at = now()
    where (webhook.purpose, webhook.url, webhook.allow_private, webhook.filter, webhook.selection)
      is distinct from (excluded.purpose, excluded.url, excluded.allow_private, excluded.filter, excluded.selection)`;
}

export async function findWebhook(sql: Sql, id: string): Promise<StoredWebhook | undefined> {
  const [found] = await sql<StoredWebhook[]>`select ${columns(sql)} from webhook w where w.id = ${id}`;
  return found;
}

/** Those of one owner, or all of them. */
export function listWebhooks(
  sql: Sql,
  owner?: { partner: string | null; role: string | null; sub: string },
): Promise<StoredWebhook[]> {
  const own = owner
    ? sql`where w.partner is not distinct from ${owner.partner} and w.role is not distinct from ${owner.role}
        and (w.partner is not null or w.sub = ${owner.sub})`
    : sql``;
  return sql<StoredWebhook[]>`select ${columns(sql)} from webhook w ${own} order by w.created_at, w.id`;
}

/** Those that are to be called: something stands behind their place, and their wait is over. */
export function dueWebhooks(sql: Sql): Promise<StoredWebhook[]> {
  return sql<StoredWebhook[]>`
    select ${columns(sql)} from webhook w cross join log_state s
    where w.status = 'ACTIVE' and w.next_at <= now() and w.position < s.head order by w.next_at limit 200`;
}

export interface WebhookProgress {
  /** Where it stood: a replay that came meanwhile wins. */
  readonly from: number;
  readonly position: number;
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly nextAt: Date;
  readonly error: string | null;
  readonly status: WebhookStatus;
  readonly succeeded: boolean;
}

/** Answers whether the webhook is still there, and still to be called. */
export async function saveProgress(sql: Sql, id: string, progress: WebhookProgress): Promise<boolean> {
  const { position, failures, failingSince, nextAt, error, status, succeeded } = progress;
  const rows = await sql`
    update webhook set position = ${position}, failures = ${failures}, failing_since = ${failingSince}, next_at = ${nextAt},
      last_error = coalesce(${error}, last_error), status = ${status},
      last_success_at = case when ${succeeded} then now() else last_success_at end
    where id = ${id} and status = 'ACTIVE' and position = ${progress.from} returning 1`;
  return rows.length > 0;
}

export async function moveWebhook(
  sql: Sql,
  id: string,
  place: { epoch: string; position: number } | undefined,
): Promise<void> {
  await sql`
    update webhook set status = 'ACTIVE', failures = 0, failing_since = null, next_at = now(),
      position = coalesce(${place?.position ?? null}, position), epoch = coalesce(${place?.epoch ?? null}, epoch)
    where id = ${id}`;
}

/** The next secret signs from now on, and the one before with it until the end of the overlap. */
export async function rotateSecret(sql: Sql, id: string, overlapUntil: Date): Promise<void> {
  await sql`update webhook set secret_number = secret_number + 1, overlap_until = ${overlapUntil} where id = ${id}`;
}

export async function deleteWebhook(sql: Sql, id: string): Promise<void> {
  await sql`delete from webhook_dead_letter where webhook_id = ${id}`;
  await sql`delete from webhook where id = ${id}`;
}

export async function bury(
  sql: Sql,
  { webhookId, eventId, position, attempts, error }: Omit<DeadLetter, 'at'>,
): Promise<void> {
  await sql`
    insert into webhook_dead_letter (webhook_id, event_id, position, attempts, error, at)
    values (${webhookId}, ${eventId}, ${position}, ${attempts}, ${error}, now())
    on conflict (webhook_id, event_id) do update set attempts = excluded.attempts, error = excluded.error, at = excluded.at`;
}

export function deadLetters(sql: Sql, webhookId: string): Promise<DeadLetter[]> {
  return sql<DeadLetter[]>`
    select webhook_id as "webhookId", event_id as "eventId", position, attempts, error, at
    from webhook_dead_letter where webhook_id = ${webhookId} order by position limit 200`;
}

/** The place up to which every webhook that is called has got everything; undefined where there is none. */
export async function deliveredUpTo(sql: Sql): Promise<number | undefined> {
  const [row] = await sql<
    { position: number | null }[]
  >`select min(position) as position from webhook where status = 'ACTIVE'`;
  return row?.position ?? undefined;
}

/** Does the work while no other hub does it for the same webhook; answers false where one does. The lock falls with its connection. */
export async function whileAloneWith(sql: Sql, id: string, work: () => Promise<void>): Promise<boolean> {
  const key = `corridor webhook: ${id}`;
  const session = await sql.reserve();
  try {
    const [row] = await session<
      { locked: boolean }[]
    >`select pg_try_advisory_lock(hashtextextended(${key}, 0)) as locked`;
    if (!row?.locked) return false;
    try {
      await work();
    } finally {
      await session`select pg_advisory_unlock(hashtextextended(${key}, 0))`;
    }
    return true;
  } finally {
    session.release();
  }
}
