import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot, readConfig } from './config.ts';
import { CorridorError } from './errors.ts';

function refusal(env: Record<string, string>): CorridorError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof CorridorError) return error;
  }
  throw new Error(`accepted ${JSON.stringify(env)}`);
}

test('an empty environment gives the documented defaults', () => {
  expect(readConfig({})).toEqual({
    port: 4000,
    host: '127.0.0.1',
    databaseUrl: undefined,
    dataDir: resolve('data'),
    partnersDir: resolve(packageRoot, 'partners'),
    rulesDir: resolve(packageRoot, 'rules'),
    placesDir: resolve(packageRoot, 'places'),
    events: 'postgres',
    streamDays: 7,
    webhookHosts: [],
    secret: undefined,
    clientCert: 'none',
    issuer: undefined,
    assesses: true,
    logLevel: 'info',
  });
});

test('the package root holds the package', () => {
  expect(existsSync(resolve(packageRoot, 'package.json'))).toBe(true);
});

test('reads what is set; an empty value counts as absent; a flag wins over the environment', () => {
  const env = { PORT: '4100', HOST: '', DATABASE_URL: 'postgresql://a:b@db/c', CORRIDOR_EVENTS: 'nats://broker:4222' };
  const config = readConfig(env, { PORT: '0' });
  expect(config).toMatchObject({ port: 0, host: '127.0.0.1', databaseUrl: 'postgresql://a:b@db/c' });
  expect(config.events).toBe('nats://broker:4222');
});

test('an issuer comes with its audience', () => {
  const issuer = { CORRIDOR_ISSUER: 'https://id.example', CORRIDOR_AUDIENCE: 'corridor' };
  expect(readConfig(issuer).issuer).toEqual({ url: 'https://id.example', audience: 'corridor' });
});

describe('a wrong value stops with one line that names it', () => {
  test.each([
    [{ PORT: '65536' }, 'PORT="65536"'],
    [{ PORT: '4000x' }, 'PORT="4000x"'],
    [{ HOST: 'a b' }, 'HOST="a b"'],
    [{ DATABASE_URL: 'mysql://a/b' }, 'DATABASE_URL="mysql://a/b"'],
    [{ CORRIDOR_EVENTS: 'kafka' }, 'CORRIDOR_EVENTS="kafka"'],
    [{ CORRIDOR_EVENTS: 'nats://' }, 'CORRIDOR_EVENTS="nats://"'],
    [{ CORRIDOR_ISSUER: 'ftp://id', CORRIDOR_AUDIENCE: 'x' }, 'CORRIDOR_ISSUER="ftp://id"'],
    [{ CORRIDOR_ISSUER: 'https://id.example' }, 'CORRIDOR_AUDIENCE=""'],
    [{ CORRIDOR_AUDIENCE: 'corridor' }, 'CORRIDOR_ISSUER=""'],
    [{ CORRIDOR_STREAM_DAYS: '0' }, 'CORRIDOR_STREAM_DAYS="0"'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL="loud"'],
  ])('%o', (env, naming) => {
    const error = refusal(env);
    expect(error).toMatchObject({ code: 'CONFIGURATION' });
    expect(error.message).toContain(naming);
    expect(error.message).toContain('set it to');
    expect(error.message).not.toContain('\n');
  });

  test('without the secret or the password in it', () => {
    expect(refusal({ CORRIDOR_SECRET: 'short' }).message).not.toContain('short');
    const { message } = refusal({ DATABASE_URL: 'mysql://user:hunter2@db/x' });
    expect(message).toContain('mysql://user:(hidden)@db/x');
    expect(message).not.toContain('hunter2');
  });
});
