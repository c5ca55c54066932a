import { spawn } from 'node:child_process';
import { packageRoot } from '../config.ts';
import { mustEnd } from './what-must-end.ts';

export interface StartedProgram {
  readonly url: string;
  stop(): Promise<void>;
}

/** A Node program that says on its standard output at which address it is, once it is there. */
export function startProgram(program: readonly string[], environment: Record<string, string>): Promise<StartedProgram> {
  const child = spawn(process.execPath, program, {
    cwd: packageRoot,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const stop = mustEnd(() => {
    child.kill('SIGKILL');
    return ended;
  });
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`${program.join(' ')} ended with ${code}`)));
    child.stdout.on('data', chunk => {
      const url = /is at (http:\/\/[\w.:]+)/.exec(String(chunk))?.[1];
      if (url) resolve({ url, stop });
    });
  });
}
