import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mustEnd } from '../what-must-end.ts';
import type { LoadRequest } from './closed-loop.ts';
import { QUERIES, type QueryName, type Variables } from './read-queries.ts';

/** A server under measurement: a process of its own on this machine. */
export interface Served {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  readonly startMs: number;
  request(query: QueryName, variables: Variables): LoadRequest;
  /** What it answered, in the shape in which the others do. */
  shaped?(query: QueryName, data: unknown): unknown;
  stop(): Promise<void>;
}

const LONGEST_START_MS = 300_000;

interface Command {
  readonly name: string;
  /** That of the benchmark unless given. */
  readonly node?: string;
  readonly arguments: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly request: Served['request'];
}

/** Runs it until it says on which port it answers. */
export async function serve({
  name,
  node = process.execPath,
  arguments: words,
  environment,
  request,
}: Command): Promise<Served> {
  const began = performance.now();
  // Through env(1), which becomes the server: the rest of the environment is passed on unread.
  const settings = Object.entries(environment ?? {}).map(([setting, value]) => `${setting}=${value}`);
  const child = spawn('env', [...settings, node, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = mustEnd(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 12_000);
    await once(child, 'exit');
    clearTimeout(late);
  });
  const port = await portOf(child, name);
  return { name, pid: child.pid ?? 0, port, startMs: performance.now() - began, request, stop };
}

function portOf(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`${name} did not start`)), LONGEST_START_MS);
    child.stdout?.on('data', chunk => {
      said += String(chunk);
      const port = /port (\d+)|http:\/\/localhost:(\d+)/.exec(said);
      if (!port) return;
      clearTimeout(late);
      resolve(Number(port[1] ?? port[2]));
    });
    child.once('exit', code => reject(new Error(`${name} ended with ${code}: ${said}`)));
  });
}

export function graphqlRequest(path: string, headers: Readonly<Record<string, string>> = {}): Served['request'] {
  return (query, variables) => ({ path, headers, body: JSON.stringify({ query: QUERIES[query], variables }) });
}

/** Beside this file, compiled or not. */
export function scriptBeside(name: string): string {
  return new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url).pathname;
}
