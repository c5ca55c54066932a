import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CorridorError } from './errors.ts';

/** The package's own folder, the same from `src/` and from `dist/`. */
export const packageRoot = dirname(dirname(fileURLToPath(import.meta.url)));

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface ExternalIssuer {
  readonly url: string;
  readonly audience: string;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absent: the embedded Postgres under `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly partnersDir: string;
  readonly rulesDir: string;
  /** Places that are loaded at the start where they are new. */
  readonly placesDir: string;
  /** What wakes the readers of the event log: Postgres itself, or a broker. */
  readonly events: 'postgres' | `nats://${string}`;
  /** For how many days an event stays in the streams, so that a cursor can resume; queries find it for good. */
  readonly streamDays: number;
  /** Hosts (`name` or `name:port`) that a webhook may call although they are private or speak plain http. */
  readonly webhookHosts: readonly string[];
  /** Wraps the hub's keys. Absent: made at the first start in the data folder. */
  readonly secret: string | undefined;
  /** With what a gateway asks for the context of a request to a subgraph. Absent: the hub gives none. */
  readonly gatewaySecret: string | undefined;
  /** The hub whose contexts a gateway asks for. Absent: it passes on the client's own token. */
  readonly hubUrl: string | undefined;
  /** Where client certificates are told: by the `Client-Cert` field of a TLS terminator in front, or nowhere. */
  readonly clientCert: 'none' | 'header';
  /** An external OAuth 2 issuer. Absent: the embedded one. */
  readonly issuer: ExternalIssuer | undefined;
  /** Whether this node takes part in assessing consignments in the background. */
  readonly assesses: boolean;
  readonly logLevel: LogLevel;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Shown in place of what must not reach a log. */
const HIDDEN = '(hidden)';

const portNumber = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().max(65_535));
const dayCount = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(3_650));
const hostNames = z
  .string()
  .transform(text => text.split(',').map(each => each.trim().toLowerCase()))
  .pipe(z.array(z.string().regex(/^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d+)?$/)));
const httpUrl = z.url({ protocol: /^https?$/ });

const VARIABLES = {
  PORT: { schema: portNumber, allowed: 'a port number from 0 to 65535 (0: any free port)' },
  HOST: { schema: z.string().regex(/^[\w.:%-]+$/), allowed: 'an address or host name to listen on, such as 127.0.0.1' },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    allowed: 'postgres://user:password@host:port/database',
  },
  CORRIDOR_DATA: { schema: z.string(), allowed: 'a folder' },
  CORRIDOR_PARTNERS: { schema: z.string(), allowed: 'a folder' },
  CORRIDOR_RULES: { schema: z.string(), allowed: 'a folder' },
  CORRIDOR_PLACES: { schema: z.string(), allowed: 'a folder' },
  CORRIDOR_EVENTS: { schema: z.union([z.literal('postgres'), natsUrl()]), allowed: 'postgres, or nats://host:port' },
  CORRIDOR_STREAM_DAYS: { schema: dayCount, allowed: 'a number of days from 1 to 3650' },
  CORRIDOR_WEBHOOK_HOSTS: {
    schema: hostNames,
    allowed: 'host names, with a port where it is not the usual, between commas',
  },
  CORRIDOR_SECRET: { schema: z.string().min(16), allowed: 'at least 16 characters' },
  CORRIDOR_GATEWAY_SECRET: { schema: z.string().min(16), allowed: 'at least 16 characters' },
  CORRIDOR_HUB: { schema: httpUrl, allowed: 'the URL of the hub that a gateway works for' },
  CORRIDOR_CLIENT_CERT: {
    schema: z.enum(['none', 'header']),
    allowed:
      'none, or header where a TLS terminator in front sets Client-Cert (RFC 9440) and takes it from everybody else',
  },
  CORRIDOR_ISSUER: { schema: httpUrl, allowed: 'the URL of an OAuth 2 issuer, together with CORRIDOR_AUDIENCE' },
  CORRIDOR_AUDIENCE: { schema: z.string(), allowed: "the token's audience, together with CORRIDOR_ISSUER" },
  CORRIDOR_ASSESS: { schema: z.enum(['on', 'off']), allowed: 'on, or off for a node that leaves it to the others' },
  LOG_LEVEL: { schema: z.enum(LOG_LEVELS), allowed: `one of ${LOG_LEVELS.join(', ')}` },
};
type Variable = keyof typeof VARIABLES;
type ValueOf<V extends Variable> = z.output<(typeof VARIABLES)[V]['schema']>;

