import { type ChildProcess, spawn } from 'node:child_process';
import { packageRoot } from '../src/config.ts';
import { heard } from './leak-guard.ts';

export interface StartedProcess {
  /** Where it said that it is. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A Node program that says on its standard output at which address it is, once it is there. */
export function startProcess(
  program: readonly string[],
  environment: Record<string, string> = {},
): Promise<StartedProcess> {
  const child = spawn(process.execPath, program, {
    cwd: packageRoot,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A start that fails half-way leaves nothing behind.
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  const said: string[] = [];
  child.stderr.on('data', chunk => said.push(String(chunk)));
  child.once('close', () => heard(said.join('')));
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`${program.join(' ')} ended with ${code}: ${said.join('')}`)));
    child.stdout.on('data', chunk => {
      said.push(String(chunk));
      const url = /is at (http\S+)/.exec(said.join(''))?.[1];
      if (url) resolve({ url, stop: () => killed(child) });
    });
  });
}

function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise(resolve => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
