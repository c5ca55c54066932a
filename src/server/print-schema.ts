import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { type GraphQLSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { packageRoot } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { buildHubSchema, buildSubgraphSchema } from '../resolvers/schema.ts';
import { SUBGRAPHS, type Subgraph } from '../resolvers/subgraph-builder.ts';

export type Composition =
  | { readonly ok: true; readonly supergraph: string }
  | { readonly ok: false; readonly errors: readonly string[] };

/** A file of `schema/`, and whether what the code prints differs from what it held. */
export interface SchemaFile {
  readonly file: string;
  readonly changed: boolean;
}

const FOLDER = join(packageRoot, 'schema');

/** The usual port of a subgraph that runs as a process of its own. */
export function subgraphPort(subgraph: Subgraph): number {
  return 4001 + SUBGRAPHS.indexOf(subgraph);
}

/** Where a router on the same machine finds a subgraph that runs as a process of its own; routers override it by name. */
export function subgraphUrl(subgraph: Subgraph): string {
  return `http://localhost:${subgraphPort(subgraph)}/graphql`;
}

/** The SDL of each subgraph, sorted, as its `_service` answers it. */
export function printSubgraphs(schemas = buildSubgraphs()): Map<Subgraph, string> {
  return new Map([...schemas].map(([name, schema]) => [name, printSubgraphSchema(schema)]));
}

export function buildSubgraphs(): ReadonlyMap<Subgraph, GraphQLSchema> {
  return new Map(SUBGRAPHS.map(name => [name, buildSubgraphSchema(name)]));
}

export function composeSupergraph(subgraphs: ReadonlyMap<Subgraph, string> = printSubgraphs()): Composition {
  const services = [...subgraphs].map(([name, sdl]) => ({ name, url: subgraphUrl(name), typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) return { ok: false, errors: errors.map(error => error.message) };
  return { ok: true, supergraph: `${supergraphSdl.trim()}\n` };
}

/** The API that clients see, whether one process or a router serves it. */
export function printPublicSchema(): string {
  return `${printSchema(lexicographicSortSchema(buildHubSchema()))}\n`;
}

/** Prints the public schema and each subgraph; with `check` it only compares. */
export function printSchemaFiles(check: boolean, folder = FOLDER): SchemaFile[] {
  const subgraphs = [...printSubgraphs()].map(([name, sdl]) => keep(folder, `${name}.graphql`, sdl, check));
  return [keep(folder, 'schema.graphql', printPublicSchema(), check), ...subgraphs];
}

/** Composes the supergraph; with `check` it only compares. Subgraphs that do not compose are a bug of ours. */
export function composeSchemaFiles(check: boolean, folder = FOLDER): SchemaFile[] {
  const composition = composeSupergraph();
  if (composition.ok) return [keep(folder, 'supergraph.graphql', composition.supergraph, check)];
  throw new CorridorError(
    'INTERNAL',
    'report-bug',
    `the subgraphs do not compose:\n${composition.errors.map(each => `  ${each}`).join('\n')}`,
  );
}

/** The files of `schema/` that are not what the code prints. */
export function checkSchemaFiles(folder = FOLDER): string[] {
  return [...printSchemaFiles(true, folder), ...composeSchemaFiles(true, folder)]
    .filter(each => each.changed)
    .map(each => each.file);
}

function keep(folder: string, name: string, sdl: string, check: boolean): SchemaFile {
  const file = join(folder, name);
  const changed = !existsSync(file) || readFileSync(file, 'utf8') !== sdl;
  if (changed && !check) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, sdl);
  }
  return { file, changed };
}
