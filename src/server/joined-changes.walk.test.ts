import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { honest, type JoinedHub, startJoinedHub } from '../../test/joined-hub.fixture.ts';
import { sdlDigest } from '../partners/read-subgraph.ts';

const BOX = '{ equipment(number: "MRDU4001153") { number tuasUnstuffings { id bay } } }';
const WAIT = { timeout: 25_000, interval: 50 };

interface Files {
  readonly yaml: string;
  readonly sdl: string;
}

/** Each test goes on from the files that the one before it left. */
let hub: JoinedHub;
let files: Files;

beforeAll(async () => {
  hub = await startJoinedHub(yaml => yaml.replace('timeoutMs: 2000', 'timeoutMs: 15000'));
  files = { yaml: readFileSync(at('subgraph.yaml'), 'utf8'), sdl: readFileSync(at('subgraph.graphql'), 'utf8') };
});
afterAll(() => hub?.stop());
beforeEach(() => hub.behave(honest));

const at = (name: string) => join(hub.services.config.partnersDir, 'tuas-freight-station', name);

function put({ yaml, sdl }: Files): void {
  writeFileSync(at('subgraph.graphql'), sdl);
  writeFileSync(at('subgraph.yaml'), yaml.replace(/sha256: \w+/, `sha256: ${sdlDigest(sdl)}`));
}

async function inForce(change: () => void): Promise<void> {
  const { graphs } = hub.services;
  const before = graphs.schema;
  change();
  await vi.waitUntil(() => graphs.schema !== before, WAIT);
}

async function unstuffings() {
  const { data, errors } = await hub.query(BOX, 'operator');
  return { ...(data?.equipment as { tuasUnstuffings?: object[] | null }), errors };
}

/** What stands against the files of partners. */
async function alarms(): Promise<string> {
  const query =
    '{ alarms(first: 50, filter: { kind: [PARTNER_FILE_INVALID], status: [RAISED] }) { nodes { detail } } }';
  return JSON.stringify((await hub.query(query, 'operator')).data);
}

test('a cache that is declared while the hub runs is in force: what was said is not asked again for so long', async () => {
  await inForce(() => put({ ...files, yaml: files.yaml.replace('seconds: 0', 'seconds: 600') }));
  const before = hub.asked.length;
  const [first, second] = [await unstuffings(), await unstuffings()];
  expect(first.tuasUnstuffings).toHaveLength(2);
  expect(second).toEqual(first);
  expect(hub.asked.length).toBe(before + 1);
});

test('so are what a failure means, when nobody is asked any more, and a field that is no longer listed', async () => {
  const yaml = files.yaml
    .replace('onFailure: "null"', 'onFailure: last-good')
    .replace('openAfter: 5', 'openAfter: 2')
    .replace('rootFields: [tuasStations]\n', '');
  const sdl = files.sdl.replace(/type Query \{[\s\S]*?\n\}\n/, '');
  await inForce(() => put({ yaml, sdl }));
  hub.tellSchema(sdl);
  const good = await unstuffings();
  expect(good.tuasUnstuffings).toHaveLength(2);
  hub.behave((_request, response) => response.writeHead(500).end());
  const before = hub.asked.length;
  for (let i = 0; i < 4; i++) {
    const { tuasUnstuffings, errors } = await unstuffings();
    expect(tuasUnstuffings).toEqual(good.tuasUnstuffings);
    expect(errors).toMatchObject([{ extensions: { code: 'SOURCE_UNAVAILABLE', lastGoodSeconds: expect.any(Number) } }]);
  }
  expect(hub.asked.length).toBe(before + 2);
  const { errors } = await hub.query('{ tuasStations { id } }', 'operator');
  expect(errors?.[0]?.message).toContain('Cannot query field "tuasStations"');
});

test('a schema that takes a field of the hub changes nothing, and is an alarm until it is mended', async () => {
  hub.tellSchema(undefined);
  await inForce(() => put(files));
  const { schema } = hub.services.graphs;
  const thieving = files.sdl.replace('number: String\n', 'number: String @override(from: "port")\n');
  put({ ...files, sdl: thieving });
  await vi.waitUntil(async () => (await alarms()).includes('@override'), WAIT);
  expect(hub.services.graphs.schema).toBe(schema);
  expect((await unstuffings()).tuasUnstuffings).toHaveLength(2);
  put(files);
  await vi.waitUntil(async () => !(await alarms()).includes('@override'), WAIT);
  expect(hub.services.graphs.schema).toBe(schema);
});

test('a subgraph that is no longer declared is no longer joined', async () => {
  await inForce(() => rmSync(at('subgraph.yaml')));
  expect((await hub.query(BOX, 'operator')).errors?.[0]?.message).toContain('Cannot query field "tuasUnstuffings"');
});
