import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { canonicalJson } from '../consignment/canonical-json.ts';
import { factId } from '../consignment/known-fact.ts';
import { factsById } from '../store/fact-store.ts';
import { GENERATED_ADAPTERS, generatedMessages } from './generated-messages.fixture.ts';
import { readMessage } from './read-message.ts';
import { rebuildCheck } from './rebuild.ts';

const HUB = join(import.meta.dirname, 'ingest-process.fixture.ts');
const BOXES = 200;
const MESSAGES = generatedMessages(BOXES).length;

let database: TestDatabase;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database?.drop();
});

/** Receives all messages, or dies by SIGKILL once it has given so many receipts; answers the receipts given. */
async function run(url: string, killAfter = Number.POSITIVE_INFINITY): Promise<Map<string, string>> {
  const hub = spawn(process.execPath, ['--import', 'tsx', HUB, url, String(BOXES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(hub);
  const receipts = new Map<string, string>();
  createInterface({ input: hub.stdout }).on('line', line => {
    const [place = '', messageId = ''] = line.split(' ');
    receipts.set(place, messageId);
    if (receipts.size >= killAfter) hub.kill('SIGKILL');
  });
  const [code] = await once(hub, 'close');
  if (killAfter === Number.POSITIVE_INFINITY) expect(code).toBe(0);
  return receipts;
}

/** The facts of an undisturbed run, which are those of the bytes alone; rebuild then folds them without the tables that were killed. */
function factsSaid(): Record<string, unknown> {
  const facts = generatedMessages(BOXES).flatMap(({ feed, bytes, profile }) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return readMessage(bytes, feed, profile, GENERATED_ADAPTERS).parts.flatMap((part, p) =>
      part.map((fact, i) => [factId(profile.sender, sha256, p, i), fact] as const),
    );
  });
  return Object.fromEntries(facts);
}

test(`${MESSAGES} messages, a hub killed three times: every message once, the graph as if nothing had happened`, async () => {
  const acknowledged = new Map<string, string>();
  for (const share of [0.1, 0.4, 0.7]) {
    const receipts = await run(database.url, Math.floor(MESSAGES * (share + Math.random() * 0.2)));
    for (const [place, messageId] of receipts) acknowledged.set(place, messageId);
  }
  const last = await run(database.url);
  for (const [place, messageId] of acknowledged) expect(last.get(place)).toBe(messageId);
  const { sql } = database;
  expect(await sql`select status, count(*)::int as count from message group by 1`).toEqual([
    { status: 'ACCEPTED', count: MESSAGES },
  ]);
  const ids = (await sql<{ id: string }[]>`select id from fact`).map(row => row.id);
  const facts = await factsById(sql, ids);
  expect(canonicalJson(Object.fromEntries(facts.map(({ id, fact }) => [id, fact])))).toBe(canonicalJson(factsSaid()));
  expect(await rebuildCheck(sql)).toEqual({ consignments: BOXES, differences: [] });
  expect(await sql`select id from fact where link_state <> 'LINKED'`).toEqual([]);
  const toldTwice = await sql`
    select * from (
      select body->>'effective' as now, lag(body->>'effective')
        over (partition by consignment_id, body->>'revision' order by sequence) as before
      from event_log where body ? 'revision'
    ) as told where now = before`;
  expect(toldTwice).toEqual([]);
}, 400_000);
