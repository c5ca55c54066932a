import { execute, type GraphQLSchema, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partnerAccessKeys } from '../src/partners/partner.ts';
import { buildHubSchema, buildSubgraphSchema } from '../src/resolvers/schema.ts';
import { SUBGRAPHS } from '../src/resolvers/subgraph-builder.ts';
import type { TestHub } from '../src/server/hub.fixture.ts';
import { createContext } from '../src/server/serve-context.ts';
import { type Receiver, startReceiver } from '../src/server/webhook-receiver.fixture.ts';
import { CELLS_OF_CONSIGNMENT, explained, seenByAll } from './explained-cells.fixture.ts';
import { otherRootsAlike } from './same-cell-roots.suite.ts';
import { deliveries, sendSamples, startSharedHub } from './shared-hub.fixture.ts';
import { valuesAt, wholeConsignment } from './whole-consignment.fixture.ts';

const UCR = '6CN91120116MA00104163-A01001';
const BOX = 'MRDU4001153';
const READERS = ['sg-customs', 'jurong-straits-terminal'] as const;
const FIELDS = wholeConsignment(buildHubSchema());
const WHOLE = [...FIELDS.values()].join(' ');

type Answer = Readonly<Record<string, unknown>>;

let receiver: Receiver;
let hub: TestHub;
let id: string;
const cursors = new Map<string, string>();
beforeAll(async () => {
  receiver = await startReceiver();
  hub = await startSharedHub({ CORRIDOR_WEBHOOK_HOSTS: receiver.host });
  for (const reader of READERS) cursors.set(reader, await cursorNow(reader));
  await sendSamples(hub, /^(?!0140).*(-a01\.|036s)/);
  const { data } = await hub.query(`{ consignment(where: {ucr: "${UCR}"}) { id } }`, 'analyst');
  id = String(member(data ?? {}, 'consignment').id);
}, 120_000);
afterAll(async () => {
  await hub?.stop();
  await receiver?.stop();
});

async function cursorNow(reader: string): Promise<string> {
  const [first = ''] = await deliveries(
    hub,
    reader,
    'subscription { consignmentEvents { kind cursor } }',
    texts => texts.length > 0,
  );
  return JSON.parse(first).data.consignmentEvents.cursor;
}

const said = new Map<string, string[]>();
async function asked(reader: string, query: string): Promise<Answer> {
  const { status, data, errors } = await hub.query(query, reader);
  said.set(reader, [...(said.get(reader) ?? []), JSON.stringify({ data, errors })]);
  expect({ status, errors }).toEqual({ status: 200, errors: undefined });
  return data ?? {};
}

async function streamed(reader: string, query: string): Promise<Answer> {
  const isOfIt = (text: string) => text.includes(`"id":"${id}"`);
  const texts = await deliveries(hub, reader, query, all => all.some(isOfIt));
  said.set(reader, [...(said.get(reader) ?? []), ...texts]);
  return JSON.parse(texts.find(isOfIt) ?? '{}').data;
}

const where = `where: {equipment: "${BOX}"}`;
const member = (answer: Answer | undefined, ...path: readonly (string | number)[]): Answer =>
  path.reduce<unknown>((at, name) => (at as Record<string | number, unknown>)[name], answer) as Answer;

/** Every way in which a reader comes to a consignment by GraphQL; each answers the same members. */
const WAYS: Readonly<Record<string, (reader: string) => Promise<Answer>>> = {
  'a query that was compiled': async reader => {
    const compiled = async () => {
      const { values } = await hub.services.metrics.answerWays.get();
      return values.find(each => each.labels.way === 'compiled')?.value ?? 0;
    };
    const before = await compiled();
    let answer = await asked(reader, `{ consignment(${where}) { ${WHOLE} } }`);
    for (let i = 0; i < 4 && (await compiled()) === before; i++)
      answer = await asked(reader, `{ consignment(${where}) { ${WHOLE} } }`);
    expect(await compiled()).toBeGreaterThan(before);
    return member(answer, 'consignment');
  },
  'a node id': async reader =>
    member(await asked(reader, `{ node(id: "${id}") { ... on Consignment { ${WHOLE} } } }`), 'node'),
  'a connection': async reader =>
    member(
      await asked(reader, `{ consignments(first: 1, filter: {search: "${BOX}"}) { edges { node { ${WHOLE} } } } }`),
      'consignments',
      'edges',
      0,
      'node',
    ),
  'its box': async reader =>
    member(
      await asked(reader, `{ equipment(number: "${BOX}") { consignments { ${WHOLE} } } }`),
      'equipment',
      'consignments',
      0,
    ),
  'a fragment': async reader =>
    member(
      await asked(
        reader,
        `query { consignment(${where}) { ...F } } fragment F on Consignment { ...G } fragment G on Consignment { ${WHOLE} }`,
      ),
      'consignment',
    ),
  aliases: async reader => {
    const answer = member(
      await asked(
        reader,
        `{ z: consignment(${where}) { ${[...FIELDS].map(([field, text]) => `x${field}: ${text}`).join(' ')} } }`,
      ),
      'z',
    );
    return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name.slice(1), value]));
  },
  'the past': async reader =>
    member(
      await asked(
        reader,
        `{ consignment(${where}, asOf: "${new Date(Date.now() + 60_000).toISOString()}") { ${WHOLE} } }`,
      ),
      'consignment',
    ),
  'an event': async reader => {
    const answer = await asked(
      reader,
      `{ events(first: 1, filter: {equipment: "${BOX}"}) { nodes { consignment { ${WHOLE} } } } }`,
    );
    return member(answer, 'events', 'nodes', 0, 'consignment');
  },
  'a stream that begins with a snapshot': async reader =>
    member(
      await streamed(reader, `subscription { consignmentChanged(${where}) { consignment { id ${WHOLE} } } }`),
      'consignmentChanged',
      'consignment',
    ),
  'a replay': async reader => {
    const query = `subscription { consignmentEvents(after: "${cursors.get(reader)}") { event { consignment { id ${WHOLE} } } } }`;
    return member(await streamed(reader, query), 'consignmentEvents', 'event', 'consignment');
  },
  'entities of the subgraphs': async reader => {
    const answers = [];
    for (const name of SUBGRAPHS) answers.push(await entity(reader, buildSubgraphSchema(name)));
    return Object.assign({}, ...answers);
  },
};

