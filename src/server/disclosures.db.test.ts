import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { someDraft } from '../audit/audit-chain.fixture.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const ASK = `query Ask($filter: DisclosureFilter, $first: Int, $after: String) {
  disclosures(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { reader person purpose operation subjects at fields { path origin outcome count agreement } }
  }
}`;

interface Page {
  readonly totalCount: number;
  readonly pageInfo: { hasNextPage: boolean; endCursor: string };
  readonly nodes: readonly {
    reader: string;
    purpose: string;
    subjects: string[];
    fields: { origin: string; path: string }[];
  }[];
}

describe('who read my data?', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
    const at = '2026-03-01T08:00:00Z';
    const both = {
      subjects: [
        { id: 'aa', origins: ['cn-customs-tianjin'] },
        { id: 'bb', origins: ['qinzhou-port'] },
      ],
      told: [
        { outcome: 'CLEAR', origin: 'cn-customs-tianjin', agreement: 'cn-sg', counts: { 'Consignment.ucr': 1 } },
        { outcome: 'MASK', origin: 'qinzhou-port', counts: { 'YardPosition.slot': 2 } },
      ],
    } as const;
    const { auditLog } = hub.services;
    await auditLog.record(someDraft('sg-customs', at, both));
    for (let i = 0; i < 3; i++) await auditLog.record(someDraft('sg-customs', at, { purpose: `p${i}` }));
    await auditLog.record(someDraft('landsea-rail', at, { subjects: both.subjects, told: [both.told[1]] }));
  });
  afterAll(() => hub?.stop());

  const ask = async (whom: string, variables: Record<string, unknown> = {}) =>
    (await hub.query(ASK, whom, variables)).data?.disclosures as Page;

  test('an origin sees reads of its own data, and of each only what is its own', async () => {
    const { totalCount, nodes } = await ask('cn-customs-tianjin');
    expect(totalCount).toBe(4);
    expect(nodes.map(each => each.purpose)).toEqual(['p2', 'p1', 'p0', 'risk-assessment']);
    expect(nodes.at(-1)).toMatchObject({
      reader: 'sg-customs',
      fields: [{ path: 'Consignment.ucr', agreement: 'cn-sg' }],
    });
    expect(nodes.at(-1)?.subjects).toHaveLength(1);
    expect((await ask('qinzhou-port')).nodes.map(each => each.reader)).toEqual(['landsea-rail', 'sg-customs']);
  });

  test('by reader, purpose and consignment; another’s data and another’s subject find nothing', async () => {
    const id = (key: string) => Buffer.from(`Consignment:${key}`).toString('base64url');
    expect((await ask('cn-customs-tianjin', { filter: { purpose: 'p1' } })).totalCount).toBe(1);
    expect((await ask('qinzhou-port', { filter: { reader: 'landsea-rail' } })).totalCount).toBe(1);
    expect((await ask('cn-customs-tianjin', { filter: { consignment: id('aa') } })).totalCount).toBe(1);
    expect((await ask('cn-customs-tianjin', { filter: { consignment: id('bb') } })).totalCount).toBe(0);
    expect((await ask('cn-customs-tianjin', { filter: { origin: 'qinzhou-port' } })).totalCount).toBe(0);
  });

  test('page by page, and an operator over all', async () => {
    const first = await ask('cn-customs-tianjin', { first: 3 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await ask('cn-customs-tianjin', { first: 3, after: first.pageInfo.endCursor });
    expect(rest.nodes.map(each => each.purpose)).toEqual(['risk-assessment']);
    expect((await ask('operator')).totalCount).toBeGreaterThanOrEqual(5);
    const refused = await hub.query(ASK, 'analyst');
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', scope: 'audit' });
  });

  test('who takes the bytes of a message is among them', async () => {
    const posted = await hub.ask('/feeds/port', 'qinzhou-port', { method: 'POST', body: 'no message at all' });
    const { messageId } = (await posted.json()) as { messageId: string };
    expect((await hub.ask(`/feeds/messages/${messageId}/raw`, 'operator')).status).toBe(200);
    const { nodes } = await ask('qinzhou-port', { filter: { reader: 'hub:operator' } });
    expect(nodes).toMatchObject([{ fields: [{ path: 'Message.bytes', origin: 'qinzhou-port' }] }]);
  });
});
