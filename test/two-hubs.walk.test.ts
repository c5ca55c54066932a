import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sendSamples } from './shared-hub.fixture.ts';
import { BEYOND, FIRST_HUB, ORIGIN, READER, startTwoHubs, type TwoHubs } from './two-hubs.fixture.ts';

const UCR = '6CN91120116MA00104163-A01001';
const DECLARATION = '020220260000310611';
const QUERY = `{ consignment(where: {ucr: "${UCR}"}) { ucr status equipmentUses { equipment { number } }
  declarations { number status customsValue { amount } source { partner } } parties { party { name } }
  events(first: 50) { nodes { type source { partner } } } } }`;
const WAIT = { timeout: 20_000, interval: 200 };

let hubs: TwoHubs;
beforeAll(async () => {
  hubs = await startTwoHubs();
  await sendSamples(hubs.first, /-a01\.|-a01-/);
  await vi.waitFor(async () => expect(await messages()).not.toEqual([]), WAIT);
  await vi.waitFor(async () => expect((await seenBy('analyst'))?.declarations[0]?.status).toBeTruthy(), WAIT);
}, 120_000);
afterAll(() => hubs?.stop());

interface Seen {
  readonly ucr: string | null;
  readonly status: string | null;
  readonly declarations: readonly {
    number: string;
    status: string | null;
    customsValue: object | null;
    source: { partner: string };
  }[];
  readonly equipmentUses: readonly { equipment: { number: string } }[];
  readonly parties: readonly unknown[];
  readonly events: { readonly nodes: readonly { type: string; source: { partner: string } }[] };
}

async function seenBy(whom: string, at = hubs.second): Promise<Seen | null> {
  const { data, errors } = await at.query(QUERY, whom);
  expect(errors).toBeUndefined();
  return (data as { consignment: Seen | null }).consignment;
}

const messages = () =>
  hubs.second.services.sql<{ id: string; sender: string; status: string; issues: { code: string }[] }[]>`
    select id, sender, status, issues from message order by received_at`;

test('what is passed on stays the word of its origin, and says by whom it came', async () => {
  const seen = await seenBy('analyst');
  expect(seen?.events.nodes.length).toBeGreaterThan(0);
  expect(new Set(seen?.events.nodes.map(each => each.source.partner))).toEqual(new Set([ORIGIN]));
  expect(seen?.declarations).toMatchObject([{ number: DECLARATION }]);
  expect((await messages()).map(each => each.sender)).toEqual(expect.arrayContaining([FIRST_HUB]));
  const { data } = await hubs.second.query(
    `{ consignment(where: {ucr: "${UCR}"}) { links { fact { source { partner } suppliedBy { partner } } } } }`,
    'analyst',
  );
  const links = (data as { consignment: { links: { fact: object }[] } }).consignment.links;
  for (const { fact } of links)
    expect(fact).toEqual({ source: { partner: ORIGIN }, suppliedBy: { partner: FIRST_HUB } });
});

