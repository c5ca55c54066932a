import { z } from 'zod';
import { RISK_CHANNELS } from './risk-channel.ts';
import { RULE_KINDS, RULE_MODES, TREATMENTS } from './risk-rule.ts';

const SEMVER = /^\d+\.\d+\.\d+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const channel = z.enum(RISK_CHANNELS);
const text = z.string().min(1);
const names = z.array(text);
const patches = z.array(z.record(z.string(), z.unknown())).min(1);
const tier = z.strictObject({
  factor: z.number().min(0),
  randomRate: z.number().min(0).max(1),
  channelFloor: channel.optional(),
});

export const manifestSchema = z.strictObject({
  name: text,
  version: z.string().regex(SEMVER),
  severityWeights: z.strictObject({ 1: z.number(), 2: z.number(), 3: z.number(), 4: z.number(), 5: z.number() }),
  thresholds: z.strictObject({ DOCUMENT_CHECK: z.number(), SCAN: z.number(), MANUAL_INSPECTION: z.number() }),
  hitCountGuard: z.number().int().min(1),
  creditTiers: z.strictObject({ T1: tier, T2: tier, T3: tier, T4: tier, T5: tier }),
  defaultTier: z.enum(['T1', 'T2', 'T3', 'T4', 'T5']),
  random: z.strictObject({ manualShare: z.number(), focusFactor: z.number(), whitelistedRate: z.number() }),
  deferrableBelow: z.number(),
  whitelistScopeRule: text,
  releaseFirst: z.strictObject({ disqualifiedBy: text, conditions: names }),
});

export const feedsSchema = z.strictObject({
  feeds: z.record(text, text),
  suppliedBy: z.record(text, text),
});

export const listsSchema = z.strictObject({
  lists: z.record(text, names),
  keywords: z.record(text, names),
});

export const storiesSchema = z.strictObject({
  stories: z.array(z.strictObject({ name: text, tells: text, patch: z.record(z.string(), z.unknown()) })),
});

const dates = { effectiveFrom: z.string().regex(DAY), effectiveTo: z.string().regex(DAY).optional() };

const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.string().regex(SEMVER).optional(),
  title: text,
  kind: z.enum(RULE_KINDS).default('risk'),
  mode: z.enum(RULE_MODES).default('LIVE'),
  detects: text,
  condition: text,
  requiredFields: names.min(1),
  feeds: names.min(1),
  stage: text,
  severity: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  weight: z.number().min(0).optional(),
  treatment: z.enum(TREATMENTS),
  channelFloor: channel.optional(),
  modulable: z.boolean(),
  cluster: text,
  domain: text,
  alert: z.boolean().default(false),
  thresholdBasis: text,
  effect: z
    .strictObject({
      allFactor: z.number().min(0).max(1).optional(),
      physicalFactor: z.number().min(0).max(1).optional(),
      scanToDocumentWithImage: z.boolean().optional(),
      target: z.enum(['MUST', 'SHOULD']).optional(),
      randomDraw: z.boolean().optional(),
    })
    .optional(),
  source: z.strictObject({ organisation: text, document: text, seen: text }),
  effectiveFrom: dates.effectiveFrom.optional(),
  effectiveTo: dates.effectiveTo,
  author: text.optional(),
  approver: text.optional(),
  cases: z.strictObject({ fires: patches, silent: patches }),
});

/** One group of rules. What the file says under `defaults` holds for each rule that does not say otherwise. */
export const ruleFileSchema = z.strictObject({
  group: text,
  defaults: z.strictObject({
    version: z.string().regex(SEMVER),
    effectiveFrom: dates.effectiveFrom,
    author: text,
    approver: text,
  }),
  rules: z.array(ruleSchema).min(1),
});

export type RuleFile = z.infer<typeof ruleFileSchema>;
