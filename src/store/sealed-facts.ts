import type { KnownFact } from '../consignment/known-fact.ts';
import type { Fact } from '../messages/fact.ts';
import { joinPersonal, splitPersonal } from '../messages/personal-data.ts';
import type { Sql, TransactionSql } from './database.ts';
import type { Fragment } from './fragment.ts';
import { openBytes, sealBytes } from './sealed-bytes.ts';
import { type DataKey, type StoredKey, vaultOf } from './vault.ts';

/** A fact as its row holds it, with the key of its message as it stands now. */
export interface FactRow extends StoredKey {
  readonly id: string;
  readonly origin: string;
  readonly messageId: string;
  readonly receivedAt: Date;
  readonly body: Fact;
  readonly sealed: Uint8Array | null;
}

/** What is read of `fact f left join data_key k on k.id = f.key_id`. */
export const factColumns = (sql: Sql | TransactionSql): Fragment => sql`
  f.id, f.origin, f.message_id as "messageId", f.known_at as "receivedAt", f.body, f.sealed, f.key_id as "keyId",
  k.wrapped_key as "wrappedKey"`;

/** Facts as they are known; of one whose key is destroyed, without what was personal: the fold reads it as absent (law 1.6). */
export async function openFacts(sql: Sql | TransactionSql, rows: readonly FactRow[]): Promise<KnownFact[]> {
  const known: KnownFact[] = [];
  for (const row of rows) {
    const { id, origin, messageId, receivedAt } = row;
    known.push({ id, origin, messageId, receivedAt: receivedAt.toISOString(), fact: await openFact(sql, row) });
  }
  return known;
}

async function openFact(sql: Sql | TransactionSql, { id, body, sealed, ...stored }: FactRow): Promise<Fact> {
  const key = sealed === null ? undefined : await vaultOf(sql).open(stored);
  if (sealed === null || !key) return body;
  return joinPersonal({ kept: body, personal: JSON.parse(openBytes(key.bytes, id, sealed).toString()) });
}

export interface SealedFact {
  readonly body: Fact;
  readonly key_id: string | null;
  /** In base64, for JSON. */
  readonly sealed: string | null;
}

/** What is personal of facts, sealed with the keys of their messages; of a message whose key is destroyed it is left out. */
export async function sealFacts(sql: TransactionSql, facts: readonly KnownFact[]): Promise<SealedFact[]> {
  const split = facts.map(({ id, messageId, fact }) => ({ id, messageId, ...splitPersonal(fact) }));
  const keys = await keysOfMessages(sql, [...new Set(split.filter(each => each.personal).map(each => each.messageId))]);
  return split.map(({ id, messageId, kept, personal }) => {
    const key = personal && keys.get(messageId);
    if (!key) return { body: kept, key_id: null, sealed: null };
    const sealed = sealBytes(key.bytes, id, Buffer.from(JSON.stringify(personal))).toString('base64');
    return { body: kept, key_id: key.id, sealed };
  });
}

async function keysOfMessages(sql: TransactionSql, ids: readonly string[]): Promise<Map<string, DataKey>> {
  const keys = new Map<string, DataKey>();
  if (ids.length === 0) return keys;
  const rows = await sql<(StoredKey & { id: string })[]>`
    select m.id, k.id as "keyId", k.wrapped_key as "wrappedKey"
    from message m join data_key k on k.id = m.key_id where m.id = any(${[...ids]}::uuid[])`;
  for (const row of rows) {
    const key = await vaultOf(sql).open(row);
    if (key) keys.set(row.id, key);
  }
  return keys;
}
