import { randomBytes } from 'node:crypto';
import type { Sql } from './database.ts';
import { unwrapKey, wrapKey } from './key-wrap.ts';

const ID = 'data';
const KEY_BYTES = 32;

/** The key that wraps the data keys of a database. Of several nodes that make it at once, the first does. A wrong secret makes none. */
export async function loadMasterKey(sql: Sql, secret: string): Promise<Uint8Array> {
  const found = await storedKey(sql);
  if (found !== undefined) return unwrapKey(secret, ID, found);
  await assertOpens(sql, secret);
  await sql`
    insert into hub_key (id, purpose, wrapped_key, created_at)
    values (${ID}, 'data', ${await wrapKey(secret, ID, randomBytes(KEY_BYTES))}, now()) on conflict (id) do nothing`;
  return unwrapKey(secret, ID, (await storedKey(sql)) ?? '');
}

async function storedKey(sql: Sql): Promise<string | undefined> {
  const [row] = await sql<{ wrapped: string }[]>`select wrapped_key as wrapped from hub_key where id = ${ID}`;
  return row?.wrapped;
}

/** A database that was first started before it had data keys has others to hold the secret against. */
async function assertOpens(sql: Sql, secret: string): Promise<void> {
  const [row] = await sql<{ id: string; wrapped: string }[]>`
    select id, wrapped_key as wrapped from hub_key where id <> ${ID} order by created_at limit 1`;
  if (row) await unwrapKey(secret, row.id, row.wrapped);
}
