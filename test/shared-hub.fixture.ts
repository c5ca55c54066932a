import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse, stringify } from 'yaml';
import { packageRoot } from '../src/config.ts';
import { startTestHub, type TestHub } from '../src/server/hub.fixture.ts';
import { findSamples } from '../src/server/sample-files.ts';

const SHIPPED = join(packageRoot, 'partners');

/** A hub with the shipped partners, whose agreements name webhooks too (unsigned, therefore without keys) and whose budgets are wide. */
export async function startSharedHub(environment: Record<string, string> = {}): Promise<TestHub> {
  const partners = mkdtempSync(join(tmpdir(), 'corridor-shared-'));
  cpSync(SHIPPED, partners, { recursive: true, filter: path => !path.includes('/samples') });
  for (const each of readdirSync(partners, { withFileTypes: true }))
    if (each.isDirectory()) widen(join(partners, each.name));
  return startTestHub({ CORRIDOR_PARTNERS: partners, ...environment });
}

function widen(folder: string): void {
  const file = join(folder, 'partner.yaml');
  const { signing: _signing, ...partner } = parse(readFileSync(file, 'utf8'));
  const budgets = { depth: 50, aliases: 500, tokens: 10_000, cost: 1_000_000, requestsPerSecond: 10_000 };
  writeFileSync(file, stringify({ ...partner, budgets }));
  rmSync(join(folder, 'keys.json'), { force: true });
  for (const name of readdirSync(join(folder, 'agreements'))) {
    const path = join(folder, 'agreements', name);
    const { signatures: _signatures, ...agreement } = parse(readFileSync(path, 'utf8'));
    writeFileSync(path, stringify({ ...agreement, operations: ['query', 'subscribe', 'webhook'] }));
  }
}

/** Sends the sample messages whose names match, each by its partner. */
export async function sendSamples(hub: TestHub, wanted: RegExp): Promise<void> {
  for (const { path, partner, feed } of findSamples(SHIPPED)) {
    if (!wanted.test(basename(path))) continue;
    const body = new Uint8Array(readFileSync(path));
    const { status } = await hub.ask(`/feeds/${feed}`, partner, { method: 'POST', body });
    if (status !== 202) throw new Error(`${path}: ${status}`);
  }
}

/** What a stream delivers until something is there, in the order in which it came. */
export async function deliveries(
  hub: TestHub,
  whom: string,
  query: string,
  isEnough: (texts: readonly string[]) => boolean,
): Promise<string[]> {
  const leaving = new AbortController();
  const headers = { accept: 'text/event-stream', 'content-type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify({ query }), signal: leaving.signal };
  const response = await hub.ask('/graphql/stream', whom, init);
  const found: string[] = [];
  let rest = '';
  for await (const chunk of response.body ?? []) {
    rest += Buffer.from(chunk).toString();
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    found.push(...blocks.flatMap(block => /^data: (.+)$/m.exec(block)?.[1] ?? []));
    if (isEnough(found)) break;
  }
  leaving.abort();
  return found;
}
