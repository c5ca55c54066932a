import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../config.ts';
import { loadShippedPlaces } from '../../server/load-shipped-places.ts';
import { globalId } from '../global-id.ts';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(/ovs-045-planned|mt2101-045s-txg/);
  await loadShippedPlaces(graph.sql, `${packageRoot}/places`, new Date('2026-11-30T00:00:00Z'));
}, 60_000);
afterAll(() => graph?.close());

const PLACE = `query ($code: PlaceCodeInput!, $at: Date) {
  place(code: $code, at: $at) {
    id unlocode name kind parents { name kind } children { id } groups { name } mergedFrom { name }
    codes { scheme value validFrom validTo standing }
  }
}`;
interface Answer {
  readonly id: string;
  readonly name: string;
}
const ask = async (scheme: string, value: string, at: string, mode?: string) =>
  (await graph.ask<{ place: Answer | null }>(PLACE, { code: { scheme, value, ...(mode && { mode }) }, at })).place;

describe('place(code, at)', () => {
  test('finds one place by every code that is valid on the day', async () => {
    const asked = [
      ['UNLOCODE', 'CNQAW'],
      ['CN_PORT', 'CNQWG'],
      ['CN_CUSTOMS', '4258'],
      ['CN_PORT', 'CNQGD'],
      ['CN_CUSTOMS', '4218'],
    ] as const;
    const since = await Promise.all(asked.map(([scheme, value]) => ask(scheme, value, '2023-10-23')));
    expect(new Set(since.map(each => each?.id))).toEqual(new Set([globalId('Place', 'UNLOCODE:CNQAW')]));
    const before = await Promise.all(asked.map(([scheme, value]) => ask(scheme, value, '2023-10-22')));
    expect(before.map(each => each?.name)).toEqual([
      'Qianwan',
      'Qianwan',
      'Qianwan',
      'Qianwan, area of customs 4218',
      'Qianwan, area of customs 4218',
    ]);
  });

  test('tells what it lies in, what lies in it, its group, what it came from, and its codes with their days', async () => {
    expect(await ask('CN_CUSTOMS', '4218', '2026-11-30')).toMatchObject({
      unlocode: 'CNQAW',
      kind: 'PORT_AREA',
      parents: [{ name: 'Qingdao Pt', kind: 'PORT' }],
      children: [{ id: globalId('Place', 'sample-qqt') }],
      groups: [{ name: 'Qingdao combined port' }],
      mergedFrom: [{ name: 'Qianwan, area of customs 4218' }],
      codes: expect.arrayContaining([
        { scheme: 'UNLOCODE', value: 'CNQAW', validFrom: null, validTo: null, standing: 'LISTED' },
        { scheme: 'CN_CUSTOMS', value: '4218', validFrom: '2023-10-23', validTo: null, standing: 'LISTED' },
      ]),
    });
  });

  test('CNTAO is the port of Qingdao, as schedules write it, and its airport by air', async () => {
    const port = await ask('UNLOCODE', 'CNQDG', '2026-11-30');
    expect(await ask('UNLOCODE', 'CNTAO', '2026-11-30')).toEqual(port);
    expect(await ask('UNLOCODE', 'CNTAO', '2026-11-30', 'AIR')).toMatchObject({ kind: 'AIRPORT', unlocode: 'CNTAO' });
    expect(await ask('UNLOCODE', 'CNQIN', '2026-11-30')).toMatchObject({ name: 'Qingdao' });
  });

  test('a code that nobody has finds nothing', async () => {
    expect(await ask('UNLOCODE', 'CNZZ9', '2026-11-30')).toBeNull();
    expect(await ask('UNLOCODE', 'XX', '2026-11-30')).toBeNull();
  });

  test('as of a moment before the tables were loaded nothing was known', async () => {
    const query = '{ place(code: { value: "CNTXG" }, asOf: "2026-11-29T00:00:00Z") { id } }';
    expect(await graph.ask(query)).toEqual({ place: null });
  });

  test('a partner joins by either key', async () => {
    const id = globalId('Place', 'UNLOCODE:CNQAW');
    const representations = [
      { __typename: 'Place', id },
      { __typename: 'Place', unlocode: 'CNQAW' },
    ];
    const found = await graph.entities('port', representations as never, '... on Place { id name kind }');
    const place = { id, name: 'Qianwan', kind: 'PORT_AREA' };
    expect(found.entities).toEqual([place, place]);
  });
});

test('a place of a message keeps its raw codes and name, and is the innermost place that they mean', async () => {
  const { voyage } = await graph.ask<{ voyage: { calls: unknown[] } }>(`{
    voyage(where: { number: { number: "045S" } }) {
      calls { place { id name kind unlocode codes { scheme value } parents { unlocode } contradicts { id } } }
    }
  }`);
  expect(voyage.calls[0]).toEqual({
    place: {
      id: globalId('Place', 'sample-tht'),
      name: expect.any(String),
      kind: 'TERMINAL',
      unlocode: 'CNTXG',
      codes: expect.arrayContaining([{ scheme: 'UNLOCODE', value: 'CNTXG' }]),
      parents: [{ unlocode: 'CNTXG' }],
      contradicts: [],
    },
  });
});
