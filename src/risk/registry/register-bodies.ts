import { z } from 'zod';
import { RISK_CHANNELS } from '../risk-channel.ts';

const text = z.string().min(1).max(500);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date, YYYY-MM-DD');
const chapters = z.array(z.string().regex(/^\d{2}$/, 'an HS chapter of two digits'));
const headings = z.array(z.string().regex(/^\d{4}$/, 'an HS heading of four digits'));

/** A price band: US dollars a kg that an authority or a market report states, with how many observations stand behind it. */
const priceBand = {
  priceObservations: z.number().int().min(1).optional(),
  priceP05: z.number().positive().optional(),
  priceFair: z.number().positive().optional(),
  priceP95: z.number().positive().optional(),
};

/**
 * What each register of risk control keeps of its subject. The names are those of the risk context (docs/risk-coverage.md), so that an entry
 * can be read as what the rules will see. Tiers are T1 (authorised economic operator) to T5 (discredited), as GACC Decree 251 grades them.
 */
export const REGISTER_BODIES = {
  ENTERPRISE: z.strictObject({
    name: text,
    tier: z.enum(['T1', 'T2', 'T3', 'T4', 'T5']),
    aeo: z.boolean().default(false),
    suspended: z.boolean().default(false),
    registeredAt: day.optional(),
    businessChapters: chapters.optional(),
    isForwarder: z.boolean().optional(),
    isBank: z.boolean().optional(),
    addressType: z.enum(['OFFICE', 'WAREHOUSE', 'RESIDENTIAL', 'VIRTUAL', 'POBOX']).optional(),
    addressShareCount: z.number().int().min(1).optional(),
  }),
  WHITELIST: z.strictObject({ hs4: headings.min(1), capUsd: z.number().positive() }),
  FOCUS: z.strictObject({ reason: text }),
  GOODS: z.strictObject({
    dutyRate: z.number().min(0).max(10).optional(),
    rawMaterialUsdKg: z.number().min(0).optional(),
    requiredCerts: z.array(text).optional(),
    ...priceBand,
  }),
  WATCH: z.strictObject({ name: text, list: text }),
  INSTRUCTION: z.strictObject({
    kind: z.enum(['MUST', 'SHOULD', 'WAIVER', 'BATCH']),
    channel: z.enum(RISK_CHANNELS).optional(),
    reason: text,
  }),
  RECOGNISED_CUSTOMS: z.strictObject({ arrangement: text }),
  CONTAINER: z.strictObject({
    tareKg: z.number().positive().optional(),
    maxGrossKg: z.number().positive().optional(),
    cscExpiresAt: day.optional(), // of the safety approval plate (CSC 1972)
    shipperOwned: z.boolean().optional(),
  }),
  YARD_PLAN: z.strictObject({
    dangerousGoods: z.boolean(),
    reefer: z.boolean(),
    supervised: z.boolean(),
    perimeter: z.boolean().default(false),
    mixed: z.boolean().default(false), // import and export stand together
  }),
  COUNTRY: z.strictObject({ deMinimisUsd: z.number().positive() }),
} as const;

export type Register = keyof typeof REGISTER_BODIES;
export const REGISTERS = Object.keys(REGISTER_BODIES) as readonly Register[];
export type RegisterBody<R extends Register> = z.infer<(typeof REGISTER_BODIES)[R]>;

/** An entry in force, as the rules get it. `subject` is what it is looked up by, `validTo` the moment it ends. */
export interface RegistryEntry<R extends Register = Register> {
  readonly register: R;
  readonly key: string;
  readonly subject: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly body: RegisterBody<R>;
}

/** The body, or what is wrong with it and where. */
export function readBody(
  register: Register,
  body: unknown,
): { readonly body: RegisterBody<Register> } | { readonly fault: string } {
  const read = REGISTER_BODIES[register].safeParse(body);
  if (read.success) return { body: read.data };
  const [issue] = read.error.issues;
  return { fault: `${['body', ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'not readable'}` };
}
