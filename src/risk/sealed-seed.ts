import { createHash, createHmac } from 'node:crypto';
import { randomDraw } from './random-draw.ts';
import type { RiskContext } from './risk-context.ts';

/** Gives the seed of a day; nobody else can, as long as the hub's key stays sealed. */
export interface SealedSeeds {
  /** 32 bytes as hexadecimal. */
  seedOf(day: string): string;
}

/** One seed a day (UTC): HMAC-SHA256 of the day under a key of the hub that never leaves it unwrapped. */
export function sealedSeeds(key: Uint8Array): SealedSeeds {
  return { seedOf: day => createHmac('sha256', key).update(`corridor random selection ${day}`).digest('hex') };
}

/** What is published before the day: SHA-256 of the seed's text. It binds the hub to the seed and tells nothing of it. */
export function seedHash(seed: string): string {
  return createHash('sha256').update(seed).digest('hex');
}

/** A seed is published when no draw is made with it any more: the day is over everywhere that it was today. */
export function isPublished(day: string, now: Date): boolean {
  return now.getTime() >= Date.parse(`${day}T00:00:00Z`) + 86_400_000;
}

/**
 * The day whose seed draws a consignment: that of its declaration, so that judging it again is no second chance. Goods that nobody declared
 * are drawn by the day of the assessment, anew each day that they stand there.
 */
export function drawDay({ decl, now }: RiskContext): string | undefined {
  const lodged = decl?.lodgedAt;
  const at = lodged !== undefined && now !== undefined && lodged <= now ? lodged : now;
  return at?.slice(0, 10);
}

/** The context with its draw, where nobody set one. Its rate comes from the tier, the focus and the whitelist when it is assessed. */
export function withRandomDraw(context: RiskContext, seeds: SealedSeeds): RiskContext {
  const day = drawDay(context);
  const id = context.c?.id;
  if (day === undefined || id === undefined || context.c?.randomU !== undefined) return context;
  return { ...context, c: { ...context.c, randomU: randomDraw(seeds.seedOf(day), id) } };
}

/** Whether a published seed is the one that was sealed. */
export function opensSeal(seed: string, hash: string): boolean {
  return seedHash(seed) === hash.toLowerCase();
}
