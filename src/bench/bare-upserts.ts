import { connect } from '../store/database.ts';
import type { StatusEvent } from './ingest-traffic.ts';

const ROWS = 1_000;
const CONNECTIONS = 4;

/** The limit: the same status events as bare rows, 1,000 a statement over 4 connections; nothing is read, linked, folded or told. */
export async function bareUpserts(url: string, events: Iterable<StatusEvent>): Promise<void> {
  const sql = connect(url, { max: CONNECTIONS });
  await sql`drop table if exists bench_status`;
  await sql`
    create table bench_status (id text primary key, bill text not null, box text not null, code text not null, at timestamptz not null)`;
  const batches = inBatches(events);
  const write = async () => {
    for (const batch of batches) {
      const rows = [...new Map(batch.map(each => [each.id, each])).values()];
      const column = (of: (event: StatusEvent) => string) => rows.map(of);
      await sql`
        insert into bench_status select * from unnest(${column(each => each.id)}::text[], ${column(each => each.bill)}::text[],
          ${column(each => each.box)}::text[], ${column(each => each.code)}::text[], ${column(each => each.time)}::timestamptz[])
        on conflict (id) do update set code = excluded.code, at = excluded.at`;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, write));
  await sql.end();
}

/** One generator for all who write: each takes the next batch. */
function* inBatches(events: Iterable<StatusEvent>): Generator<readonly StatusEvent[]> {
  let batch: StatusEvent[] = [];
  for (const event of events) {
    if (batch.push(event) < ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
