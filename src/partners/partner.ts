import { z } from 'zod';
import type { AlarmRules } from '../alarms/alarm-rules.ts';
import { FEED_KINDS } from '../messages/feed-kind.ts';
import type { MappingProfile } from '../messages/mapping-profile.ts';
import { type MappingFile, timeZone } from './mapping-file.ts';
import { partnerBudgets, partnerOperations } from './partner-budgets.ts';
import { feedDeclarations } from './partner-feeds.ts';
import { webhookDeclaration } from './partner-webhooks.ts';
import type { DeclaredSubgraph } from './subgraph-file.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,62}$/, 'lower-case letters, digits and hyphens');
const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 country code');

/** partners/<id>/partner.yaml: who the partner is, by what numbers messages name it, what it may send and for what purposes it may ask. */
export const partnerFile = z.strictObject({
  id,
  name: z.string().min(1),
  nameLocal: z.string().optional(),
  kind: z.enum(['customs', 'terminal', 'port', 'carrier', 'railway', 'forwarder', 'authority']),
  country,
  timeZone,
  feeds: z.array(z.enum(FEED_KINDS)).default([]),
  purposes: z.array(z.string().regex(/^[a-z][a-z-]*$/)).default([]),
  identifiers: z.array(z.strictObject({ scheme: z.string(), value: z.string().min(1) })).default([]),
  offices: z.array(z.string().min(1)).default([]),
  accessTokens: z
    .strictObject({ oneTime: z.boolean().default(false), mutualTls: z.boolean().default(false) })
    .optional(),
  budgets: partnerBudgets.optional(),
  operations: partnerOperations.optional(),
  passesOn: z.array(id).default([]),
  contact: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  ...feedDeclarations,
  webhooks: z.array(webhookDeclaration).default([]),
});

export type PartnerDeclaration = z.output<typeof partnerFile>;

export interface Partner extends PartnerDeclaration {
  readonly mapping: MappingProfile;
  /** Operations that may be named by their SHA-256. */
  readonly documents: ReadonlyMap<string, string>;
  readonly alarms: AlarmRules;
  /** A subgraph that it runs itself. */
  readonly subgraph?: DeclaredSubgraph;
}

export function mappingProfile(partner: PartnerDeclaration, mapping: MappingFile): MappingProfile {
  const { interchange, timeZone: zone, carrier, ...rest } = mapping;
  return {
    sender: partner.id,
    country: partner.country,
    ...(partner.passesOn.length > 0 && { passesOn: partner.passesOn }),
    ...rest,
    ...(zone ? { timeZone: zone } : {}),
    ...(carrier ? { carrier } : {}),
    allOrNothing: interchange === 'all-or-nothing',
  };
}

/** The access keys that make a partner a party to a consignment: sender of a fact, named by an identifier, the competent office. */
export function partnerAccessKeys(partner: PartnerDeclaration): readonly string[] {
  return [
    `sender:${partner.id}`,
    ...partner.identifiers.map(each => `party:${each.value}`),
    ...partner.offices.map(each => `office:${each}`),
  ];
}
