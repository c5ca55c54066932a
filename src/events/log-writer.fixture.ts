import { contentHash } from '../consignment/canonical-json.ts';
import { takeLocks } from '../store/advisory-locks.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { appendToLog, type NewLogRow } from '../store/event-log.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import type { StreamItem } from './event-stream.ts';

/** Consignments to log events of, each with something stated by its origin. */
export async function makeConsignments(sql: Sql, origins: readonly string[]): Promise<string[]> {
  const ids = origins.map(() => uuidv7());
  for (const [place, id] of ids.entries()) {
    await sql`insert into consignment (id, created_at, updated_at) values (${id}, now(), now())`;
    await sql`
      insert into consignment_filter (consignment_id, origin, status, places, parties, hs_codes, voyages, access_keys, known_from)
      values (${id}, ${origins[place] ?? ''}, 'BOOKED', '{}', '{}', '{}', '{}', '{}', 0)`;
  }
  return ids;
}

let serial = 0;

export function newRow(consignmentId: string, given: Partial<NewLogRow> = {}): NewLogRow {
  serial++;
  const plain = {
    factId: null,
    type: 'GATE_IN',
    classifier: 'ACT',
    places: ['CNTAO'],
    equipment: null,
    correction: false,
  };
  return {
    eventId: contentHash([consignmentId, serial]),
    consignmentId,
    cause: null,
    body: { serial },
    ...plain,
    ...given,
  };
}

/** Appends as record-message does: under locks of the consignments, taken in sorted order and kept until the transaction ends. */
export function append(sql: Sql | TransactionSql, rows: readonly NewLogRow[]): Promise<void> {
  const write = async (transaction: TransactionSql) => {
    const consignments = rows.map(row => row.consignmentId);
    await takeLocks(transaction, consignments);
    await appendToLog(transaction, rows, new Date());
  };
  return 'begin' in sql ? sql.begin(write).then(() => undefined) : write(sql);
}

/** The next `count` events of a stream; signs between them are left out. */
export async function takeEvents(
  stream: AsyncIterableIterator<StreamItem>,
  count: number,
): Promise<Extract<StreamItem, { kind: 'EVENT' }>[]> {
  const events: Extract<StreamItem, { kind: 'EVENT' }>[] = [];
  while (events.length < count) {
    const { value, done } = await stream.next();
    if (done) throw new Error(`the stream ended after ${events.length} of ${count} events`);
    if (value.kind === 'EVENT') events.push(value);
  }
  return events;
}

export async function until(condition: () => Promise<boolean> | boolean, patienceMs = 5_000): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('waited in vain');
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
