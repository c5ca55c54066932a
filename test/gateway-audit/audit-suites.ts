import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** One case: an operation, and what a gateway answers; whether there are errors counts only where it says so. */
export interface AuditCase {
  readonly query: string;
  readonly expected: { readonly data?: unknown; readonly errors?: boolean };
}

export type Composer = 'apollo' | 'guild';

/** The suites of a checkout of graphql-hive/federation-gateway-audit, served as it serves them. */
export interface AuditSuites {
  readonly ids: readonly string[];
  casesOf(id: string): Promise<readonly AuditCase[]>;
  /** As the audit composes it, or as `corridor schema compose` does. */
  supergraphOf(id: string, composer: Composer): Promise<string>;
  close(): void;
}

interface AuditedSubgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export async function serveSuites(checkout: string): Promise<AuditSuites> {
  const { createRouter } = await import(pathToFileURL(join(checkout, 'src', 'index.ts')).href);
  const server = createServer(createRouter());
  await new Promise<void>(resolve => server.listen(0, resolve));
  const of = `http://localhost:${(server.address() as AddressInfo).port}`;
  const get = async (path: string) => {
    const response = await fetch(`${of}/${path}`, { headers: { accept: 'application/json' } });
    if (response.ok) return response;
    throw new Error(`the audit answers ${response.status} for ${path}`);
  };
  return {
    ids: (await (await get('ids')).json()) as string[],
    casesOf: async id => (await (await get(`${id}/tests`)).json()) as AuditCase[],
    supergraphOf: async (id, composer) =>
      composer === 'apollo'
        ? (await get(`${id}/supergraph`)).text()
        : composed((await (await get(`${id}/subgraphs`)).json()) as AuditedSubgraph[]),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function composed(subgraphs: readonly AuditedSubgraph[]): string {
  const services = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl !== undefined) return supergraphSdl;
  throw new Error(`it does not compose: ${errors.map(({ message }) => message).join(' ')}`);
}
