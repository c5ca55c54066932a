import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { heard } from '../../test/leak-guard.ts';
import { createTestDatabase } from '../../test/test-database.ts';
import { type Config, readConfig } from '../config.ts';
import type { Role } from './caller.ts';
import { type Hub, type HubOptions, startHub } from './hub.ts';
import { hubLogger } from './hub-logger.ts';
import { issueToken } from './token-issuer.ts';

export interface TestHub extends Hub {
  /** A token of a partner, by its id, or of a role; with the purpose first declared. */
  tokenOf(whom: string, ttlSeconds?: number): Promise<string>;
  /** `fetch` on the hub as somebody; without a token for nobody. */
  ask(path: string, whom?: string, init?: RequestInit): Promise<Response>;
  query(query: string, whom?: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer>;
  stop(): Promise<void>;
}

export interface GraphQLAnswer {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
}

/** Everything is heard, for what must never stand in a log; errors are shown. */
function testLogger(): Logger {
  const write = (line: string) => {
    heard(line);
    if (!/^\{"level":[1-4]0,/.test(line)) process.stderr.write(line);
  };
  return hubLogger('debug', { write });
}

const ROLES: readonly string[] = ['operator', 'analyst'] satisfies Role[];

/** A real hub on a database of its own, with the shipped partners and rules. */
export async function startTestHub(
  environment: Record<string, string> = {},
  options: Pick<HubOptions, 'schema' | 'logger'> = {},
): Promise<TestHub> {
  const database = await createTestDatabase();
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    CORRIDOR_DATA: mkdtempSync(join(tmpdir(), 'corridor-hub-')),
    CORRIDOR_SECRET: 'a secret of the tests',
    CORRIDOR_ASSESS: 'off', // news of risk would come between the events that tests count
    ...environment,
  });
  const hub = await startHub({ config, logger: testLogger(), ...options });
  return testHub(hub, () => database.drop());
}

/** Another hub on the database of one that runs: together they work as one. */
export async function startSecondHub(
  { services }: TestHub,
  { config = {}, plansAll = false }: { readonly config?: Partial<Config>; readonly plansAll?: boolean } = {},
): Promise<TestHub> {
  const own = { ...services.config, ...config, port: 0 };
  const hub = await startHub({ config: own, logger: testLogger(), plansAll });
  return testHub(hub, async () => undefined);
}

function testHub(hub: Hub, afterwards: () => Promise<void>): TestHub {
  const tokenOf = (whom: string, ttlSeconds = 60) => tokenFor(hub, whom, ttlSeconds);
  const ask = async (path: string, whom?: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    if (whom !== undefined) headers.set('authorization', `Bearer ${await tokenOf(whom)}`);
    return fetch(`${hub.url}${path}`, { ...init, headers });
  };
  return {
    ...hub,
    tokenOf,
    ask,
    query: async (query, whom, variables) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ query, variables });
      const response = await ask('/graphql', whom, { method: 'POST', headers, body });
      return { status: response.status, ...((await response.json()) as object) };
    },
    stop: async () => {
      await hub.close();
      await afterwards();
    },
  };
}

async function tokenFor({ services }: Hub, whom: string, ttlSeconds: number): Promise<string> {
  const { signingKey, partners } = services;
  if (!signingKey) throw new Error('this hub signs no tokens');
  const partner = partners.get(whom);
  if (!partner && !ROLES.includes(whom)) throw new Error(`nobody is called ${whom}`);
  const grant = partner ? { partner, purpose: partner.purposes[0] } : { role: whom as Role };
  return (await issueToken(signingKey, { ...grant, ttlSeconds }, new Date())).token;
}
