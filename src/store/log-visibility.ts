import type { EventVisibility } from '../policy/reads.ts';
import { alarmSeen } from './alarm-visibility.ts';
import type { Sql } from './database.ts';
import type { Fragment } from './fragment.ts';
import { firstToldSql, held, sighted } from './row-visibility.ts';

/**
 * That a reader sees the row `e` of the log: an event under its origin's agreement, an alarm when everybody shows their events of whom it
 * was made (law 4.2), other news of a consignment when it sees the consignment. `at`: by what was stated at a position, under the agreements
 * of now.
 */
export function logRowSeen(sql: Sql, keys: EventVisibility, at?: number): Fragment {
  if (keys === undefined) return sql``;
  // Without `offset 0` Postgres reads all filter rows into a hash, once for each partition of the log, to look at the few of one page.
  const row = (condition: Fragment) => sql`exists (select 1 from consignment_filter v
    where v.consignment_id = e.consignment_id and ${held(sql, at)} and ${condition} offset 0)`;
  return sql`and case
    when e.access_keys is not null then ${keys.sender}::text = any(e.access_keys)
    when e.body ? 'origins' then ${keys.alarms ? alarmSeen(sql, sql`e`, keys.alarms, at) : sql`false`}
    when e.body->>'origin' is null then ${row(sighted(sql, keys.consignments, 'v'))}
    else ${row(sql`v.origin = e.body->>'origin' and ${sighted(sql, keys.events, 'v')}`)} end`;
}

/** What each origin states of a consignment now, for whoever decides in memory. */
export function statedOf(sql: Sql, consignmentId: Fragment, withAge: boolean): Fragment {
  const told = firstToldSql(sql, column => sql`f.${sql(column)}`);
  const age = sql`, 'firstToldAt', to_char(${told} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return sql`coalesce((
    select jsonb_agg(jsonb_build_object('origin', f.origin, 'originCountry', f.origin_country, 'destinationCountry', f.destination_country,
      'countries', f.countries, 'places', f.places, 'hsCodes', f.hs_codes, 'accessKeys', f.access_keys${withAge ? age : sql``}))
    from consignment_filter f where f.consignment_id = ${consignmentId} and f.known_to is null and f.origin <> 'hub'), '[]')`;
}
