import type { AlarmVisibility } from '../policy/reads.ts';
import type { Visibility } from '../policy/viewer-policy.ts';
import type { Sql } from './database.ts';
import type { Fragment } from './fragment.ts';
import { held, sighted } from './row-visibility.ts';

/** The same of a row with the `body` of an alarm and its consignment as `isAlarmSeen` says in memory. */
export function alarmSeen(sql: Sql, row: Fragment, { byKind, goods }: AlarmVisibility, at?: number): Fragment {
  const all = (member: string, visibility: Visibility) => sql`not exists (
    select 1 from jsonb_array_elements_text(coalesce(${row}.body->${member}, '[]')) as o(name) where not exists (
      select 1 from consignment_filter v where v.consignment_id = ${row}.consignment_id and ${held(sql, at)} and v.origin = o.name
        and ${sighted(sql, visibility, 'v')}))`;
  const kinds = Object.entries(byKind).reduce<Fragment>(
    (cases, [kind, visibility]) => sql`${cases} when ${kind} then ${all('origins', visibility)}`,
    sql``,
  );
  return sql`(jsonb_array_length(${row}.body->'origins') > 0 and ${all('goodsFrom', goods)}
    and case ${row}.body->>'kind' ${kinds} else false end)`;
}
