import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../audit/audit-entry.ts';
import { verifyChain } from '../audit/verify-chain.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const QUERY = 'query Some { riskPack { version } consignments(first: 1) { edges { node { id } } } }';

describe('receipts of answers', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub?.stop());

  const receipts = () =>
    hub.services.sql<{ entry: AuditEntry; hash: string }[]>`select entry, hash from receipt order by position`;

  test('an answer leaves one, before it leaves', async () => {
    const before = (await receipts()).length;
    expect((await hub.query(QUERY, 'sg-customs')).errors).toBeUndefined();
    const written = (await receipts()).slice(before);
    expect(written.map(({ entry }) => entry)).toMatchObject([
      {
        partner: 'sg-customs',
        sub: 'sg-customs-development',
        client: 'corridor-development',
        purpose: 'transit-monitoring',
        operation: 'query',
        operationName: 'Some',
        answers: 1,
        errors: 0,
        seq: 1,
      },
    ]);
  });

  test('who asks for the schema only, or is nobody, leaves none', async () => {
    const before = (await receipts()).length;
    await hub.query('{ __schema { queryType { name } } }', 'sg-customs');
    await hub.query('{ __schema { queryType { name } } }');
    await hub.query(QUERY);
    expect(await receipts()).toHaveLength(before);
  });

  test('no receipt, no answer; and the next one is answered again', async () => {
    const { sql } = hub.services;
    await sql`alter table receipt rename to receipt_away`;
    const refused = await hub.query(QUERY, 'sg-customs');
    expect(refused).toMatchObject({
      status: 503,
      errors: [{ extensions: { code: 'SOURCE_UNAVAILABLE', remedy: 'retry-later' } }],
    });
    expect(refused.data).toBeUndefined();
    await sql`alter table receipt_away rename to receipt`;
    expect((await hub.query(QUERY, 'sg-customs')).status).toBe(200);
    const chain = (await receipts()).filter(({ entry }) => entry.partner === 'sg-customs');
    expect(verifyChain([...chain], [])).toBeUndefined();
  });
});
