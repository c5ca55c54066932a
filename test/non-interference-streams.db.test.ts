import { afterAll, beforeAll, expect, test } from 'vitest';
import { partnerAccessKeys } from '../src/partners/partner.ts';
import type { Viewer } from '../src/policy/viewer.ts';
import { startSecondHub, type TestHub } from '../src/server/hub.fixture.ts';
import { generatedQueries } from './generated-queries.fixture.ts';
import { changeWhatIsHidden, keepData } from './hidden-data.fixture.ts';
import { deliveries, sendSamples, startSharedHub } from './shared-hub.fixture.ts';
import { framesOfSocket, framesOfSse } from './stream-frames.fixture.ts';

const ALL = ['sg-customs', 'jurong-straits-terminal', 'cn-customs-tianjin', 'meridian-ocean-line', 'landsea-rail'];
/** `npm run test:sharing` looks as all of them. */
const READERS = process.env.CORRIDOR_RUNS ? ALL : ALL.slice(0, 2);
/** Queries of each reader that go over HTTP, so that cost, status and headers of the answer are compared too. */
const QUERIES = 12;

const EVENT = `event { id sequence type classifier effective correction eventTime { raw instant } recordedAt
  place { unlocode name } equipment { number } source { partner }
  consignment { id ucr status goodsDescription parties { role party { name } } declarations { number status }
    equipmentUses { equipment { number } seals { number } } identifiers { scheme value } } }`;
const ALARM = `alarm { id kind status subject raisedAt dueAt text detail places billOfLading voyage direction dangerous reefer yardPosition
  equipment { number } previousNodeTime { raw } currentNodeTime { raw } entryTime { raw } row { column value }
  history { type at message } consignment { id ucr } } correction`;
/** What is followed, each from the first row of the log on. */
const STREAMS = [
  { name: 'all events', root: 'consignmentEvents', filter: '', told: EVENT },
  {
    name: 'events by type and place',
    root: 'consignmentEvents',
    filter: 'filter: {types: [GATE_IN, GATE_OUT, LOAD, DISCHARGE], places: ["SGSIN"]}',
    told: EVENT,
  },
  { name: 'events of a box', root: 'consignmentEvents', filter: 'filter: {equipment: "MRDU4001153"}', told: EVENT },
  { name: 'alarms', root: 'alarms', filter: '', told: ALARM },
  { name: 'alarms at a port', root: 'alarms', filter: 'filter: {port: ["SGSIN", "CNTXG"]}', told: ALARM },
] as const;
type Stream = (typeof STREAMS)[number];
const SNAPSHOT = `subscription { consignmentChanged(where: {equipment: "MRDU4001153"}) { kind cursor consignment { id ucr status
  goodsDescription transportDocuments { number } declarations { number } yardPositions { position } trail { minutes } } } }`;

let hub: TestHub;
let restore: () => Promise<void>;
const began = new Map<string, string>();
beforeAll(async () => {
  hub = await startSharedHub();
  for (const reader of READERS)
    for (const stream of STREAMS) began.set(`${reader}/${stream.name}`, await cursorNow(reader, stream));
  await sendSamples(hub, /-a01\.|-a01-|036s/);
  await settled();
  restore = await keepData(hub.services.sql);
}, 240_000);
afterAll(() => hub?.stop());

async function cursorNow(reader: string, { root, filter }: Stream): Promise<string> {
  const query = `subscription { ${root}${filter && `(${filter})`} { kind cursor } }`;
  const [first = ''] = await deliveries(hub, reader, query, texts => texts.length > 0);
  return JSON.parse(first).data[root].cursor;
}

/** Every event has its place in the log, and what time alone raises is raised: what a stream replays is then settled. */
async function settled(): Promise<void> {
  const { sql } = hub.services;
  for (let waiting = 1; waiting > 0; await new Promise(resolve => setTimeout(resolve, 100)))
    waiting = (
      await sql`
        select 1 from event_log where position is null
        union all select 1 from graphile_worker.jobs where run_at < now() + interval '1 minute' and task_identifier like 'alarm%'`
    ).length;
}

function viewerOf(id: string): Viewer {
  const partner = hub.services.partners.get(id);
  if (!partner) throw new Error(`no partner ${id}`);
  const { country, purposes } = partner;
  return { sees: 'OWN', partner: id, country, purpose: purposes[0] ?? '', accessKeys: partnerAccessKeys(partner) };
}

const subscriptionsOf = (reader: string) => [
  ...STREAMS.map(({ name, root, filter, told }) => {
    const after = `after: "${began.get(`${reader}/${name}`)}"`;
    return `subscription { ${root}(${after} ${filter}) { kind cursor ${told} } }`;
  }),
  SNAPSHOT,
];

/** All that a hub sends to a reader: frames of sockets, events of SSE, bodies of answers with their cost. */
async function everythingSent(node: TestHub, reader: string, queries: readonly string[]): Promise<string[]> {
  const streams = subscriptionsOf(reader).flatMap(query => [
    framesOfSocket(node, reader, query),
    framesOfSse(node, reader, query),
  ]);
  const answers = queries.map(async query => {
    const { status, ...body } = await node.query(query, reader);
    return [JSON.stringify({ status, body })];
  });
  return (await Promise.all([...streams, ...answers])).map(frames => frames.join('\n').replaceAll(CORRELATION, ''));
}

const ALARMS = [
  `{ alarms(first: 20) { totalCount edges { cursor node { ${ALARM.slice('alarm { '.length, -' } correction'.length)} } } } }`,
  '{ alarms(filter: {equipment: "HIDDEN"}) { totalCount } }',
  '{ consignments { nodes { id alarms { id kind billOfLading voyage dangerous } } } }',
];

/** So that a difference is shown by member. */
function readable(line: string): unknown {
  const json = line.indexOf('{');
  return json === -1 ? line : [line.slice(0, json), JSON.parse(line.slice(json))];
}

/** What no two answers share. */
const CORRELATION = /"correlationId":"[^"]*"/g;

test.each(READERS)(
  'what sockets, SSE and answers carry to %s is byte for byte alike',
  async reader => {
    const policy = hub.services.agreements.policyFor(viewerOf(reader), 'subscribe', new Date());
    const queries = [...ALARMS, ...generatedQueries(QUERIES, 20261129 + READERS.indexOf(reader))];
    const before = await everythingSent(hub, reader, queries);
    expect(await changeWhatIsHidden(hub.services.sql, policy)).toBeGreaterThan(0);
    const node = await startSecondHub(hub); // what the first one keeps in memory is as it was
    const after = await everythingSent(node, reader, queries);
    await node.stop();
    await restore();
    expect((before[0] ?? '').split('\n').length).toBeGreaterThan(3);
    expect(before.some(each => each.includes('"cost"'))).toBe(true);
    after.forEach((each, i) => {
      expect({ i, lines: each.split('\n').map(readable) }).toEqual({
        i,
        lines: (before[i] ?? '').split('\n').map(readable),
      });
      expect(each).toBe(before[i]);
    });
  },
  240_000,
);
