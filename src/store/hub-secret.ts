import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { CorridorError } from '../errors.ts';

export interface HubSecretOptions {
  /** CORRIDOR_SECRET. */
  readonly secret: string | undefined;
  readonly dataDir: string;
  /** The database is the embedded one: its secret may lie beside it. */
  readonly embedded: boolean;
}

const FILE = 'secret';
const BYTES = 32;
const OWNER_ONLY = 0o600;

/**
 * What wraps the hub's keys. An embedded database gets one at its first start. Nodes that share an external database must be given the
 * same one: a secret made by each would lock the others out.
 */
export function readHubSecret({ secret, dataDir, embedded }: HubSecretOptions): string {
  if (secret !== undefined) return secret;
  if (embedded) return secretBeside(dataDir);
  const message =
    'DATABASE_URL is set and CORRIDOR_SECRET is not: set CORRIDOR_SECRET to at least 16 characters, the same on every node of this database';
  throw new CorridorError('CONFIGURATION', 'fix-query', message, { variable: 'CORRIDOR_SECRET' });
}

function secretBeside(dataDir: string): string {
  const path = join(dataDir, FILE);
  const kept = readIfThere(path) ?? make(dataDir, path);
  if (kept.length < BYTES) {
    const message = `${path} holds no secret: put back the one that this data folder was first started with`;
    throw new CorridorError('CONFIGURATION', 'fix-query', message);
  }
  if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, OWNER_ONLY);
  return kept;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written beside its place and then linked there: two commands that start at once agree on one, and none reads half of it. */
function make(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = openSync(draft, 'wx', OWNER_ONLY);
  writeSync(file, `${randomBytes(BYTES).toString('base64url')}\n`);
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
