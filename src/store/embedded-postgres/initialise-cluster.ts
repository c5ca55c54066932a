import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CorridorError } from '../../errors.ts';
import { makeServerFolder, openServerFolder } from './cluster-folder.ts';
import type { ServerAccount } from './server-account.ts';

export const SUPERUSER = 'corridor';
/** Inside the cluster, so that a cluster and its password are made, moved and lost together. */
export const PASSWORD_FILE = 'corridor.password';

const INITDB_OPTIONS = [
  `--username=${SUPERUSER}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  // Sorts by code point on every platform and in every year: a system locale changes with the C library.
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-instructions',
];

/** What a child of ours needs of the environment: nothing of the user's. */
export const SERVER_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' };

export interface ClusterPlan {
  readonly initdb: string;
  readonly clusterDir: string;
  readonly account: ServerAccount | undefined;
  readonly durable: boolean;
}

function writePassword(file: string, account: ServerAccount | undefined): void {
  writeFileSync(file, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (account) chownSync(file, account.uid, account.gid);
}

async function runInitdb({ initdb, account, durable }: ClusterPlan, building: string): Promise<void> {
  const folder = openServerFolder(building, account);
  const target = [`--pgdata=${folder.path}/cluster`, `--pwfile=${folder.path}/${PASSWORD_FILE}`];
  const child = spawn(initdb, [...target, ...INITDB_OPTIONS, ...(durable ? [] : ['--no-sync'])], {
    ...account,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    stdio: ['ignore', 'ignore', 'pipe', folder.descriptor],
  });
  const failure = new Promise<string>(resolve => child.once('error', error => resolve(error.message)));
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  const complaints = child.stderr ? text(child.stderr) : Promise.resolve('');
  const outcome = await Promise.race([ended, failure]);
  folder.close();
  if (outcome === 0) return;
  const reason = typeof outcome === 'string' ? outcome : (await complaints).trim();
  throw new CorridorError(
    'CONFIGURATION',
    'fix-query',
    `the embedded Postgres could not make its cluster (DATABASE_URL names another): ${reason}`,
  );
}

/** Built beside its place and renamed into it: a start that is killed half-way, or raced, leaves no half-made cluster. */
export async function initialiseCluster(plan: ClusterPlan): Promise<void> {
  if (existsSync(plan.clusterDir)) return;
  mkdirSync(join(plan.clusterDir, '..'), { recursive: true });
  const building = mkdtempSync(`${plan.clusterDir}.new-`);
  try {
    if (plan.account) chownSync(building, plan.account.uid, plan.account.gid);
    makeServerFolder(join(building, 'cluster'), plan.account);
    writePassword(join(building, PASSWORD_FILE), plan.account);
    await runInitdb(plan, building);
    renameSync(join(building, PASSWORD_FILE), join(building, 'cluster', PASSWORD_FILE));
    renameSync(join(building, 'cluster'), plan.clusterDir);
  } catch (error) {
    const racedAndLost = (error as NodeJS.ErrnoException).code === 'ENOTEMPTY';
    if (!racedAndLost) throw error;
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
}
