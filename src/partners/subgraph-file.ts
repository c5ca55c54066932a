import { z } from 'zod';

const graphqlName = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, 'a GraphQL name');
const file = z.string().regex(/^[\w-][\w./-]*$/, 'a file of the folder of the partner');
const seconds = (least: number, most: number) => z.number().int().min(least).max(most);

/** A type of the hub that the partner adds fields to, and the key by which the hub names one to it. */
const extendedEntity = z.strictObject({
  key: z.enum(['id', 'ucr', 'number', 'unlocode']),
  fields: z.array(graphqlName).min(1),
});

/**
 * partners/<id>/subgraph.yaml: a subgraph that the partner runs itself and the hub joins live (docs/partner-subgraphs.md). What is not
 * listed here is not taken from it.
 */
export const subgraphFile = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  allowPrivate: z.boolean().default(false),
  /** What was accepted of the partner's schema: its text, and the digest of it that both sides agreed on. */
  sdl: z.strictObject({
    file: file.default('subgraph.graphql'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal'),
    checkSeconds: seconds(1, 86_400).default(60),
  }),
  /** How its names begin: types so, fields of Query and of the hub's types with a small first letter. */
  namespace: z.string().regex(/^[A-Z][A-Za-z0-9]{1,30}$/, 'letters and digits, a capital first'),
  entities: z.record(graphqlName, extendedEntity).default({}),
  rootFields: z.array(graphqlName).default([]),
  types: z.array(graphqlName).default([]),
  /** For what the partner is shown the keys of what it is asked about: one of its purposes. */
  purpose: z.string().min(1),
  timeoutMs: z.number().int().min(50).max(30_000).default(3_000),
  concurrency: z.number().int().min(1).max(100).default(8),
  bytes: z.number().int().min(1_024).max(33_554_432).default(1_048_576),
  breaker: z
    .strictObject({ openAfter: z.number().int().min(1).max(1_000), pauseSeconds: seconds(1, 3_600) })
    .default({ openAfter: 5, pauseSeconds: 30 }),
  /** Absent: nothing of it is kept. */
  cache: z.strictObject({ seconds: seconds(0, 86_400), lastGoodSeconds: seconds(0, 604_800) }).optional(),
  /** What a failure means: its part is null, or what it said last where that is kept. */
  onFailure: z.enum(['null', 'last-good']).default('null'),
  credentials: z
    .strictObject({
      oauth: z
        .strictObject({
          tokenUrl: z.url({ protocol: /^https?$/ }),
          clientId: z.string().min(1),
          clientSecretFile: file,
          scope: z.string().min(1).optional(),
        })
        .optional(),
      mutualTls: z.strictObject({ certFile: file, keyFile: file, caFile: file.optional() }).optional(),
    })
    .default({}),
});

export type SubgraphDeclaration = z.output<typeof subgraphFile>;

/** A partner's subgraph as its folder declares it. */
export interface DeclaredSubgraph {
  readonly declaration: SubgraphDeclaration;
  readonly sdl: string;
  readonly folder: string;
}
