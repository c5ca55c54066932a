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

/** What is followed, each from the first event on; the arguments but for `after`. */
const STREAMS: readonly (readonly [name: string, filter: string])[] = [
  ['all that it may see', ''],
  ['by type and place', 'filter: {types: [GATE_IN, GATE_OUT, LOAD, DISCHARGE], places: ["SGSIN"]}'],
  ['of a box', 'filter: {equipment: "MRDU4001153"}'],
];
const EVENT = `kind cursor event { id sequence type classifier effective correction eventTime { raw instant } recordedAt
  place { unlocode name } equipment { number } source { partner }
  consignment { id ucr status goodsDescription parties { role party { name } } declarations { number status }
    equipmentUses { equipment { number } seals { number } } identifiers { scheme value } } }`;
const SNAPSHOT = `subscription { consignmentChanged(where: {equipment: "MRDU4001153"}) { kind cursor consignment { id ucr status
  goodsDescription transportDocuments { number } declarations { number } yardPositions { position } trail { minutes } } } }`;

let hub: TestHub;
let restore: () => Promise<void>;
const began = new Map<string, string>();
beforeAll(async () => {
  hub = await startSharedHub();
  for (const reader of READERS)
    for (const [name, filter] of STREAMS) began.set(`${reader}/${name}`, await cursorNow(reader, filter));
  await sendSamples(hub, /-a01\.|-a01-|coarri.*036s|vermas.*036s|iftsta.*036s/);
  await positioned();
  restore = await keepData(hub.services.sql);
}, 240_000);
afterAll(() => hub?.stop());

async function cursorNow(reader: string, filter: string): Promise<string> {
  const query = `subscription { consignmentEvents${filter && `(${filter})`} { kind cursor } }`;
  const [first = ''] = await deliveries(hub, reader, query, texts => texts.length > 0);
  return JSON.parse(first).data.consignmentEvents.cursor;
}

/** Every event has its place in the log: what a stream replays is then settled. */
async function positioned(): Promise<void> {
  const { sql } = hub.services;
  for (let waiting = 1; waiting > 0; await new Promise(resolve => setTimeout(resolve, 50)))
    waiting = (await sql`select 1 from event_log where position is null`).length;
}

function viewerOf(id: string): Viewer {
  const partner = hub.services.partners.get(id);
  if (!partner) throw new Error(`no partner ${id}`);
  const { country, purposes } = partner;
  return { sees: 'OWN', partner: id, country, purpose: purposes[0] ?? '', accessKeys: partnerAccessKeys(partner) };
}

const subscriptionsOf = (reader: string) => [
  ...STREAMS.map(([name, filter]) => {
    const after = `after: "${began.get(`${reader}/${name}`)}"`;
    return `subscription { consignmentEvents(${after} ${filter}) { ${EVENT} } }`;
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

/** What no two answers share. */
const CORRELATION = /"correlationId":"[^"]*"/g;

test.each(READERS)('what sockets, SSE and answers carry to %s is byte for byte alike', async reader => {
  const policy = hub.services.agreements.policyFor(viewerOf(reader), 'subscribe', new Date());
  const queries = generatedQueries(QUERIES, 20261129 + READERS.indexOf(reader));
  const before = await everythingSent(hub, reader, queries);
  expect(await changeWhatIsHidden(hub.services.sql, policy)).toBeGreaterThan(0);
  const node = await startSecondHub(hub); // what the first one keeps in memory is as it was
  const after = await everythingSent(node, reader, queries);
  await node.stop();
  await restore();
  expect((before[0] ?? '').split('\n').length).toBeGreaterThan(3);
  expect(before.some(each => each.includes('"cost"'))).toBe(true);
  const different = after.flatMap((each, i) => (each === before[i] ? [] : [{ i, after: each, before: before[i] }]));
  expect(different).toEqual([]);
}, 240_000);
