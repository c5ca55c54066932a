import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { packageRoot } from '../config.ts';
import { DISCHARGED, STACKED, STORED } from '../ingest/alarms.fixture.ts';
import { receiveMessage } from '../ingest/receive-message.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';

const TERMINAL = 'tianjin-harbour-terminal';
let folder: string;
let hub: TestHub;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corridor-tables-'));
  cpSync(join(packageRoot, 'partners'), folder, { recursive: true });
  const limits = {
    overtime: [{ id: 'to-stack', from: 'DISCHARGE', to: ['STACK'], limit: 'PT60M' }],
    illegalStorage: [{ id: 'yard', areas: [{ blocks: ['A'], holds: ['GENERAL'] }, { blocks: ['D'] }] }],
  };
  writeFileSync(join(folder, TERMINAL, 'alarms.yaml'), JSON.stringify(limits));
  hub = await startTestHub({ CORRIDOR_PARTNERS: folder });
}, 60_000);
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true });
});

/** Received at a moment, which is the hub's clock for it. */
async function receivedAt(moment: string, text: string): Promise<void> {
  const profile = hub.services.partners.get(TERMINAL)?.mapping;
  if (!profile) throw new Error('no such partner');
  const ingest = { ...hub.services.ingest, now: () => new Date(moment), verify: async () => 'ABSENT' as const };
  const receipt = await receiveMessage(ingest, { feed: 'port', bytes: new TextEncoder().encode(text), profile });
  expect(receipt.status).toBe('ACCEPTED');
}

interface Row {
  readonly id: string;
  readonly row: readonly { readonly title: string; readonly value: string }[];
}

async function table(kind: string, lang: string, whom = TERMINAL): Promise<readonly (Row & Record<string, unknown>)[]> {
  const query = `query ($kind: [AlarmKind!], $lang: String) { alarms(filter: { kind: $kind }) { totalCount nodes {
    id rowNumber direction billOfLading voyage equipment { number wellFormed } dangerous reefer yardPosition status closeCause raisedAt
    previousNode previousNodeText(lang: $lang) previousNodeTime { instant raw } currentNode currentNodeTime { instant raw }
    entryTime { instant raw zoneSource } text(lang: $lang) explanation(lang: $lang) operation(lang: $lang) consignment { id }
    row(lang: $lang) { title value } } } }`;
  const { data, errors } = await hub.query(query, whom, { kind, lang });
  expect(errors).toBeUndefined();
  return (data as { alarms: { nodes: (Row & Record<string, unknown>)[] } }).alarms.nodes;
}

const printed = (rows: readonly Row[]) => rows.map(({ row }) => row.map(cell => cell.value));

test('the overtime table of Tianjin, cell for cell', async () => {
  await receivedAt('2022-02-23T06:39:43.000Z', STACKED);
  const rows = await table('OVERTIME', 'zh-CN');
  const titles = '序号 进出口 提单号 航次 箱号 上一节点 上一节点时间 当前节点 当前节点时间 报警内容 报警时间';
  expect(rows[0]?.row.map(cell => cell.title)).toEqual(titles.split(' '));
  expect(printed(rows)).toEqual([
    [
      '1',
      '进口',
      'MDXU714336',
      '2018',
      'CSU6097384',
      '卸船',
      '2022-02-23 13:14:15',
      '堆存',
      '2022-02-23 14:37:43',
      '作业时间超长报警',
      '2022-02-23 14:39:43',
    ],
  ]);
  expect(rows).toMatchObject([
    {
      rowNumber: 1,
      direction: 'IMPORT',
      billOfLading: 'MDXU714336',
      voyage: '2018',
      equipment: { number: 'CSU6097384', wellFormed: false },
      previousNode: 'DISCHARGE',
      previousNodeText: '卸船',
      previousNodeTime: { instant: '2022-02-23T05:14:15.000Z', raw: '2022-02-23 13:14:15' },
      currentNode: 'STACK',
      currentNodeTime: { raw: '2022-02-23 14:37:43' },
      raisedAt: '2022-02-23T06:39:43.000Z',
      text: '作业时间超长报警',
    },
  ]);
  await receivedAt('2022-02-23T06:45:00.000Z', `${STACKED}\n`);
  expect(await table('OVERTIME', 'zh-CN')).toEqual(rows);
});

