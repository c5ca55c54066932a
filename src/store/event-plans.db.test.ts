import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../test/test-database.ts';
import { connect, type Sql } from './database.ts';
import type { EventConditions } from './event-reader.ts';
import { explainEvents } from './explain-lists.ts';
import { keepLog } from './log-partitions.ts';

/** So many that Postgres would rather use an index where there is one: three days of them, one of which has left the streams. */
const EVENTS = 30_000;
const CONSIGNMENT = '00000000-0000-7000-8000-000000000001';

let sql: Sql;
let drop: () => Promise<unknown>;
beforeAll(async () => {
  const database = await createTestDatabase();
  drop = () => database.drop();
  sql = connect(database.url, { max: 1 });
  await sql`set session_replication_role = replica`;
  for (const days of [0, 1, 40])
    await sql.unsafe(`
      do $$ declare day date := (now() at time zone 'UTC')::date - ${days}; begin
        if to_regclass('event_log_' || to_char(day, 'YYYYMMDD')) is null then
          execute format('create table %I partition of event_log for values from (%L) to (%L)', 'event_log_' || to_char(day, 'YYYYMMDD'), day, day + 1);
        end if; end $$;
      insert into event_log (day, event_id, position, consignment_id, sequence, type, classifier, places, equipment, correction, body, recorded_at)
      select (now() at time zone 'UTC')::date - ${days}, '${days}/' || k, ${(50 - days) * EVENTS} + k, '${CONSIGNMENT}', k,
        case when k % 1000 = 0 then 'SEAL_BROKEN' else 'GATE_IN' end, 'ACT', array['P' || k % 500], 'BOX' || k % 3000, false, '{"origin": "a"}',
        now() - interval '${days} days' + k * interval '1 second'
      from generate_series(1, ${EVENTS / 3}) k`);
  expect((await keepLog(sql, { days: 30 })).archived).toHaveLength(1);
  await sql`
    insert into consignment_filter (consignment_id, origin, status, places, parties, hs_codes, voyages, access_keys, known_from)
    values (${CONSIGNMENT}, 'a', '', '{}', '{}', '{}', '{}', '{}', 1)`;
  await sql`analyze`;
}, 60_000);
afterAll(async () => {
  await sql?.end();
  await drop?.();
});

const hour = { recordedAfter: new Date(Date.now() + 600_000), recordedBefore: new Date(Date.now() + 900_000) };
const seen = { sights: [{ origin: 'a', conditions: [] }], reader: [] };

test.each<[string, EventConditions]>([
  ['nothing', {}],
  ['place', { places: ['P17'] }],
  ['time', hour],
  ['place and time', { places: ['P17'], ...hour }],
  ['box', { equipment: 'BOX17' }],
  ['a rare type', { types: ['SEAL_BROKEN'] }],
  ['a place that nothing happened at', { places: ['NOWHERE'] }],
])('a page of events by %s reads no partition from end to end', async (_what, conditions) => {
  for (const keys of [undefined, { events: seen, consignments: seen, sender: 'sender:x' }]) {
    const { scanned, lines } = await explainEvents(sql, { conditions, keys, limit: 26 });
    const logs = scanned.filter(each => each.startsWith('event_'));
    expect(logs, lines.join('\n')).toEqual([]);
  }
});
