import { chownSync, closeSync, mkdirSync, openSync } from 'node:fs';
import type { ServerAccount } from './server-account.ts';

/** Where the child finds the folder that it inherits as its fourth descriptor. */
const INHERITED = '/proc/self/fd/3';

/** A folder as the server names it, with the descriptor that it must inherit. */
export interface ServerFolder {
  readonly path: string;
  readonly descriptor: number | 'ignore';
  close(): void;
}

export function makeServerFolder(path: string, account: ServerAccount | undefined): void {
  mkdirSync(path, { mode: 0o700 });
  if (account) chownSync(path, account.uid, account.gid);
}

/**
 * The data stays in the data folder even where the server's account cannot reach it by name (a project in root's home,
 * 0700): root opens the folder and the server inherits the descriptor. proc(5): a process may always follow its own
 * /proc/self/fd, and the parents of what it leads to are not asked.
 */
export function openServerFolder(path: string, account: ServerAccount | undefined): ServerFolder {
  if (!account || process.platform !== 'linux') return { path, descriptor: 'ignore', close: () => undefined };
  const descriptor = openSync(path, 'r');
  return { path: INHERITED, descriptor, close: () => closeSync(descriptor) };
}
