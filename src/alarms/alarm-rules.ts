import { z } from 'zod';
import { EVENT_TYPES } from '../messages/event-type.ts';
import { FEED_KINDS } from '../messages/feed-kind.ts';
import { durationMs } from './duration.ts';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens');
const limit = z
  .string()
  .refine(text => durationMs(text) !== undefined, 'an ISO 8601 duration such as PT60M, PT6H or P1D')
  .transform(text => durationMs(text) ?? 0);
const node = z.enum(EVENT_TYPES);
const goods = z.enum(['GENERAL', 'DANGEROUS', 'REEFER']);
const texts = z.partialRecord(z.enum(['en', 'zh']), z.string().min(1)).optional();
/** Absent: the rule is about what the partner itself states, wherever that is. */
const ports = z
  .array(z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'a UN/LOCODE'))
  .min(1)
  .optional();
const common = { id, ports, text: texts };

const overtime = z.strictObject({
  ...common,
  from: node,
  to: z.array(node).min(1).optional(),
  goods: z.array(goods).min(1).optional(),
  limit,
});
const area = z.strictObject({
  blocks: z.array(z.string().min(1)).min(1),
  holds: z.array(goods).min(1).default(['GENERAL', 'DANGEROUS', 'REEFER']),
});
const illegalStorage = z.strictObject({ ...common, areas: z.array(area) });
const missingNode = z.strictObject({
  ...common,
  from: node,
  to: node,
  expected: z.array(node).min(1),
});
const slip = z.strictObject({ ...common, event: z.enum(['ARRIVAL', 'DEPARTURE']), limit });
const lateTrain = z.strictObject({ id, text: texts, limit });
const feedSilent = z.strictObject({ id, text: texts, feed: z.enum(FEED_KINDS), limit });

/** partners/<id>/alarms.yaml: the limits and areas by which alarms are raised (docs/alarms.md). */
export const alarmRules = z
  .strictObject({
    overtime: z.array(overtime).default([]),
    illegalStorage: z.array(illegalStorage).default([]),
    missingNode: z.array(missingNode).default([]),
    scheduleSlip: z.array(slip).default([]),
    lateTrain: z.array(lateTrain).default([]),
    feedSilent: z.array(feedSilent).default([]),
  })
  .superRefine((rules, context) => {
    const seen = new Set<string>();
    for (const [kind, list] of Object.entries(rules))
      list.forEach((rule, i) => {
        if (seen.has(rule.id))
          context.addIssue({ code: 'custom', path: [kind, i, 'id'], message: 'an id is used once' });
        seen.add(rule.id);
      });
  });

export type AlarmRules = z.output<typeof alarmRules>;
export type OvertimeRule = AlarmRules['overtime'][number];
export type IllegalStorageRule = AlarmRules['illegalStorage'][number];
export type MissingNodeRule = AlarmRules['missingNode'][number];
export type ScheduleSlipRule = AlarmRules['scheduleSlip'][number];
export type LateTrainRule = AlarmRules['lateTrain'][number];
export type FeedSilentRule = AlarmRules['feedSilent'][number];

/** The rules of one partner. */
export interface PartnerAlarmRules {
  readonly partner: string;
  readonly rules: AlarmRules;
}