test('the illegal-storage table of Tianjin, cell for cell, of boxes that no bill names', async () => {
  await receivedAt('2022-02-23T04:00:00.000Z', STORED);
  const rows = await table('ILLEGAL_STORAGE', 'zh');
  expect(
    printed(rows)
      .map(([, ...cells]) => cells)
      .sort(),
  ).toEqual(
    [
      ['CPFLU6104739', '是', '是', '2022-02-23 09:10:11', 'G124405.1'],
      ['TJBM76733660', '是', '是', '2022-02-23 10:11:12', 'G120401.1'],
      ['CPFLU1911999', '是', '否', '2022-02-23 11:12:13', 'G155701.5'],
    ]
      .map(cells => ['进口', ...cells, '违规堆存报警', '2022-02-23 12:00:00', '未报', '说明、关闭'])
      .sort(),
  );
  expect(printed(rows).map(([number]) => number)).toEqual(['1', '2', '3']);
  expect(await table('ILLEGAL_STORAGE', 'zh', 'qingdao-port')).toEqual([]);
  expect(await table('ILLEGAL_STORAGE', 'zh', 'analyst')).toHaveLength(3);
});

test('an alarm is explained and closed by those who feed the hub; who, when and why is kept', async () => {
  const alarm = (await table('ILLEGAL_STORAGE', 'en')).find(each => JSON.stringify(each).includes('CPFLU1911999'));
  const explain =
    'mutation ($id: ID!) { explainAlarm(id: $id, text: "block D is full") { status explanation explainedBy } }';
  const refused = await hub.query(explain, 'analyst', { id: alarm?.id });
  expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const strange = await hub.query(explain, 'qingdao-port', { id: alarm?.id });
  expect(strange.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  const explained = await hub.query(explain, TERMINAL, { id: alarm?.id });
  expect(explained.data).toMatchObject({ explainAlarm: { status: 'EXPLAINED', explanation: 'block D is full' } });
  const close = `mutation ($id: ID!) { closeAlarm(id: $id, reason: "moved by hand") {
    status closeCause closeReason explanation history { type status by reason message } } }`;
  const closed = await hub.query(close, 'operator', { id: alarm?.id });
  expect(closed.errors).toBeUndefined();
  expect(closed.data?.closeAlarm).toMatchObject({
    status: 'CLOSED',
    closeCause: 'BY_HAND',
    closeReason: 'moved by hand',
    explanation: 'block D is full',
    history: [
      { type: 'ALARM_RAISED', by: null },
      { type: 'ALARM_EXPLAINED', by: expect.stringContaining(TERMINAL), message: expect.any(String) },
      { type: 'ALARM_CLOSED', reason: 'moved by hand', message: expect.any(String) },
    ],
  });
  const again = await hub.query(close, 'operator', { id: alarm?.id });
  expect(again.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', remedy: 'fix-query' });
  const archived = await hub.services.sql`select sender, status from message where message_type = 'Alarm action'`;
  expect(archived).toHaveLength(2);
});

test('filters, pages and asOf; a moved box is closed, and reads as it was before', async () => {
  const body = '箱号,是否危险品,是否冷藏,进场时间,场位\nCPFLU6104739,是,是,2022-02-23 12:30:00,D10101.1\n';
  await receivedAt('2022-02-23T05:00:00.000Z', body);
  const query = `query ($filter: AlarmFilter, $first: Int, $after: String, $asOf: DateTime) {
    alarms(filter: $filter, first: $first, after: $after, asOf: $asOf) {
      totalCount pageInfo { endCursor hasNextPage } nodes { rowNumber status equipment { number } } } }`;
  const ask = async (variables: Record<string, unknown>) => {
    const { data, errors } = await hub.query(query, TERMINAL, variables);
    expect(errors).toBeUndefined();
    return (data as { alarms: { totalCount: number; nodes: unknown[]; pageInfo: { endCursor: string } } }).alarms;
  };
  const moved = { equipment: 'CPFLU6104739' };
  expect((await ask({ filter: moved })).nodes).toMatchObject([{ status: 'CLOSED' }]);
  expect((await ask({ filter: moved, asOf: '2022-02-23T04:30:00Z' })).nodes).toMatchObject([{ status: 'RAISED' }]);
  expect((await ask({ filter: { status: 'RAISED' } })).totalCount).toBe(1);
  expect((await ask({ filter: { consignment: { transportDocument: { number: 'MDXU714336' } } } })).totalCount).toBe(1);
  expect((await ask({ filter: { raisedAfter: '2022-02-23T05:00:00Z' } })).totalCount).toBe(1);
  const first = await ask({ first: 3 });
  const next = await ask({ first: 3, after: first.pageInfo.endCursor });
  expect([...first.nodes, ...next.nodes]).toMatchObject([1, 2, 3, 4].map(rowNumber => ({ rowNumber })));
});

test('the events of a consignment leave alarms out, and the consignment has them', async () => {
  await receivedAt('2022-02-24T05:15:00.000Z', DISCHARGED.replaceAll('CSU6097384', 'CSU6097399'));
  const query = `{ consignment(where: { transportDocument: { number: "MDXU714336" } }) {
    alarms { kind equipment { number } } events { nodes { type } } } events { nodes { type } } }`;
  const { data, errors } = await hub.query(query, TERMINAL);
  expect(errors).toBeUndefined();
  expect(data?.consignment).toMatchObject({
    alarms: expect.arrayContaining([{ kind: 'OVERTIME', equipment: { number: 'CSU6097384' } }]),
  });
});

test('a page has 50 alarms where no size is asked for', async () => {
  const boxes = Array.from({ length: 60 }, (_, box) => `PAGE${1_000_000 + box},否,否,2022-02-25 08:00:00,G1${box}.1`);
  await receivedAt('2022-02-25T01:00:00.000Z', ['箱号,是否危险品,是否冷藏,进场时间,场位', ...boxes].join('\n'));
  const { data } = await hub.query('{ alarms { totalCount pageInfo { hasNextPage } nodes { id } } }', TERMINAL);
  const { totalCount, pageInfo, nodes } = (data as { alarms: { totalCount: number; pageInfo: unknown; nodes: [] } })
    .alarms;
  expect([nodes.length, pageInfo]).toEqual([50, { hasNextPage: true }]);
  expect(totalCount).toBeGreaterThanOrEqual(60);
});

/** Reads a stream of Server-Sent Events until a delivery is as wanted; answers all so far. */
async function deliveries(
  query: string,
  variables: object,
  whom: string,
  until: (all: readonly Delivery[]) => boolean,
) {
  const leaving = new AbortController();
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const body = JSON.stringify({ query, variables });
  const response = await hub.ask('/graphql/stream', whom, { method: 'POST', headers, body, signal: leaving.signal });
  const all: Delivery[] = [];
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += new TextDecoder().decode(chunk as Uint8Array);
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines.filter(each => each.startsWith('data: {'))) {
      const { data, errors } = JSON.parse(line.slice('data: '.length));
      expect(errors).toBeUndefined();
      all.push(data.alarms);
    }
    if (until(all)) break;
  }
  leaving.abort();
  return all;
}

