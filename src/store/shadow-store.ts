import type { RiskChannel } from '../risk/risk-channel.ts';
import type { Sql, TransactionSql } from './database.ts';

export interface ShadowAssessment {
  readonly consignmentId: string;
  readonly country: string;
  readonly packHash: string;
  readonly packVersion: string;
  readonly assessedAt: string;
  readonly channel: RiskChannel;
  readonly score: number;
  readonly fired: readonly string[];
  readonly liveChannel: RiskChannel;
  readonly liveFired: readonly string[];
}

/** Keeps the newest word of a candidate on each consignment. */
export async function keepShadows(sql: TransactionSql, shadows: readonly ShadowAssessment[]): Promise<void> {
  if (shadows.length === 0) return;
  await sql`
    insert into shadow_assessment (consignment_id, country, pack_hash, pack_version, assessed_at, channel, score, fired, live_channel, live_fired)
    select s."consignmentId", s.country, s."packHash", s."packVersion", s."assessedAt", s.channel, s.score, s.fired, s."liveChannel", s."liveFired"
    from jsonb_to_recordset(${sql.json(shadows as never)}) as s("consignmentId" uuid, country text, "packHash" text, "packVersion" text,
      "assessedAt" timestamptz, channel text, score int, fired text[], "liveChannel" text, "liveFired" text[])
    on conflict (pack_hash, consignment_id, country) do update set assessed_at = excluded.assessed_at, channel = excluded.channel,
      score = excluded.score, fired = excluded.fired, live_channel = excluded.live_channel, live_fired = excluded.live_fired`;
}

/** How a candidate and the pack in force decided the same consignments: one row a pair of channels. */
export interface ShadowMigration {
  readonly packVersion: string;
  readonly packHash: string;
  readonly from: RiskChannel;
  readonly to: RiskChannel;
  readonly count: number;
}

export function shadowMigrations(sql: Sql): Promise<ShadowMigration[]> {
  return sql<ShadowMigration[]>`
    select pack_version as "packVersion", pack_hash as "packHash", live_channel as "from", channel as "to", count(*)::int as count
    from shadow_assessment group by 1, 2, 3, 4 order by max(assessed_at) desc, 3, 4`;
}

export interface ShadowDifference {
  readonly packHash: string;
  readonly rule: string;
  readonly firedLive: number;
  readonly firedInShadow: number;
}

/** Rules that fire in the one and not in the other. */
export function shadowDifferences(sql: Sql): Promise<ShadowDifference[]> {
  return sql<ShadowDifference[]>`
    select pack_hash as "packHash", rule, count(*) filter (where live)::int as "firedLive", count(*) filter (where not live)::int as "firedInShadow"
    from (
      select pack_hash, unnest(fired) as rule, false as live from shadow_assessment
      union all select pack_hash, unnest(live_fired), true from shadow_assessment
    ) f group by 1, 2 having count(*) filter (where live) <> count(*) filter (where not live) order by 1, 2`;
}
