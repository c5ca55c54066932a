import { createHmac } from 'node:crypto';
import { isBelow, type RiskChannel } from './risk-channel.ts';
import type { RiskContext } from './risk-context.ts';
import type { CreditTierName, PackManifest } from './rule-pack.ts';

/**
 * The draw of a consignment, uniform in [0, 1): HMAC-SHA256 of its id under the sealed seed of the day. The seed's hash is published
 * first and the seed afterwards, so that selection can be audited but not predicted.
 */
export function randomDraw(sealedSeed: string | Uint8Array, consignmentId: string): number {
  const digest = createHmac('sha256', sealedSeed).update(consignmentId).digest();
  return (digest.readUIntBE(0, 6) * 32 + (digest.readUInt8(6) >> 3)) / 2 ** 53;
}

export interface RandomStratum {
  readonly tier: CreditTierName;
  readonly focusListed: boolean;
  readonly whitelisted: boolean;
}

export function randomRate(
  { creditTiers, random }: PackManifest,
  { tier, focusListed, whitelisted }: RandomStratum,
): number {
  const rate = Math.min(1, creditTiers[tier].randomRate * (focusListed ? random.focusFactor : 1));
  return whitelisted ? Math.min(rate, random.whitelistedRate) : rate;
}

/** What a draw selects for; undefined where it selects nothing. */
export function drawnChannel({ random }: PackManifest, draw: number, rate: number): RiskChannel | undefined {
  if (draw < rate * random.manualShare) return 'MANUAL_INSPECTION';
  return draw < rate ? 'SCAN' : undefined;
}

/** Only what no other reason has sent to a scanner is drawn; nothing cancels a draw afterwards. */
export function isDrawn(channel: RiskChannel): boolean {
  return isBelow(channel, 'SCAN');
}

/** The context with the rate of its stratum, where risk control did not set one. */
export function withRandomRate(context: RiskContext, manifest: PackManifest, stratum: RandomStratum): RiskContext {
  if (context.c?.randomRate !== undefined || context.c?.randomU === undefined) return context;
  return { ...context, c: { ...context.c, randomRate: randomRate(manifest, stratum) } };
}
