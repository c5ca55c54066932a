import type postgres from 'postgres';
import type { Sql } from './database.ts';

/** A piece of SQL that another statement embeds. */
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** The conditions that apply, one after the other; absent ones are left out. */
export function joinFragments(sql: Sql, parts: readonly (Fragment | undefined | false | '')[]): Fragment {
  return parts.reduce<Fragment>((all, part) => (part ? sql`${all} ${part}` : all), sql``);
}
