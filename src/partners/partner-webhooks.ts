import { z } from 'zod';

const texts = z.array(z.string().min(1)).optional();

/** Where the hub calls a partner with its events (docs/webhooks.md). `filter` is EventFilter of the API. */
export const webhookDeclaration = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens'),
  url: z.url({ protocol: /^https?$/ }),
  purpose: z.string(),
  filter: z
    .strictObject({
      types: texts,
      classifiers: z.array(z.enum(['PLN', 'EST', 'ACT'])).optional(),
      places: texts,
      equipment: z.string().optional(),
      correctionsOnly: z.boolean().optional(),
    })
    .default({}),
  /** What is told of each event: a selection on ConsignmentEvent, in braces. */
  selection: z
    .string()
    .regex(/^\s*\{/, 'a selection in braces')
    .optional(),
  /** Whether the host may have a private address. */
  allowPrivate: z.boolean().default(false),
});

export type WebhookDeclaration = z.output<typeof webhookDeclaration>;
