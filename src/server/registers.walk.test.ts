import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomDraw } from '../risk/random-draw.ts';
import { opensSeal } from '../risk/sealed-seed.ts';
import { type GraphQLAnswer, startTestHub, type TestHub } from './hub.fixture.ts';
import { issueToken } from './token-issuer.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

/** Asks as a person of a partner: registers keep the name. */
async function ask(
  person: string,
  source: string,
  variables = {},
  partnerId = 'cn-customs-tianjin',
): Promise<GraphQLAnswer> {
  const { signingKey, partners } = hub.services;
  const partner = partners.get(partnerId);
  if (!signingKey || !partner) throw new Error(`no partner ${partnerId}`);
  const grant = { partner, purpose: partner.purposes[0], person, ttlSeconds: 60 };
  const { token } = await issueToken(signingKey, grant, new Date());
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query: source, variables });
  const response = await fetch(`${hub.url}/graphql`, { method: 'POST', headers, body });
  return { status: response.status, ...((await response.json()) as object) };
}

const ENTRY = 'id messages state body proposedBy decidedBy knownFrom reason';
const PROPOSE = `mutation ($input: RegistryEntryInput!) { proposeRegistryEntry(input: $input) { ${ENTRY} } }`;
const APPROVE = `mutation ($id: ID!) { approveRegistryEntry(id: $id) { ${ENTRY} } }`;
const REJECT = `mutation ($id: ID!) { rejectRegistryEntry(id: $id) { ${ENTRY} } }`;
const IN_FORCE = `query ($at: DateTime!) { registryEntries(filter: {register: FOCUS, inForceAt: $at}) { nodes { ${ENTRY} } totalCount } }`;
const input = (subject: string) => ({
  register: 'FOCUS',
  subject,
  body: '{"reason": "finds of the last weeks"}',
  validFrom: '2026-01-01T00:00:00Z',
  reason: 'order of the risk centre',
});
const now = () => ({ at: new Date(Date.now() + 60_000).toISOString() });

interface Entry {
  readonly id: string;
  readonly state: string;
}
const only = ({ data, errors }: GraphQLAnswer): Entry => {
  if (!data) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0] as Entry;
};

/** What the archive holds of messages, as an operator gets them. */
async function archived(ids: readonly string[]): Promise<readonly object[]> {
  const { signingKey } = hub.services;
  if (!signingKey) throw new Error('this hub signs no tokens');
  const { token } = await issueToken(signingKey, { role: 'operator', ttlSeconds: 60 }, new Date());
  const get = (path: string) =>
    fetch(`${hub.url}/feeds/messages/${path}`, { headers: { authorization: `Bearer ${token}` } });
  return Promise.all(
    ids.map(async id => {
      const [row] = await hub.services.sql<{ type: string; sender: string }[]>`
        select message_type as type, sender from message where id = ${id}`;
      return { ...row, says: await (await get(`${id}/raw`)).json() };
    }),
  );
}

describe('registers in GraphQL', () => {
  test('an entry is in force when a second officer has approved it; who, when and why are kept', async () => {
    const proposed = only(await ask('li.na', PROPOSE, { input: input('2208') }));
    expect(proposed).toMatchObject({ state: 'PROPOSED', proposedBy: 'li.na, cn-customs-tianjin', decidedBy: null });
    expect((await ask('li.na', IN_FORCE, now())).data).toMatchObject({ registryEntries: { totalCount: 0 } });

    const own = await ask('li.na', APPROVE, { id: proposed.id });
    expect(own.errors?.[0]).toMatchObject({
      message: expect.stringContaining('four eyes'),
      extensions: { code: 'FORBIDDEN' },
    });
    const approved = only(await ask('wang.fang', APPROVE, { id: proposed.id }));
    expect(await archived((approved as Entry & { messages: string[] }).messages)).toEqual([
      {
        type: 'Registry proposal 1.0',
        sender: 'cn-customs-tianjin',
        says: expect.objectContaining({ subject: '2208', proposedBy: 'li.na, cn-customs-tianjin' }),
      },
      {
        type: 'Registry decision 1.0',
        sender: 'cn-customs-tianjin',
        says: expect.objectContaining({
          entry: proposed.id,
          approved: true,
          decidedBy: 'wang.fang, cn-customs-tianjin',
        }),
      },
    ]);
    expect(approved).toMatchObject({
      state: 'APPROVED',
      decidedBy: 'wang.fang, cn-customs-tianjin',
      reason: 'order of the risk centre',
      knownFrom: expect.any(String),
    });
    expect((await ask('li.na', IN_FORCE, now())).data).toMatchObject({ registryEntries: { totalCount: 1 } });
    expect((await ask('wang.fang', APPROVE, { id: proposed.id })).errors?.[0]?.extensions).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('what is rejected never holds; what cannot be read is refused with its member', async () => {
    const { id } = only(await ask('li.na', PROPOSE, { input: input('2402') }));
    expect(only(await ask('wang.fang', REJECT, { id }))).toMatchObject({
      state: 'REJECTED',
      decidedBy: 'wang.fang, cn-customs-tianjin',
    });
    const wrong = await ask('li.na', PROPOSE, { input: { ...input('2402'), body: '{"why": "x"}' } });
    expect(wrong.errors?.[0]).toMatchObject({
      message: expect.stringContaining('body'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  test('others than customs neither read nor write them; the hub reads', async () => {
    const carrier = (source: string, variables = {}) => ask('jo', source, variables, 'meridian-ocean-line');
    expect((await carrier(IN_FORCE, now())).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect((await carrier(PROPOSE, { input: input('2208') })).errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await hub.query(IN_FORCE, 'operator', now())).data).toBeTruthy();
    expect((await hub.query(PROPOSE, 'operator', { input: input('2208') })).errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
    });
  });
});

test('seeds of random selection: the hash is known before the day, the seed after it', async () => {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const source = `{ randomSeeds(from: "${day(-2)}", to: "${day(30)}") { day hash seed } }`;
  const { data } = await ask('jo', source, {}, 'meridian-ocean-line');
  const seeds = data?.randomSeeds as { day: string; hash: string; seed: string | null }[];
  expect(seeds.map(each => each.day)).toEqual([-2, -1, 0, 1, 2, 3, 4, 5, 6, 7].map(day));
  expect(seeds.map(({ seed }) => seed !== null)).toEqual([true, true, ...Array(8).fill(false)]);
  for (const { hash, seed } of seeds.slice(0, 2)) expect(opensSeal(seed ?? '', hash)).toBe(true);
  expect(randomDraw(seeds[0]?.seed ?? '', 'any')).toBe(randomDraw(hub.services.sealedSeeds.seedOf(day(-2)), 'any'));
  expect(JSON.stringify(seeds)).not.toContain(hub.services.sealedSeeds.seedOf(day(0)));
});
