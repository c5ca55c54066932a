import { z } from 'zod';

const count = z.int().positive();

/** What one document of a partner may ask for, and how often it may ask. What is left out is as the hub has it by default. */
export const partnerBudgets = z.strictObject({
  depth: count.max(50).optional(),
  aliases: z.int().nonnegative().max(500).optional(),
  directives: z.int().nonnegative().max(500).optional(),
  tokens: count.max(10_000).optional(),
  cost: count.max(1_000_000).optional(),
  /** Requests a second on one node, with bursts of twice as many. */
  requestsPerSecond: z.number().positive().max(10_000).optional(),
  /** Subscriptions at a time on one node. */
  subscriptions: count.max(100_000).optional(),
});

export type PartnerBudgets = z.output<typeof partnerBudgets>;

/** `listed`: only documents of partners/<id>/operations/*.graphql run, named by their SHA-256 or sent in full. */
export const partnerOperations = z.enum(['any', 'listed']);
