import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { packageRoot } from '../../src/config.ts';
import type { AuditCase } from './audit-suites.ts';

const CORRIDOR = join(packageRoot, 'bin', 'corridor.mjs');
const HEALTHY_MS = 20_000;
const CASE_MS = 10_000;

/** The cases that `corridor gateway`, a process of its own over this supergraph, answers otherwise than the audit says: their numbers. */
export async function failedCases(supergraphFile: string, cases: readonly AuditCase[]): Promise<number[]> {
  const args = [CORRIDOR, 'gateway', '--supergraph', supergraphFile, '--port', '0'];
  const gateway = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(gateway, 'exit');
  try {
    const url = await Promise.race([addressOf(gateway.stdout), ended.then(() => undefined)]);
    if (url === undefined) return cases.map((_, i) => i);
    const health = await fetch(url.replace(/graphql$/, 'health'));
    if (health.status !== 200) throw new Error(`GET /health answers ${health.status}`);
    const passed = await Promise.all(cases.map(each => passes(url, each)));
    return passed.flatMap((is, i) => (is ? [] : [i]));
  } finally {
    gateway.kill('SIGTERM');
    await ended;
  }
}

async function addressOf(output: AsyncIterable<Buffer>): Promise<string> {
  const late = AbortSignal.timeout(HEALTHY_MS);
  let said = '';
  for await (const chunk of output) {
    said += chunk;
    const url = /at (http\S+)/.exec(said)?.[1];
    if (url) return url;
    late.throwIfAborted();
  }
  throw new Error(`the gateway ended: ${said}`);
}

/** As the audit's own runner compares: the data, and whether there are errors where the case says whether there are. */
async function passes(url: string, { query, expected }: AuditCase): Promise<boolean> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(CASE_MS),
  });
  const { data = null, errors } = (await response.json()) as { data?: unknown; errors?: readonly unknown[] };
  const hasErrors = (errors?.length ?? 0) > 0;
  const areErrorsRight = typeof expected.errors !== 'boolean' || expected.errors === hasErrors;
  return areErrorsRight && isDeepStrictEqual(data, expected.data ?? null);
}
