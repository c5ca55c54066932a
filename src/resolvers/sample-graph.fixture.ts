import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  graphql,
  parse,
  validate,
} from 'graphql';
import { createTestDatabase } from '../../test/test-database.ts';
import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { packageRoot } from '../config.ts';
import { pastGraph } from '../ingest/past-graph.ts';
import { presentGraph } from '../ingest/present-graph.ts';
import { receiveMessage } from '../ingest/receive-message.ts';
import { AgreementDirectory } from '../partners/agreement-directory.ts';
import { partnerAccessKeys } from '../partners/partner.ts';
import { PartnerDirectory } from '../partners/partner-directory.ts';
import { DisclosureCollector } from '../policy/disclosure-collector.ts';
import type { Viewer } from '../policy/viewer.ts';
import { shippedPack } from '../risk/shipped-pack.fixture.ts';
import { disclosureExtensions, nameSelection } from '../server/disclosure-extensions.ts';
import { pseudonyms } from '../server/pseudonyms.ts';
import { findSamples } from '../server/sample-files.ts';
import { createLoaders } from './loaders.ts';
import type { RequestContext } from './request-context.ts';
import { buildHubSchema, buildSubgraphSchema } from './schema.ts';
import type { Subgraph } from './subgraph-builder.ts';

interface Representation {
  readonly __typename: string;
  readonly id: unknown;
}

const NOW = new Date('2026-12-01T00:00:00Z');
const EVERYTHING: Viewer = { sees: 'ALL', role: 'operator', subject: 'test' };
const noStream = () => {
  throw new Error('these tests follow no stream');
};

const asSent = (text: string) => text;

/** A hub that has read the sample messages whose names match, as sent or edited, and what it answers. */
export async function openSampleGraph(wanted: RegExp, edit = asSent) {
  const folder = join(packageRoot, 'partners');
  const partners = new PartnerDirectory(folder);
  const { sql, drop } = await createTestDatabase();
  for (const { path, partner, feed } of findSamples(folder).filter(each => wanted.test(basename(each.path)))) {
    const profile = partners.get(partner)?.mapping;
    if (!profile) throw new Error(`no partner ${partner}`);
    const ingest = { sql, adapters: ALL_ADAPTERS, now: () => NOW };
    const bytes = Buffer.from(edit(readFileSync(path, 'utf8')));
    const { status, issues } = await receiveMessage(ingest, { feed, bytes, profile });
    if (status !== 'ACCEPTED') throw new Error(`${path}: ${status} ${JSON.stringify(issues)}`);
  }

  const agreements = await AgreementDirectory.open(folder, partners, pseudonyms(new Uint8Array(32)));
  const contextOf = (viewer: Viewer): RequestContext => {
    const events = {
      ...{ subscribe: noStream, assertResumable: noStream, headCursor: noStream, snapshotThenLive: noStream },
      shared: noStream,
    };
    const disclosures = new DisclosureCollector();
    const policy = agreements.policyFor(viewer, 'query', NOW);
    const loaders = createLoaders(sql, { policy, disclosures }, { past: pastGraph(sql), present: presentGraph(sql) });
    return {
      viewer,
      policy,
      policyOf: each => agreements.policyFor(each, 'query', NOW),
      disclosures,
      sql,
      loaders,
      partners,
      rulePack: shippedPack,
      events,
      now: NOW,
      refresh: () => undefined,
    };
  };
  const run = (schema: GraphQLSchema, source: string, variableValues: Record<string, unknown>, viewer: Viewer) =>
    graphql({ schema, source, variableValues, contextValue: contextOf(viewer) });
  const hub = buildHubSchema();
  const documents = new Map<string, DocumentNode>();
  const documentOf = (source: string): DocumentNode => {
    const document = documents.get(source) ?? parse(source);
    if (!documents.has(source)) assertValid(hub, document);
    documents.set(source, document);
    return document;
  };

  return {
    ask: async <T>(source: string, variables: Record<string, unknown> = {}, viewer = EVERYTHING): Promise<T> =>
      dataOf(await run(hub, source, variables, viewer)) as T,
    policyOf: (viewer: Viewer) => agreements.policyFor(viewer, 'query', NOW),
    /** Data, errors and extensions, as text. */
    answer: async (source: string, viewer: Viewer) => {
      const contextValue = contextOf(viewer);
      const document = documentOf(source);
      nameSelection(hub, document, contextValue);
      const result = await execute({ schema: hub, document, contextValue });
      return JSON.stringify({ ...result, extensions: disclosureExtensions(contextValue) });
    },
    loadersOf: (viewer: Viewer) => contextOf(viewer).loaders,
    errorsOf: async (source: string) => (await run(hub, source, {}, EVERYTHING)).errors ?? [],
    /** What a subgraph answers about entities, and with how many statements. */
    entities: async <T>(subgraph: Subgraph, representations: readonly Representation[], selection: string) => {
      const source = `query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`;
      const schema = buildSubgraphSchema(subgraph);
      let statements = 0;
      const options = sql.options as { debug?: unknown };
      options.debug = (_connection: number, statement: string) => {
        if (!statement.includes('pg_catalog.pg_type')) statements++; // each new connection reads the types
      };
      const data = dataOf(await run(schema, source, { r: representations }, EVERYTHING));
      options.debug = false;
      return { statements, entities: (data as { _entities: T })._entities };
    },
    partner: (id: string): Viewer => {
      const partner = partners.get(id);
      if (!partner) throw new Error(`no partner ${id}`);
      const { country, purposes } = partner;
      return { sees: 'OWN', partner: id, country, purpose: purposes[0] ?? '', accessKeys: partnerAccessKeys(partner) };
    },
    sql,
    /** When each message's facts became known, in that order. */
    momentsKnown: async (): Promise<string[]> => {
      const rows = await sql<{ at: Date }[]>`select distinct known_at as at from fact order by 1`;
      return rows.map(row => row.at.toISOString());
    },
    close: drop,
  };
}

export type SampleGraph = Awaited<ReturnType<typeof openSampleGraph>>;

function assertValid(schema: GraphQLSchema, document: DocumentNode): void {
  const [error] = validate(schema, document);
  if (error) throw error;
}

function dataOf({ data, errors }: ExecutionResult): unknown {
  if (errors) throw new Error(errors.map(error => `${error.path?.join('.')}: ${error.message}`).join('\n'));
  return data;
}
