import type { Mass, Money } from '../messages/claims.ts';
import type { TimeValue } from '../messages/time-value.ts';
import { builder } from './subgraph-builder.ts';

export const MassType = builder.objectRef<Mass>('Mass').implement({
  shareable: true,
  description: 'A mass with its unit.',
  fields: t => ({
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The figure as stated.',
      resolve: mass => mass.value,
    }),
    unit: t.string({
      nullable: true,
      description: 'UN/ECE Recommendation 20 code: KGM kilogram, TNE tonne, GRM gram, LBR pound.',
      resolve: mass => mass.unit,
    }),
  }),
});

export const MoneyType = builder.objectRef<Money>('Money').implement({
  shareable: true,
  description: 'An amount of money in its currency.',
  fields: t => ({
    amount: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The figure as stated.',
      resolve: money => money.amount,
    }),
    currency: t.string({
      nullable: true,
      description: 'ISO 4217 code, such as CNY, SGD or USD.',
      resolve: money => money.currency,
    }),
  }),
});

export const ZoneSourceType = builder.enumType('ZoneSource', {
  description: 'Which authority gave a time its zone. UTC is never assumed.',
  values: {
    EXPLICIT: { description: 'The message states the offset.' },
    MESSAGE_PROFILE: { description: "The sender's profile declares the zone of its times." },
    PLACE: { description: 'The zone of the place where it happened.' },
    UNKNOWN: { description: 'Nobody says: the instant is nominal, up to 14 hours off.' },
  } as const,
});

export const EventTimeType = builder.objectRef<TimeValue>('EventTime').implement({
  shareable: true,
  description: 'A time as a message states it, with how its zone is known.',
  fields: t => ({
    instant: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The moment in UTC; nominal where zoneSource is UNKNOWN.',
      resolve: time => time.instant,
    }),
    raw: t.string({ nullable: true, description: 'The text of the message.', resolve: time => time.raw }),
    zoneSource: t.field({ type: ZoneSourceType, nullable: true, resolve: time => time.zoneSource }),
    precision: t.string({
      nullable: true,
      description: 'DAY, HOUR, MINUTE, SECOND or MILLISECOND.',
      resolve: time => time.precision,
    }),
  }),
});

export const PageInfoType = builder
  .objectRef<{ hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null }>(
    'PageInfo',
  )
  .implement({
    shareable: true,
    description: 'Where a page of a connection stands (Relay cursor connections).',
    fields: t => ({
      hasNextPage: t.exposeBoolean('hasNextPage', { nullable: false }),
      hasPreviousPage: t.exposeBoolean('hasPreviousPage', { nullable: false }),
      startCursor: t.exposeString('startCursor', { nullable: true }),
      endCursor: t.exposeString('endCursor', { nullable: true }),
    }),
  });
