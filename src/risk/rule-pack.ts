import type { CompiledRule } from './compiled-rule.ts';
import type { NamedLists } from './reference-lists.ts';
import type { RiskChannel } from './risk-channel.ts';
import type { RiskContext } from './risk-context.ts';
import type { ContextPatch } from './risk-rule.ts';

export const CREDIT_TIERS = ['T1', 'T2', 'T3', 'T4', 'T5'] as const;
export type CreditTierName = (typeof CREDIT_TIERS)[number];

export interface CreditTier {
  readonly factor: number; // on modulable rules
  readonly randomRate: number;
  readonly channelFloor?: RiskChannel | undefined;
}

export interface PackManifest {
  readonly name: string;
  readonly version: string;
  readonly severityWeights: Readonly<Record<'1' | '2' | '3' | '4' | '5', number>>;
  readonly thresholds: Readonly<Record<Exclude<RiskChannel, 'RELEASE'>, number>>;
  readonly hitCountGuard: number;
  readonly creditTiers: Readonly<Record<CreditTierName, CreditTier>>;
  readonly defaultTier: CreditTierName;
  readonly random: {
    readonly manualShare: number; // of the random rate goes straight to the manual inspection: it measures what scanners miss
    readonly focusFactor: number;
    readonly whitelistedRate: number; // at most
  };
  readonly deferrableBelow: number; // score under which a SCAN may wait for a free scanner
  readonly whitelistScopeRule: string; // a whitelist counts only where this rule did not fire
  readonly releaseFirst: { readonly disqualifiedBy: string; readonly conditions: readonly string[] };
}

/** Which feed supplies a field: by the longest matching path, where `*` stands for one name. */
export interface FeedCatalogue {
  readonly feeds: Readonly<Record<string, string>>;
  readonly suppliedBy: Readonly<Record<string, string>>;
}

/** A clean consignment of another kind, as a patch of the reference context: no rule may fire on it. */
export interface CleanStory {
  readonly name: string;
  readonly tells: string;
  readonly patch: ContextPatch;
}

export interface RulePack {
  readonly manifest: PackManifest;
  readonly hash: string; // SHA-256 of manifest, feeds and rules
  readonly feeds: FeedCatalogue;
  readonly rules: readonly CompiledRule[];
  readonly lists: NamedLists;
  readonly keywords: NamedLists;
  readonly referenceContext?: RiskContext | undefined; // the clean consignment that the rules' cases start from
  readonly stories: readonly CleanStory[];
}