test('nothing leaves that is not granted in clear for export', async () => {
  const whole = await hubs.first.query(
    `{ consignment(where: {ucr: "${UCR}"}) { goodsDescription parties { party { name } } } }`,
    'analyst',
  );
  const { consignment } = whole.data as {
    consignment: { goodsDescription: string; parties: { party: { name: string } }[] };
  };
  const { goodsDescription, parties } = consignment;
  const raw = await Promise.all(
    (await messages()).map(async ({ id }) => (await hubs.second.ask(`/feeds/messages/${id}/raw`, 'operator')).text()),
  );
  expect(raw.join()).toContain(UCR);
  for (const secret of [goodsDescription, ...parties.map(each => each.party.name)])
    expect(raw.join()).not.toContain(secret);
  expect(new Set(raw.join().match(/"origin":"[^"]+"/g))).toEqual(new Set([`"origin":"${ORIGIN}"`]));
});

test('its reader reads at the second hub what it read at the first; whom it passes it on to, what may go onward', async () => {
  const [there, here] = [ofOrigin(await seenBy(READER, hubs.first)), ofOrigin(await seenBy(READER))];
  expect(here.declarations).toEqual([
    expect.objectContaining({ number: DECLARATION, customsValue: { amount: expect.any(String) } }),
  ]);
  expect(here).toEqual(there);
  const beyond = await seenBy(BEYOND);
  expect(beyond).toMatchObject({ ucr: UCR, declarations: [{ number: DECLARATION, customsValue: null }], parties: [] });
  expect(beyond?.status).toBe(here.status);
  expect(await seenBy('meridian-ocean-line')).toBeNull();
});

/** What the origin says of it: at the first hub the reader sees its own words beside, and tokens in place of names, which do not leave. */
function ofOrigin(seen: Seen | null) {
  const events = (seen?.events.nodes ?? []).filter(each => each.source.partner === ORIGIN).map(each => each.type);
  const declarations = seen?.declarations.filter(each => each.source.partner === ORIGIN);
  return { ucr: seen?.ucr, status: seen?.status, boxes: seen?.equipmentUses, declarations, events: events.sort() };
}

test('the first hub keeps a receipt of what left, by origin', async () => {
  const query =
    '{ disclosures(first: 5, filter: {reader: "sg-customs"}) { nodes { operation reader fields { path origin outcome agreement } } } }';
  const { data } = await hubs.first.query(query, ORIGIN);
  const { nodes } = (data as { disclosures: { nodes: { operation: string; fields: object[] }[] } }).disclosures;
  const left = nodes.find(each => each.operation === 'export');
  expect(left?.fields).toContainEqual({
    path: 'Consignment.ucr',
    origin: ORIGIN,
    outcome: 'CLEAR',
    agreement: 'tj-sg',
  });
});

test('after maxAge, counted from when the origin told the first hub, nothing goes onward, and its reader still reads', async () => {
  const { sql } = hubs.second.services;
  const told = (at: string) => sql`update fact set body = jsonb_set(body, '{passedOn,toldAt}', ${sql.json(at)})`;
  await told(new Date(Date.now() - 73 * 3_600_000).toISOString());
  expect(await seenBy(BEYOND)).toBeNull();
  expect((await seenBy(READER))?.ucr).toBe(UCR);
  await told(new Date(Date.now() - 71 * 3_600_000).toISOString());
  expect((await seenBy(BEYOND))?.ucr).toBe(UCR);
});

test('a hub that is not trusted with an origin passes nothing on of it', async () => {
  const [first] = await messages();
  const bytes = await (await hubs.second.ask(`/feeds/messages/${first?.id}/raw`, 'operator')).text();
  const sent = await hubs.second.ask('/feeds/partner', 'cn-customs-qingdao', { method: 'POST', body: bytes });
  const receipt = (await sent.json()) as { status: string; issues: { code: string }[] };
  expect(receipt.status).toBe('QUARANTINED');
  expect(new Set(receipt.issues.map(each => each.code))).toEqual(new Set(['NOT_PASSED_ON']));
});

test('without the agreement nothing is read and nothing more is taken; with it again what waited is replayed', async () => {
  hubs.revoke();
  await vi.waitFor(async () => expect(await seenBy(READER)).toBeNull(), WAIT);
  expect(await seenBy(BEYOND)).toBeNull();
  await sendSamples(hubs.first, /-a02\.|-a02-/);
  const refused = await vi.waitFor(async () => {
    const found = (await messages()).find(each => each.sender === FIRST_HUB && each.status === 'QUARANTINED');
    expect(found?.issues[0]?.code).toBe('NOT_PASSED_ON');
    return found;
  }, WAIT);
  hubs.agreeAgain();
  await vi.waitFor(async () => expect((await seenBy(READER))?.ucr).toBe(UCR), WAIT);
  const replay = `mutation { replayQuarantined(ids: ["${refused?.id}"]) { status } }`;
  expect((await hubs.second.query(replay, 'operator')).data).toMatchObject({
    replayQuarantined: [{ status: 'ACCEPTED' }],
  });
}, 60_000);
