import { execFile } from 'node:child_process';
import { cpus, platform, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { packageRoot } from '../config.ts';
import type { Sql } from '../store/database.ts';

/** Where and of what something was measured: nothing by which the machine itself could be told. */
export interface MeasuredOn {
  readonly date: string;
  readonly commit: string;
  readonly machine: string;
}

export async function measuredOn(sql: Sql): Promise<MeasuredOn> {
  const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    date: `${new Date().toISOString().slice(0, 16)}Z`,
    commit: await commitOf(),
    machine: `${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${memory} GiB, ${platform()}, Node ${process.version}, Postgres ${row?.version ?? '?'}`,
  };
}

async function commitOf(): Promise<string> {
  const git = (...words: string[]) => promisify(execFile)('git', words, { cwd: packageRoot });
  try {
    const { stdout: commit } = await git('rev-parse', '--short', 'HEAD');
    const { stdout: changed } = await git('status', '--porcelain', '--untracked-files=no');
    return changed.trim() === '' ? commit.trim() : `${commit.trim()} with changes`;
  } catch {
    return 'unknown';
  }
}
