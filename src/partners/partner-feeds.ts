import { z } from 'zod';
import { FEED_KINDS } from '../messages/feed-kind.ts';

/** JWS algorithms (RFC 7518, RFC 8037) that a feed may be signed with; `none` and MACs cannot be declared. */
export const SIGNING_ALGORITHMS = ['EdDSA', 'ES256'] as const;
export type SigningAlgorithm = (typeof SIGNING_ALGORITHMS)[number];

const jwks = z.union([
  z.string().regex(/^[\w-][\w.-]*\.json$/, 'a JSON file in the folder of the partner'),
  z.url({ protocol: /^https$/ }),
]);

/**
 * How a partner signs (docs/feeds.md). `true`: every message carries a fresh signature; `envelopes`: every mutual-sharing envelope
 * is signed; `false`: what is signed is verified, and nothing has to be.
 */
export const signingDeclaration = z.strictObject({
  required: z.union([z.boolean(), z.literal('envelopes')]).default(true),
  algorithms: z
    .array(z.enum(SIGNING_ALGORITHMS))
    .min(1)
    .default([...SIGNING_ALGORITHMS]),
  jwks: jwks.default('keys.json'),
});

const hostName = z
  .string()
  .regex(/^[a-z0-9.-]+(:\d+)?$/, 'a host name in lower case, with a port where it is not the usual');

/** A partner's HTTP API that is asked for messages. Nothing but the host of `url` and `hosts` is ever called. */
export const pullDeclaration = z.strictObject({
  kind: z.enum(FEED_KINDS),
  url: z.url({ protocol: /^https?$/ }),
  everySeconds: z.number().int().min(1).max(86_400).default(60),
  headers: z.record(z.string().regex(/^[\w-]+$/), z.string()).default({}),
  cursor: z.enum(['etag', 'link-next', 'since']).default('etag'),
  sinceParameter: z.string().default('since'),
  hosts: z.array(hostName).default([]),
  allowPrivate: z.boolean().default(false),
});

export type SigningDeclaration = z.output<typeof signingDeclaration>;
export type PullDeclaration = z.output<typeof pullDeclaration>;

/** The keys of partner.yaml about its ways in. */
export const feedDeclarations = {
  signing: signingDeclaration.optional(),
  pull: z.array(pullDeclaration).default([]),
};
