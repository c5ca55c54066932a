import { Agent } from 'node:http';
import { join } from 'node:path';
import { packageRoot } from '../../config.ts';
import { BENCH_SECRET } from '../scratch-database.ts';
import { send } from './closed-loop.ts';
import { nodeOfPeer, PEERS_FOLDER } from './install-peers.ts';
import { answerOfPostgraphile, CURSOR_SAMPLE, orderOf, postgraphileRequest } from './postgraphile-words.ts';
import { graphqlRequest, type Served, scriptBeside, serve } from './served.ts';

/** What npm brings: plain servers on shared resolvers, one that makes its API of the tables, and subgraphs behind a gateway. */
export const PEERS = ['apollo', 'mercurius', 'postgraphile', 'hive'] as const;
const FIRST_PORT = 21_000;
const PORTS = 20_000;

export function serveLimit(url: string): Promise<Served> {
  return serve({
    name: 'limit',
    arguments: [scriptBeside('limit-server'), url],
    request: (query, variables) => ({ path: `/${query}`, headers: {}, body: JSON.stringify(variables) }),
  });
}

/** The hub as anybody starts it, its agreements and receipts on. `folder` holds its data and its partners. */
export function serveCorridor(url: string, folder: string, token: string): Promise<Served> {
  return serve({
    name: 'corridor',
    arguments: [join(packageRoot, 'bin', 'corridor.mjs'), 'start', '--no-samples'],
    environment: {
      PORT: String(FIRST_PORT + (process.pid % PORTS)),
      DATABASE_URL: url,
      CORRIDOR_DATA: folder,
      CORRIDOR_PARTNERS: join(folder, 'partners'),
      CORRIDOR_SECRET: BENCH_SECRET,
      CORRIDOR_ASSESS: 'off',
      LOG_LEVEL: 'error',
    },
    request: graphqlRequest('/graphql', { authorization: `Bearer ${token}` }),
  });
}

export async function servePeer(name: string, url: string): Promise<Served> {
  const begun = {
    name,
    node: nodeOfPeer(name),
    arguments: [join(PEERS_FOLDER, `${name}.mjs`), url],
    environment: { NODE_ENV: 'production' },
    request: graphqlRequest('/graphql'),
  };
  if (name !== 'postgraphile') return serve(begun);
  const served = await serve(begun);
  const { text } = await send(served.port, new Agent(), { path: '/graphql', headers: {}, body: CURSOR_SAMPLE });
  const order = orderOf(text);
  return {
    ...served,
    request: (query, variables) => postgraphileRequest(query, variables, order),
    shaped: answerOfPostgraphile,
  };
}