async function entity(reader: string, schema: GraphQLSchema): Promise<Answer> {
  const fields = [...wholeConsignment(schema).values()].join(' ');
  if (fields === '') return {};
  const document = parse(
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Consignment { ${fields} } } }`,
  );
  const variableValues = { r: [{ __typename: 'Consignment', id }] };
  const { data, errors } = await execute({ schema, document, variableValues, contextValue: contextOf(reader) });
  expect(errors).toBeUndefined();
  return member(JSON.parse(JSON.stringify(data)), '_entities', 0);
}

function contextOf(reader: string) {
  const partner = hub.services.partners.get(reader);
  if (!partner) throw new Error(`no partner ${reader}`);
  const { country, purposes } = partner;
  const viewer = {
    sees: 'OWN',
    partner: reader,
    country,
    purpose: purposes[0] ?? '',
    accessKeys: partnerAccessKeys(partner),
  } as const;
  return createContext(hub.services, { viewer, sub: 'a', client: 'b', scopes: new Set<string>(), partner });
}

const ordered = (answer: Answer | undefined) =>
  Object.fromEntries([...FIELDS.keys()].map(field => [field, answer?.[field]]));

const isValue = (value: unknown) => value !== null && value !== undefined && value !== '';
const text = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

describe.each(READERS)('%s', reader => {
  let shown: Answer;
  test('one decision, whichever way a cell is reached', async () => {
    shown = ordered(member(await asked(reader, `{ consignment(${where}) { ${WHOLE} } }`), 'consignment'));
    expect(Object.keys(shown).length).toBeGreaterThan(25);
    for (const [way, come] of Object.entries(WAYS)) {
      const { id: _id, ...answer } = await come(reader);
      expect({ way, ...ordered(answer) }).toEqual({ way, ...shown });
    }
  }, 120_000);

  test('what is explained is what is shown: where every origin withholds a cell there is nothing, and nowhere a word of it', async () => {
    const { whole, speakers } = await seenByAll(hub, where);
    const decided = await explained(hub, { reader, where }, speakers);
    expect(decided.size).toBe(CELLS_OF_CONSIGNMENT.length);
    await asked(
      reader,
      `{ consignment(${where}) { history(first: 100) { knownAt changes { path before after } source { partner } } ${PROVENANCE} } }`,
    );
    const heard = (said.get(reader) ?? []).join('\n');
    const hidden: string[] = [];
    for (const { pattern, steps } of CELLS_OF_CONSIGNMENT) {
      const outcomes = decided.get(pattern) ?? [];
      if (outcomes.length === 0 || !outcomes.every(each => each === 'WITHHELD')) continue;
      const path = steps.map(each => each.field);
      expect({ pattern, values: valuesAt(shown, path).filter(isValue) }).toEqual({ pattern, values: [] });
      hidden.push(...valuesAt(whole, path).filter(isValue).map(text));
    }
    const secrets = hidden.filter(
      each => each.length > 7 && !READABLE.test(each) && !JSON.stringify(shown).includes(each),
    );
    if (reader !== 'sg-customs') expect(new Set(secrets).size).toBeGreaterThan(5);
    expect(secrets.filter(each => heard.includes(each))).toEqual([]);
  }, 120_000);
});

otherRootsAlike(() => hub, READERS, BOX);

/** What a word of a list, a time or a figure alone would not betray. */
const READABLE = /^[A-Z_]+$|^[0-9.:TZ+-]+$/;
const PROVENANCE = [...FIELDS.keys()]
  .filter(field => !['identifiers', 'events', 'links', 'issues'].includes(field))
  .map(field => `p${field}: provenance(path: "${field}") { value source { partner } }`)
  .join(' ');

test('a webhook calls with what a query answers', async () => {
  const reader = 'sg-customs';
  const selection = `{ consignment { id ${WHOLE} } }`;
  const register =
    'mutation ($url: String!, $selection: String) { registerWebhook(url: $url, selection: $selection) { id } }';
  expect((await hub.query(register, reader, { url: receiver.url, selection })).errors).toBeUndefined();
  await sendSamples(hub, /^0140/);
  const [call] = await receiver.until(1);
  const { id: called, ...answer } = member(call?.body.data, 'event', 'consignment');
  expect(called).toBe(id);
  const now = ordered(member(await asked(reader, `{ consignment(${where}) { ${WHOLE} } }`), 'consignment'));
  expect(ordered(answer)).toEqual(now);
});
