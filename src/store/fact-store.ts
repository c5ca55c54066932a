import type { KnownFact } from '../consignment/known-fact.ts';
import { statementMark } from '../consignment/revision-order.ts';
import type { Sql, TransactionSql } from './database.ts';
import type { FactCache } from './fact-cache.ts';
import type { Fragment } from './fragment.ts';
import { announceWriter } from './known-position.ts';
import type { KnownMessage } from './past-graph.ts';
import { type FactRow, factColumns, openFacts, sealFacts } from './sealed-facts.ts';

/** The key under which facts of one statement are found: its revisions, and the retractions that name nothing but its key. */
export function statementReference(known: KnownFact): string {
  return `STATEMENT|${statementMark(known)}`;
}

/**
 * Appends facts with what they quote, and notes what became of them and of others; one that is already known stays as it is. Sets the
 * position at which the transaction's writing became known.
 */
export async function writeFacts(
  sql: TransactionSql,
  facts: readonly KnownFact[],
  states: ReadonlyMap<string, LinkState>,
): Promise<void> {
  if (facts.length === 0 && states.size === 0) return;
  const sealed = await sealFacts(sql, facts);
  const rows = facts.map(({ id, origin, messageId, fact }, i) => ({
    id,
    origin,
    message_id: messageId,
    kind: fact.kind,
    ...sealed[i],
    link_state: states.get(id) ?? 'UNLINKED',
  }));
  const references = facts.flatMap(known => [
    { scheme: 'STATEMENT', value: statementMark(known), issuer: '', fact_id: known.id },
    ...known.fact.references.map(({ scheme, value, issuer }) => ({
      scheme,
      value,
      issuer: issuer ?? '',
      fact_id: known.id,
    })),
  ]);
  await sql`
    with announced as materialized (${announceWriter(sql)}),
    stated as (
      insert into fact (id, origin, message_id, kind, body, sealed, key_id, known_at, link_state)
      select id, origin, message_id, kind, body, decode(sealed, 'base64'), key_id, (select clock_timestamp()), link_state
      from announced cross join jsonb_to_recordset(${sql.json(rows as never)})
        as f(id text, origin text, message_id uuid, kind text, body jsonb, sealed text, key_id uuid, link_state text)
      on conflict (id) do nothing returning position
    ), reached as materialized (
      select coalesce((select max(position) from stated), nextval('fact_position_seq')) as position from announced
    ), moved as (
      update fact set link_state = s.state,
        replaced_position = case when s.state = 'REPLACED' then (select position from reached) end
      from unnest(${[...states.keys()]}::text[], ${[...states.values()]}::text[]) as s(id, state)
      where fact.id = s.id and fact.link_state <> s.state
    ), quoted as (
      insert into fact_reference (scheme, value, issuer, fact_id)
      select scheme, value, issuer, fact_id
      from jsonb_to_recordset(${sql.json(references as never)}) as r(scheme text, value text, issuer text, fact_id text)
      on conflict do nothing
    )
    select set_config('corridor.known_position', position::text, true) from reached`;
}

/** Facts in force: now, or as they were known at a position (law 1.4). A later reading replaces from then on (law 1.6). */
function inForce(sql: Sql | TransactionSql, at: number | undefined): Fragment {
  return at === undefined
    ? sql`f.link_state <> 'REPLACED'`
    : sql`f.position <= ${at} and (f.link_state <> 'REPLACED' or f.replaced_position > ${at})`;
}

/** Ids of all facts in force that quote one of the identifiers, whatever the issuer. Keys are `scheme|value`. */
export async function factIdsQuoting(
  sql: Sql | TransactionSql,
  keys: readonly string[],
  at?: number,
): Promise<string[]> {
  if (keys.length === 0) return [];
  const { schemes, values } = split(keys);
  const rows = await sql<{ id: string }[]>`
    select distinct f.id from unnest(${schemes}::text[], ${values}::text[]) as k(scheme, value)
    join fact_reference r on r.scheme = k.scheme and r.value = k.value
    join fact f on f.id = r.fact_id and ${inForce(sql, at)}`;
  return rows.map(row => row.id);
}

