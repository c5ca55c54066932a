import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../../config.ts';

export const PEERS_FOLDER = join(packageRoot, 'bench', 'peers');

/** Brings in the peers as their lock file says, where they are not there yet: nobody else's `npm ci` is to pay for them. */
export async function installPeers(): Promise<void> {
  const lock = join(PEERS_FOLDER, 'package-lock.json');
  const installed = join(PEERS_FOLDER, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('npm ci in bench/peers: this is done once …');
  await promisify(execFile)('npm', ['ci', '--no-audit', '--no-fund'], { cwd: PEERS_FOLDER });
}

/** PostGraphile 5 wants Node 22, which npm brings where this is an older one. */
export function nodeOfPeer(name: string): string {
  const brought = join(PEERS_FOLDER, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  const isOld = Number(process.versions.node.split('.')[0]) < 22;
  return name === 'postgraphile' && isOld && existsSync(brought) ? brought : process.execPath;
}
