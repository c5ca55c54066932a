import type { InspectionEntry } from '../consignment/customs-slice.ts';
import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import type { RiskChannel } from '../risk/risk-channel.ts';
import type { Sql } from './database.ts';

/** An assessment that led to a control or to none, and all controls of the consignment. */
export interface PastAssessment {
  readonly consignmentId: string;
  readonly country: string;
  readonly assessedAt: Date;
  readonly context: string;
  readonly channel: RiskChannel;
  readonly fired: readonly string[];
  readonly drawn: boolean;
  readonly inspections: readonly InspectionEntry[] | null;
  /** Another version of the fold wrote what is known of its controls: which assessment came before the first cannot be told. */
  readonly isUnreadable: boolean;
}

export interface PastWindow {
  readonly from: Date;
  readonly to: Date;
  readonly country?: string | undefined;
  /** Only those on which this rule fired, or that were drawn at random. */
  readonly rule?: string | undefined;
}

const wanted = (sql: Sql, { from, to, country, rule }: PastWindow) => sql`
  a.assessed_at >= ${from} and a.assessed_at < ${to} ${country === undefined ? sql`` : sql`and a.country = ${country}`}
  ${rule === undefined ? sql`` : sql`and (a.fired @> ${[rule]} or a.result::jsonb->'trace' @> '[{"step":"RANDOM"}]')`}`;

/**
 * Of each consignment and country the last assessment that came before the first control of its own customs: that control was decided by
 * it, and what it found is no part of it. A page begins after the last of the one before. `customs` are partner ids by country.
 */
export function pastAssessments(
  sql: Sql,
  window: PastWindow,
  customs: Readonly<Record<string, readonly string[]>>,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<PastAssessment[]> {
  return sql<PastAssessment[]>`
    select distinct on (a.consignment_id, a.country) a.consignment_id as "consignmentId", a.country, a.assessed_at as "assessedAt",
      a.context, a.channel, a.fired, a.result::jsonb->'trace' @> '[{"step":"RANDOM"}]' as drawn,
      c.body->'inspections' as inspections, coalesce(c.fold_version <> ${FOLD_VERSION}, false) as "isUnreadable"
    from risk_assessment a left join consignment_slice c on c.consignment_id = a.consignment_id and c.slice = 'customs'
    left join lateral (
      select min((i->'performedAt'->>'instant')::timestamptz) as at from jsonb_array_elements(c.body->'inspections') i
      where ${sql.json(customs as never)}::jsonb->a.country ? (i->>'origin')
    ) control on true
    where ${wanted(sql, window)} and a.consignment_id::text || a.country > ${after} and (control.at is null or a.assessed_at <= control.at)
    order by a.consignment_id, a.country, a.serial desc limit ${limit}`;
}
