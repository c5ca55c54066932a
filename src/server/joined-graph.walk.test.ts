import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Behaviour, honest, type JoinedHub, startJoinedHub } from '../../test/joined-hub.fixture.ts';

const BOX = `{ equipment(number: "MRDU4001153") {
  number wellFormed
  tuasUnstuffings { id bay begunAt packages condition tallyClerk station { name freeBays place { unlocode name } } }
} }`;
const HERS = 'equipment.tuasUnstuffings';

let hub: JoinedHub;
beforeAll(async () => {
  hub = await startJoinedHub(yaml =>
    yaml
      .replace('timeoutMs: 2000', 'timeoutMs: 700')
      .replace('openAfter: 5', 'openAfter: 50')
      .replace('checkSeconds: 60', 'checkSeconds: 1'),
  );
});
afterAll(() => hub?.stop());
afterEach(() => hub.behave(honest));

async function unstuffings(whom: string) {
  const { data, errors, extensions } = (await hub.query(BOX, whom)) as Awaited<ReturnType<JoinedHub['query']>> & {
    extensions?: { withheld?: { path: string }[]; transformed?: { path: string }[] };
  };
  const equipment = data?.equipment as { wellFormed: boolean; tuasUnstuffings: Record<string, unknown>[] | null };
  return { ...equipment, errors, extensions };
}

describe('a partner’s subgraph, joined live', () => {
  test('answers in the graph, beside what the hub knows', async () => {
    const { wellFormed, tuasUnstuffings, errors } = await unstuffings('operator');
    expect(errors).toBeUndefined();
    expect(wellFormed).toBe(true);
    expect(tuasUnstuffings?.map(each => each.id)).toEqual(['U-26-00418', 'U-25-08811']);
    expect(tuasUnstuffings?.[0]).toMatchObject({
      packages: 412,
      condition: 'SOUND',
      station: {
        name: 'Tuas South',
        freeBays: 3,
        place: { unlocode: 'SGSIN', name: expect.stringMatching(/singapore/i) },
      },
    });
  });

  test('is told a key of what it may see itself, and nothing more', async () => {
    await hub.query('{ equipment(number: "TEMU9999995") { tuasUnstuffings { id } } }', 'operator');
    const before = hub.asked.length;
    await unstuffings('operator');
    expect(hub.asked.slice(before).map(each => each.variables?.representations)).toEqual([
      [{ __typename: 'TransportEquipment', number: 'MRDU4001153' }],
    ]);
    expect(hub.asked.flatMap(each => each.variables?.representations ?? [])).not.toContainEqual(
      expect.objectContaining({ number: 'TEMU9999995' }),
    );
  });

  test('shows a reader what its agreement lets it see, changed as it says, and names what is withheld', async () => {
    const { tuasUnstuffings, errors, extensions } = await unstuffings('jurong-straits-terminal');
    expect(errors).toBeUndefined();
    expect(tuasUnstuffings?.[0]).toMatchObject({
      bay: 'S07',
      packages: 412,
      condition: null,
      tallyClerk: '********ei',
    });
    expect(extensions?.withheld).toContainEqual({
      path: 'TransportEquipment.tuasUnstuffings.condition',
      reason: 'DENIED',
      agreement: 'tuas-transport',
    });
    expect(extensions?.transformed?.map(each => each.path)).toContain('TransportEquipment.tuasUnstuffings.tallyClerk');
  });

  test('shows nothing to whom no agreement names, and is not asked', async () => {
    const before = hub.asked.length;
    const { tuasUnstuffings, errors, extensions } = await unstuffings('sg-customs');
    expect({ tuasUnstuffings, errors }).toEqual({ tuasUnstuffings: null, errors: undefined });
    expect(JSON.stringify(extensions)).not.toContain('uas');
    expect(hub.asked.length).toBe(before);
  });

  test('leaves receipts under its own name: who read its data, and what the hub named to it', async () => {
    await unstuffings('jurong-straits-terminal');
    const { data } = await hub.query(
      '{ disclosures(first: 20, filter: { origin: "tuas-freight-station" }) { nodes { reader fields { path origin outcome agreement count } } } }',
      'operator',
    );
    const text = JSON.stringify(data);
    expect(text).toContain('"path":"TransportEquipment.tuasUnstuffings.packages"');
    expect(text).toContain('tuas-transport');
    const named = await hub.query(
      '{ disclosures(first: 20, filter: { reader: "tuas-freight-station" }) { totalCount } }',
      'operator',
    );
    expect(named.data?.disclosures).toMatchObject({ totalCount: expect.any(Number) });
    expect(named.data?.disclosures).not.toEqual({ totalCount: 0 });
  });

  test('answers its own fields of Query', async () => {
    const { data, errors } = await hub.query('{ tuasStations { id name freeBays place { unlocode } } }', 'operator');
    expect(errors).toBeUndefined();
    expect(data?.tuasStations).toHaveLength(2);
  });
});

