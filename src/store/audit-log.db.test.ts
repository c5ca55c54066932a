import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { someDraft } from '../audit/audit-chain.fixture.ts';
import type { AuditEntry } from '../audit/audit-entry.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import { AuditLog } from './audit-log.ts';
import { openHead } from './audit-statement.ts';
import { connect } from './database.ts';
import { type HubSigningKey, loadHubKeys } from './hub-keys.ts';

const DAY = '2026-03-01';
const draft = (i: number, partner = 'sg-customs') => someDraft(partner, `${DAY}T08:00:00Z`, { purpose: `p${i}` });
const many = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('the audit log', () => {
  let database: TestDatabase;
  let key: HubSigningKey;
  beforeAll(async () => {
    database = await createTestDatabase();
    const [receiptKey] = (await loadHubKeys(database.sql, 'a secret of the tests')).receiptKeys;
    if (!receiptKey) throw new Error('no receipt key');
    key = receiptKey;
  });
  afterAll(() => database?.drop());

  const open = (node: string, sql = database.sql, timeoutMs?: number) =>
    new AuditLog({ sql, node, keyOf: () => key, onError: () => undefined, ...(timeoutMs ? { timeoutMs } : {}) });

  async function chainOf(node: string, partner = 'sg-customs') {
    const rows = await database.sql<{ entry: AuditEntry; hash: string }[]>`
      select entry, hash from receipt where node = ${node} and partner = ${partner} order by seq`;
    return [...rows];
  }

  test('many at once share few statements, and make one chain a partner', async () => {
    const log = open('n1');
    const before = await statements();
    await Promise.all(many(400).map(i => log.record(draft(i, i % 2 ? 'sg-customs' : 'qinzhou-port'))));
    expect((await statements()) - before).toBeLessThanOrEqual(3);
    await log.close();
    for (const partner of ['sg-customs', 'qinzhou-port']) {
      const chain = await chainOf('n1', partner);
      expect(chain).toHaveLength(200);
      const head = await signedHead('n1', partner);
      expect(head).toMatchObject({ seq: 200 });
      expect(verifyChain(chain, head ? [head] : [])).toBeUndefined();
    }
  });

  /** Transactions that inserted receipts: each statement's rows have its transaction's id. */
  async function statements(): Promise<number> {
    const [row] = await database.sql<{ count: number }[]>`select count(distinct xmin::text)::int as count from receipt`;
    return row?.count ?? 0;
  }

  async function signedHead(node: string, partner: string) {
    const [row] = await database.sql<{ jws: string }[]>`
      select jws from receipt_head where node = ${node} and partner = ${partner}`;
    return openHead(row?.jws ?? '', { keys: [key.publicJwk] });
  }

  test('a process that goes on with a chain finds its end', async () => {
    const first = open('n2');
    await first.record(draft(1));
    await first.close();
    const second = open('n2');
    await second.record(draft(2));
    await second.close();
    expect((await chainOf('n2')).map(({ entry }) => entry.seq)).toEqual([1, 2]);
  });

  test('connections cut in between refuse what was under way, and the chain goes on without a gap', async () => {
    const own = connect(database.url, { max: 2 });
    const log = open('n3', own);
    await log.record(draft(0));
    const cut = await database.sql.begin(async blocker => {
      await blocker`lock table receipt in access exclusive mode`;
      const under = Promise.allSettled(many(20).map(i => log.record(draft(i))));
      await expect.poll(cutInserts, { timeout: 5_000 }).toBeGreaterThan(0);
      return under;
    });
    expect(cut.map(each => each.status === 'rejected' && each.reason.code)).toEqual(
      many(20).map(() => 'SOURCE_UNAVAILABLE'),
    );
    await Promise.all(many(20).map(i => log.record(draft(i))));
    await log.close();
    await own.end({ timeout: 1 });
    const chain = await chainOf('n3');
    expect(chain).toHaveLength(21);
    expect(verifyChain(chain, [])).toBeUndefined();
  });

  async function cutInserts(): Promise<number> {
    const cut = await database.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into receipt %'`;
    return cut.length;
  }

  test('a database that hangs refuses in time', async () => {
    const log = open('n4', database.sql, 100);
    await log.record(draft(0));
    const refused = await database.sql.begin(async blocker => {
      await blocker`lock table receipt in access exclusive mode`;
      return log.record(draft(1)).catch(error => error.code);
    });
    expect(refused).toBe('SOURCE_UNAVAILABLE');
    await expect
      .poll(() =>
        log.record(draft(2)).then(
          () => 'written',
          () => 'refused',
        ),
      )
      .toBe('written');
    await log.close();
    expect(verifyChain(await chainOf('n4'), [])).toBeUndefined();
  });

  test('what is written is not changed', async () => {
    await expect(database.sql`update receipt set hash = 'x'`).rejects.toThrow('append-only');
    await expect(database.sql`delete from receipt`).rejects.toThrow('append-only');
  });
});