interface Delivery {
  readonly kind: string;
  readonly cursor: string;
  readonly alarm: { readonly status: string; readonly equipment: { readonly number: string } } | null;
}

test('a stream tells each step of an alarm once, and goes on behind its cursor', async () => {
  const query = `subscription ($filter: AlarmFilter, $after: String) { alarms(filter: $filter, after: $after) {
    kind cursor correction alarm { kind status equipment { number } currentNode } } }`;
  const filter = { kind: 'OVERTIME', equipment: 'CSU6097377' };
  const box = (text: string) => text.replaceAll('CSU6097384', 'CSU6097377').replaceAll('MDXU714336', 'MDXU714377');
  const live = deliveries(query, { filter }, TERMINAL, all => all.filter(each => each.alarm).length === 2);
  await new Promise(resolve => setTimeout(resolve, 500));
  await receivedAt('2022-02-23T06:20:00.000Z', box(DISCHARGED));
  const standing = () => hub.services.sql`select 1 from alarm where subject = 'CSU6097377'`;
  await vi.waitFor(async () => expect(await standing()).toHaveLength(1), 8_000);
  await receivedAt('2022-02-23T06:39:43.000Z', box(STACKED));
  const all = await live;
  const [start, raised, closed] = all;
  expect(start?.kind).toBe('SNAPSHOT_END');
  expect([raised?.alarm, closed?.alarm]).toMatchObject([
    { status: 'RAISED', equipment: { number: 'CSU6097377' }, currentNode: null },
    { status: 'CLOSED', equipment: { number: 'CSU6097377' }, currentNode: 'STACK' },
  ]);
  const resumed = await deliveries(query, { filter, after: raised?.cursor }, TERMINAL, again => again.length === 2);
  expect(resumed[0]).toMatchObject({ kind: 'EVENT', alarm: { status: 'CLOSED' }, cursor: closed?.cursor });
  const bodies = await hub.services
    .sql`select 1 from event_log where type = 'ALARM_RAISED' and access_keys is not null`;
  expect(bodies.length).toBeGreaterThan(0);
}, 30_000);