const says =
  (answer: unknown): Behaviour =>
  (_request, response) =>
    response.end(JSON.stringify(answer));
const entity = (unstuffing: object) => ({ data: { _entities: [{ tuasUnstuffings: [unstuffing] }] } });
const SECRET = 'select * from tallies; representations';

describe.each<[string, Behaviour]>([
  ['is down', request => request.socket.destroy()],
  ['is slow', () => new Promise(() => undefined)],
  ['answers with a status of failure', (_request, response) => response.writeHead(500).end(SECRET)],
  ['answers what is no JSON', (_request, response) => response.end(`<html>${SECRET}`)],
  ['answers with errors', says({ data: { _entities: [null] }, errors: [{ message: SECRET }] })],
  [
    'answers more than it may',
    (_request, response) => response.end(JSON.stringify(entity({ bay: 'x'.repeat(300_000) }))),
  ],
  ['answers for another number of things', says({ data: { _entities: [] } })],
  ['answers a list with no list', says({ data: { _entities: [{ tuasUnstuffings: 'many' }] } })],
])('where it %s', (_what, behaviour) => {
  test('its part is null with SOURCE_UNAVAILABLE, the rest answers in time, and nothing inner is shown', async () => {
    await unstuffings('operator');
    hub.behave(behaviour);
    const begun = Date.now();
    const { wellFormed, tuasUnstuffings, errors } = await unstuffings('operator');
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect({ wellFormed, tuasUnstuffings }).toEqual({ wellFormed: true, tuasUnstuffings: null });
    expect(errors).toHaveLength(1);
    const [error] = errors ?? [];
    expect(error).toMatchObject({
      path: HERS.split('.'),
      extensions: { code: 'SOURCE_UNAVAILABLE', source: 'tuas-freight-station' },
    });
    expect(JSON.stringify(errors)).not.toMatch(/_entities|representations|query|127\.0\.0\.1|tallies|<html/);
  });
});

test('what it said last is not shown, but how old it is', async () => {
  await unstuffings('operator');
  hub.behave(request => request.socket.destroy());
  const { errors } = await unstuffings('operator');
  expect(errors?.[0]?.extensions.lastGoodSeconds).toEqual(expect.any(Number));
});

test('a value of the wrong type is missing alone', async () => {
  hub.behave(
    says(entity({ id: 'U', bay: 'S07', packages: '412', begunAt: 'yesterday', condition: 'FINE', tallyClerk: 7 })),
  );
  const { tuasUnstuffings, errors } = await unstuffings('operator');
  expect(tuasUnstuffings).toEqual([
    { id: 'U', bay: 'S07', packages: null, begunAt: null, condition: null, tallyClerk: null, station: null },
  ]);
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(4).fill('SOURCE_UNAVAILABLE'));
  expect(JSON.stringify(errors)).not.toMatch(/yesterday|FINE/);
});

test('another schema than was accepted is not asked, until it is again the one that was', async () => {
  const afterTheNextLook = () => new Promise(resolve => setTimeout(resolve, 1_050));
  hub.tellSchema('type Query { tuasStations: [String!] }');
  await afterTheNextLook();
  const before = hub.asked.length;
  const { tuasUnstuffings, errors } = await unstuffings('operator');
  expect(tuasUnstuffings).toBeNull();
  expect(errors).toMatchObject([{ message: expect.stringContaining('another schema than was accepted') }]);
  expect(hub.asked.length).toBe(before);
  hub.tellSchema(undefined);
  await afterTheNextLook();
  expect((await unstuffings('operator')).errors).toBeUndefined();
});

test('a delivery of a subscription has it too', async () => {
  const query = `subscription { consignmentChanged(where: { equipment: "MRDU4001153" }) { kind consignment {
    declarations { status }
    equipmentUses { equipment { number tuasUnstuffings { id } } }
  } } }`;
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const response = await hub.ask('/graphql/stream', 'operator', {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
  });
  const text: string[] = [];
  for await (const chunk of response.body ?? []) {
    text.push(Buffer.from(chunk as Uint8Array).toString('utf8'));
    if (text.join('').includes('tuasUnstuffings')) break;
  }
  expect(text.join('')).toContain('"tuasUnstuffings":[{"id":"U-26-00418"}');
  expect(text.join('')).toContain('"declarations":[{');
});
