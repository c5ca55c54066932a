import type { EventVisibility } from '../policy/reads.ts';
import type { Sql } from './database.ts';
import { type EventConditions, eventConditionsSql, type LogRow, logColumns } from './event-reader.ts';
import type { Fragment } from './fragment.ts';
import { logRowSeen } from './log-visibility.ts';
import { plannedAnew } from './planned-anew.ts';

export interface EventPage {
  /** Rows of lower positions only: those of the page before this one are above. */
  readonly before?: number | undefined;
  readonly conditions: EventConditions;
  readonly keys: EventVisibility;
  readonly limit: number;
}

/** The log of events, newest first: the `events` query and its keyset pages. */
export async function recentLogRows(sql: Sql, page: EventPage): Promise<LogRow[]> {
  const statement = sql<LogRow[]>`${recentStatement(sql, page)}`;
  return asksForRareEvents(page.conditions) ? plannedAnew(statement) : statement;
}

export function recentStatement(sql: Sql, { before, conditions, keys, limit }: EventPage): Fragment {
  return sql`
    select ${logColumns(sql)} from event_history e
    where e.position is not null ${before === undefined ? sql`` : sql`and e.position < ${before}`}
      ${eventConditionsSql(sql, conditions)} ${logRowSeen(sql, keys, conditions.knownUpTo)}
    order by e.position desc limit ${limit}`;
}

export async function countLogRows(sql: Sql, conditions: EventConditions, keys: EventVisibility): Promise<number> {
  const statement = sql<{ count: number }[]>`
    select count(*)::int as count from event_history e
    where e.position is not null ${eventConditionsSql(sql, conditions)} ${logRowSeen(sql, keys, conditions.knownUpTo)}`;
  const [row] = await (asksForRareEvents(conditions) ? plannedAnew(statement) : statement);
  return row?.count ?? 0;
}

/**
 * A place that few events name is found by its index, one that most name by walking from the newest (planned-anew.ts); of a box or a
 * consignment there are always few.
 */
function asksForRareEvents({ places, recordedAfter, recordedBefore }: EventConditions): boolean {
  return [places, recordedAfter, recordedBefore].some(each => each !== undefined);
}