function natsUrl() {
  return z.templateLiteral(['nats://', z.string().regex(/^[^\s/]+\/?$/)]);
}

function display(name: Variable, value: string): string {
  if (name === 'CORRIDOR_SECRET' || name === 'CORRIDOR_GATEWAY_SECRET') return HIDDEN;
  return JSON.stringify(value.replace(/(:\/\/[^:/@]*):[^@]*@/, `$1:${HIDDEN}@`));
}

function refuse(name: Variable, value: string): never {
  throw new CorridorError(
    'CONFIGURATION',
    'fix-query',
    `${name}=${display(name, value)} is not allowed; set it to ${VARIABLES[name].allowed}`,
    { variable: name },
  );
}

/** An empty variable counts as absent: that is how a compose file or a CI job leaves one out. */
function read<V extends Variable>(env: Environment, name: V): ValueOf<V> | undefined {
  const value = env[name];
  if (value === undefined || value === '') return undefined;
  const result = VARIABLES[name].schema.safeParse(value);
  return result.success ? (result.data as ValueOf<V>) : refuse(name, value);
}

function readIssuer(env: Environment): ExternalIssuer | undefined {
  const url = read(env, 'CORRIDOR_ISSUER');
  const audience = read(env, 'CORRIDOR_AUDIENCE');
  if (url !== undefined && audience !== undefined) return { url, audience };
  if (url === undefined && audience === undefined) return undefined;
  return url === undefined ? refuse('CORRIDOR_ISSUER', '') : refuse('CORRIDOR_AUDIENCE', '');
}

/** The sole reader of the environment. `overrides` are a command's own flags, checked as if they were variables. */
export function readConfig(env: Environment = process.env, overrides: Environment = {}): Config {
  const settings = { ...env, ...overrides };
  return {
    port: read(settings, 'PORT') ?? 4000,
    host: read(settings, 'HOST') ?? '127.0.0.1',
    databaseUrl: read(settings, 'DATABASE_URL'),
    dataDir: resolve(read(settings, 'CORRIDOR_DATA') ?? 'data'),
    partnersDir: resolve(read(settings, 'CORRIDOR_PARTNERS') ?? `${packageRoot}/partners`),
    rulesDir: resolve(read(settings, 'CORRIDOR_RULES') ?? `${packageRoot}/rules`),
    placesDir: resolve(read(settings, 'CORRIDOR_PLACES') ?? `${packageRoot}/places`),
    events: read(settings, 'CORRIDOR_EVENTS') ?? 'postgres',
    streamDays: read(settings, 'CORRIDOR_STREAM_DAYS') ?? 7,
    webhookHosts: read(settings, 'CORRIDOR_WEBHOOK_HOSTS') ?? [],
    secret: read(settings, 'CORRIDOR_SECRET'),
    gatewaySecret: read(settings, 'CORRIDOR_GATEWAY_SECRET'),
    hubUrl: read(settings, 'CORRIDOR_HUB'),
    clientCert: read(settings, 'CORRIDOR_CLIENT_CERT') ?? 'none',
    issuer: readIssuer(settings),
    assesses: read(settings, 'CORRIDOR_ASSESS') !== 'off',
    logLevel: read(settings, 'LOG_LEVEL') ?? 'info',
  };
}
