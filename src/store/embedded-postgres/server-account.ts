import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { CorridorError } from '../../errors.ts';

/** The user that the server runs as. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` is in every distribution; `postgres` owns its files by right where a system server was ever installed. */
const UNPRIVILEGED = ['postgres', 'nobody'] as const;

/** Reads the accounts of passwd(5): name, password, uid, gid, … */
export function accountNamed(passwd: string, name: string): ServerAccount | undefined {
  const fields = passwd
    .split('\n')
    .find(line => line.startsWith(`${name}:`))
    ?.split(':');
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) && uid > 0 ? { uid, gid } : undefined;
}

/** The first account of the list that exists: `initdb` looks its own user up by name and fails without one. */
export function unprivilegedAccount(passwd: string): ServerAccount {
  for (const name of UNPRIVILEGED) {
    const account = accountNamed(passwd, name);
    if (account) return account;
  }
  throw new CorridorError(
    'CONFIGURATION',
    'fix-query',
    `the embedded Postgres refuses to run as root, and neither ${UNPRIVILEGED.join(' nor ')} exists here: start as an ordinary user, or set DATABASE_URL`,
  );
}

function belongsToAnother(clusterDir: string, owner: number): CorridorError {
  const message = `${clusterDir} belongs to the user ${owner}: start as root or as that user, or set CORRIDOR_DATA or DATABASE_URL`;
  return new CorridorError('CONFIGURATION', 'fix-query', message);
}

/**
 * Postgres refuses to run as root, so root lends its server an existing account: the owner of the cluster if there is
 * one. Everyone else, and Windows, runs it as themselves (undefined).
 */
export function chooseServerAccount(clusterDir: string): ServerAccount | undefined {
  const self = process.getuid?.();
  if (self === undefined) return undefined;
  const cluster = statSync(clusterDir, { throwIfNoEntry: false });
  if (self !== 0 && cluster && cluster.uid !== self) throw belongsToAnother(clusterDir, cluster.uid);
  if (self !== 0) return undefined;
  if (cluster && cluster.uid !== 0) return { uid: cluster.uid, gid: cluster.gid };
  return unprivilegedAccount(readFileSync('/etc/passwd', 'utf8'));
}

/** Whether the account may pass through a folder and all of its parents: a home of root (0700) stops it. */
export function mayEnter(folder: string, account: ServerAccount | undefined): boolean {
  if (!account) return true;
  const { mode, uid, gid } = statSync(folder);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  const passable = ((mode >> shift) & 0o1) === 1;
  const parent = dirname(folder);
  return passable && (parent === folder || mayEnter(parent, account));
}
