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

const pointer = z.string().regex(/^(\/[^/]+)+$/, 'a JSON pointer such as /events/message');

/**
 * A stream of a partner that the hub subscribes to. `sse`: the data of each event is a message, its id the cursor. The GraphQL ones run
 * `query`; pointers into its `data` say where the message and the cursor stand.
 */
export const subscribeDeclaration = z
  .strictObject({
    kind: z.enum(FEED_KINDS),
    protocol: z.enum(['sse', 'graphql-sse', 'graphql-ws']),
    url: z.url({ protocol: /^(https?|wss?)$/ }),
    headers: z.record(z.string().regex(/^[\w-]+$/), z.string()).default({}),
    query: z.string().min(1).optional(),
    variables: z.record(z.string(), z.unknown()).default({}),
    cursorVariable: z.string().min(1).optional(),
    message: pointer.optional(),
    cursor: pointer.optional(),
    /** Of SSE: events of other names are passed over. Absent: all are messages. */
    events: z.array(z.string().min(1)).optional(),
    /** A stream that says nothing for so long, not even that it lives, is dead. */
    silenceSeconds: z.number().int().min(1).max(3_600).default(60),
    hosts: z.array(hostName).default([]),
    allowPrivate: z.boolean().default(false),
  })
  .refine(each => each.protocol === 'sse' || (each.query !== undefined && each.message !== undefined), {
    message: 'a GraphQL stream needs query, and message: where the message stands in its data',
  })
  .refine(each => (each.protocol === 'graphql-ws') === /^wss?:/.test(each.url), {
    message: 'graphql-ws is at a ws or wss address, the others at http or https',
  });

export type SigningDeclaration = z.output<typeof signingDeclaration>;
export type PullDeclaration = z.output<typeof pullDeclaration>;
export type SubscribeDeclaration = z.output<typeof subscribeDeclaration>;

/** The keys of partner.yaml about its ways in. */
export const feedDeclarations = {
  signing: signingDeclaration.optional(),
  pull: z.array(pullDeclaration).default([]),
  subscribe: z.array(subscribeDeclaration).default([]),
};
