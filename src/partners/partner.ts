import { z } from 'zod';
import { FEED_KINDS } from '../messages/feed-kind.ts';
import { DEFAULT_NULL_VALUES, type MappingProfile } from '../messages/mapping-profile.ts';
import { feedDeclarations } from './partner-feeds.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{1,62}$/, 'lower-case letters, digits and hyphens');
const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 country code');
const timeZone = z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Shanghai');

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
  contact: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  ...feedDeclarations,
});

/** partners/<id>/mapping.yaml: how its messages deviate from their standards. */
export const mappingFile = z.strictObject({
  timeZone: timeZone.optional(),
  characterSet: z.string().default('utf-8'),
  nullValues: z.array(z.string()).default([...DEFAULT_NULL_VALUES]),
  codes: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  places: z.record(z.string(), z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'a UN/LOCODE')).default({}),
  carrier: z.string().optional(),
  interchange: z.enum(['proceed', 'all-or-nothing']).default('proceed'),
});

export type PartnerDeclaration = z.output<typeof partnerFile>;

export interface Partner extends PartnerDeclaration {
  readonly mapping: MappingProfile;
}

export function mappingProfile(partner: PartnerDeclaration, mapping: z.output<typeof mappingFile>): MappingProfile {
  const { interchange, timeZone: zone, carrier, ...rest } = mapping;
  return {
    sender: partner.id,
    country: partner.country,
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

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