/** The same, and of all facts that hang together with those by identifiers of the given schemes, to the end. */
export async function factIdsConnected(
  sql: Sql | TransactionSql,
  keys: readonly string[],
  followed: readonly string[],
  at?: number,
): Promise<string[]> {
  if (keys.length === 0) return [];
  const { schemes, values } = split(keys);
  const rows = await sql<{ id: string }[]>`
    with recursive reached(scheme, value) as (
      select scheme, value from unnest(${schemes}::text[], ${values}::text[]) as k(scheme, value)
      union
      select n.scheme, n.value from reached k
      join fact_reference r on r.scheme = k.scheme and r.value = k.value
      join fact f on f.id = r.fact_id and ${inForce(sql, at)}
      join fact_reference n on n.fact_id = f.id and n.scheme = any(${[...followed]})
    )
    select distinct f.id from reached k
    join fact_reference r on r.scheme = k.scheme and r.value = k.value
    join fact f on f.id = r.fact_id and ${inForce(sql, at)}`;
  return rows.map(row => row.id);
}

function split(keys: readonly string[]) {
  return {
    schemes: keys.map(key => key.slice(0, key.indexOf('|'))),
    values: keys.map(key => key.slice(key.indexOf('|') + 1)),
  };
}

/** The facts themselves, those read lately from memory. */
export async function cachedFacts(
  sql: Sql | TransactionSql,
  ids: readonly string[],
  cache: FactCache,
): Promise<KnownFact[]> {
  const unread = ids.filter(id => !cache.has(id));
  const { erasure } = cache;
  const found = new Map((unread.length > 0 ? await factsById(sql, unread) : []).map(known => [known.id, known]));
  if (cache.erasure === erasure) for (const known of found.values()) cache.put(known);
  return ids.flatMap(id => found.get(id) ?? cache.get(id) ?? []);
}

/** Whether the message was read before, in whole or in part. */
export async function hasFacts(sql: Sql, messageId: string): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (select from fact where message_id = ${messageId}) as found`;
  return row?.found === true;
}

/** Which of some facts no consignment has. */
export async function unlinkedAmong(sql: Sql | TransactionSql, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ id: string }[]>`
    select id from fact where id = any(${[...ids]}) and link_state = 'UNLINKED'`;
  return new Set(rows.map(row => row.id));
}

/** What earlier readings of the message said, and which of it a later one replaced. */
export async function factsOfMessage(
  sql: Sql | TransactionSql,
  messageId: string,
): Promise<{ readonly known: KnownFact; readonly replaced: boolean }[]> {
  const rows = await sql<(FactRow & { replaced: boolean })[]>`
    select ${factColumns(sql)}, f.link_state = 'REPLACED' as replaced
    from fact f left join data_key k on k.id = f.key_id where f.message_id = ${messageId} order by f.position`;
  const facts = await openFacts(sql, rows);
  return facts.map((known, i) => ({ known, replaced: rows[i]?.replaced === true }));
}

/** The messages of facts that became known between two positions, in that order. */
export function messagesOfFacts(
  sql: Sql,
  ids: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<KnownMessage[]> {
  return sql<KnownMessage[]>`
    select f.message_id as "messageId", f.origin, max(f.position) as last, f.known_at as "knownAt",
      (select max(w.position) from fact w where w.known_at = f.known_at) as settled
    from fact f where f.id = any(${[...ids]}) and f.position > ${from} and f.position <= ${to}
    group by f.message_id, f.origin, f.known_at order by max(f.position)`;
}

export async function factsById(sql: Sql | TransactionSql, ids: readonly string[]): Promise<KnownFact[]> {
  const rows = await sql<FactRow[]>`
    select ${factColumns(sql)} from fact f left join data_key k on k.id = f.key_id where f.id = any(${[...ids]})`;
  return openFacts(sql, rows);
}

/** Every number that every fact in force quotes, a page at a time. */
export async function streamReferences(
  sql: Sql | TransactionSql,
  take: (reference: { readonly factId: string; readonly scheme: string; readonly value: string }) => void,
): Promise<void> {
  const rows = sql<{ factId: string; scheme: string; value: string }[]>`
    select r.fact_id as "factId", r.scheme, r.value from fact_reference r join fact f on f.id = r.fact_id
    where f.link_state <> 'REPLACED'`;
  await rows.cursor(5000, page => page.forEach(take));
}

/** REPLACED: a later reading of the same bytes says otherwise; the fact is kept and read no more (law 1.6). */
export type LinkState = 'LINKED' | 'JOURNEY' | 'UNLINKED' | 'AMBIGUOUS' | 'REPLACED';
