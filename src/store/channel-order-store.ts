import type { LoweringReason } from '../risk/officer-order.ts';
import type { RiskChannel } from '../risk/risk-channel.ts';
import type { Sql, TransactionSql } from './database.ts';

/** An officer lowered a channel. */
export interface ChannelOrder {
  readonly id: string;
  readonly consignmentId: string;
  readonly country: string;
  readonly assessmentId: string;
  readonly from: RiskChannel;
  readonly channel: RiskChannel;
  readonly reasonCode: LoweringReason;
  readonly text: string;
  readonly orderedBy: string;
  readonly orderedAt: Date;
  readonly messageId: string;
  readonly fired: readonly string[];
}

export async function keepChannelOrder(sql: TransactionSql, order: ChannelOrder): Promise<void> {
  await sql`
    insert into channel_order (id, consignment_id, country, assessment_id, from_channel, channel, reason_code, text, ordered_by, ordered_at,
      message_id, fired)
    values (${order.id}, ${order.consignmentId}, ${order.country}, ${order.assessmentId}, ${order.from}, ${order.channel},
      ${order.reasonCode}, ${order.text}, ${order.orderedBy}, ${order.orderedAt}, ${order.messageId}, ${[...order.fired]})`;
  await sql`
    update risk_standing set order_id = ${order.id} where consignment_id = ${order.consignmentId} and country = ${order.country}`;
}

export async function channelOrders(sql: Sql, ids: readonly string[]): Promise<Map<string, ChannelOrder>> {
  const rows = await sql<ChannelOrder[]>`
    select id, consignment_id as "consignmentId", country, assessment_id as "assessmentId", from_channel as "from", channel,
      reason_code as "reasonCode", text, ordered_by as "orderedBy", ordered_at as "orderedAt", message_id as "messageId", fired
    from channel_order where id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map(row => [row.id, row]));
}
