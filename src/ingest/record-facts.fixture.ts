import { createHash } from 'node:crypto';
import type { KnownFact } from '../consignment/known-fact.ts';
import type { Sql } from '../store/database.ts';
import { type Recording, recordMessages } from './record-message.ts';

const NOW = new Date('2026-07-01T00:00:00Z');

/** Records facts as one message of their sender; its id is that of its content, so that a fact is the same in every run. */
export async function recordFacts(sql: Sql, ...facts: readonly KnownFact[]): Promise<string> {
  const recording = await messageOf(sql, facts);
  await recordMessages(sql, [recording], NOW);
  return recording.messageId;
}

/** Records each fact as a message of its own, all in one transaction. */
export async function recordTogether(sql: Sql, facts: readonly KnownFact[]): Promise<void> {
  const recordings: Recording[] = [];
  for (const fact of facts) recordings.push(await messageOf(sql, [fact]));
  await recordMessages(sql, recordings, NOW);
}

async function messageOf(sql: Sql, facts: readonly KnownFact[]): Promise<Recording> {
  const sha256 = createHash('sha256')
    .update(facts.map(known => known.id).join())
    .digest('hex');
  const id = sha256.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  const sender = facts[0]?.origin ?? 'nobody';
  await sql`
    insert into message (id, sender, sha256, feed, bytes, received_at, status)
    values (${id}, ${sender}, ${sha256}, 'port', ${Buffer.from(sha256)}, ${NOW}, 'RECEIVED') on conflict do nothing`;
  const outcome = {
    status: 'ACCEPTED',
    messageType: 'test',
    adapter: 'test',
    adapterVersion: 1,
    facts: facts.length,
    issues: [],
  } as const;
  return { messageId: id, facts: facts.map(known => ({ ...known, messageId: id })), outcome };
}

/** Which consignment is known by the number, whichever scheme. */
export async function consignmentBy(sql: Sql, value: string): Promise<string> {
  const rows = await sql<{ id: string }[]>`
    select distinct consignment_id as id from consignment_identifier where value = ${value} order by 1`;
  return rows.map(row => row.id).join(' ');
}

export async function logOf(sql: Sql, consignmentId: string) {
  return sql<
    { sequence: number; type: string; correction: boolean; cause: string | null; body: Record<string, unknown> }[]
  >`
    select sequence, type, correction, cause, body from event_log where consignment_id = ${consignmentId} order by sequence`;
}

/** Empties the graph and its sources, so that one database serves many stories. */
export async function forgetAll(sql: Sql): Promise<void> {
  await sql`truncate message, fact, fact_reference, consignment, consignment_anchor, consignment_slice, consignment_identifier,
    consignment_filter, consignment_link, event_log, journey, journey_key restart identity cascade`;
}
