import { describe, expect, test } from 'vitest';
import { buildHubSchema } from '../src/resolvers/schema.ts';
import type { TestHub } from '../src/server/hub.fixture.ts';
import { issueToken } from '../src/server/token-issuer.ts';
import { deliveries } from './shared-hub.fixture.ts';
import { wholeOf } from './whole-consignment.fixture.ts';

const schema = buildHubSchema();
const [VOYAGE, FACT, CASE] = (['Voyage', 'Fact', 'AssistanceCase'] as const).map(root =>
  [...wholeOf(root, schema).values()].join(' '),
);
const ALARM = `id kind status subject billOfLading voyage direction dangerous reefer yardPosition places detail text
  equipment { number } previousNodeTime { raw } currentNodeTime { raw } entryTime { raw } history { type message }`;
const NUMBER = '{number: {vessel: "2000119", number: "036S"}}';

type Found = Readonly<Record<string, unknown>>;
type Asked = (reader: string, query: string, purpose?: string) => Promise<Found>;

/** The ways to what is no consignment: the same of it, whichever way it is reached. */
export function otherRootsAlike(hub: () => TestHub, readers: readonly string[], box: string): void {
  const asked: Asked = async (reader, query, purpose) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${await tokenFor(hub(), reader, purpose)}`,
    };
    const response = await fetch(`${hub().url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const { data, errors } = (await response.json()) as { data: Found; errors?: unknown };
    expect({ query, errors }).toEqual({ query, errors: undefined });
    return data;
  };

  describe.each(readers)('%s', reader => {
    test('a voyage is the same by its number, its ship, its travellers, their legs and its calls', async () => {
      const { voyage } = (await asked(reader, `{ voyage(where: ${NUMBER}) { id ${VOYAGE} } }`)) as { voyage: Found };
      expect(voyage?.id).toEqual(expect.any(String));
      const ways = await asked(
        reader,
        `{ ship: voyagesOfVessel(imo: "2000119") { id ${VOYAGE} } again: voyage(where: ${NUMBER}) { ...All }
          travellers: consignment(where: {equipment: "${box}"}) { voyages { ...All } legs { voyage { ...All } } }
          calls: voyage(where: ${NUMBER}) { calls { exportVoyage { ...All } importVoyage { ...All } } }
          consignments(first: 1, filter: {voyage: "2000119/036S"}) { nodes { voyages { ...All } } } }
        fragment All on Voyage { id ${VOYAGE} }`,
      );
      const found = objectsWith(ways, voyage?.id);
      expect(found.length).toBeGreaterThan(3);
      for (const each of found) expect(each).toEqual(voyage);
    }, 120_000);

    test('a fact is the same by the link, the node id, the seal and the rivals of a value', async () => {
      const query = `{ consignment(where: {equipment: "${box}"}) { links { fact { id ${FACT} } }
        provenance(path: "grossMass") { fact { id ${FACT} } } packageCount { assertions { fact { id ${FACT} } } }
        equipmentUses { sealCustody { fact { id ${FACT} } } } transportDocuments { relations { fact { id ${FACT} } } } } }`;
      const byId = new Map<unknown, Found[]>();
      for (const each of objectsOf('Fact', await asked(reader, query)))
        byId.set(each.id, [...(byId.get(each.id) ?? []), each]);
      expect(byId.size).toBeGreaterThan(0);
      const nodes = [...byId.keys()]
        .slice(0, 40)
        .map((id, i) => `n${i}: node(id: "${id}") { ... on Fact { id ${FACT} } }`);
      for (const node of Object.values(await asked(reader, `{ ${nodes.join(' ')} }`)) as (Found | null)[])
        for (const each of byId.get(node?.id) ?? []) expect(each).toEqual(node);
    }, 120_000);

    test('an alarm is the same in the list, of its consignment and by its id', async () => {
      const { alarms, consignments } = (await asked(
        reader,
        `{ alarms(first: 200) { nodes { ${ALARM} } } consignments(first: 50) { nodes { alarms { ${ALARM} } } } }`,
      )) as { alarms: { nodes: Found[] }; consignments: unknown };
      const listed = new Map(alarms.nodes.map(each => [each.id, each]));
      const ofConsignments = objectsOf('Alarm', consignments);
      expect(ofConsignments.map(each => each.id).sort()).toEqual([...listed.keys()].sort());
      for (const each of ofConsignments) expect(each).toEqual(listed.get(each.id));
      const nodes = [...listed.keys()]
        .slice(0, 20)
        .map((id, i) => `n${i}: node(id: "${id}") { ... on Alarm { ${ALARM} } }`);
      if (nodes.length > 0)
        for (const each of Object.values(await asked(reader, `{ ${nodes.join(' ')} }`)))
          expect(each).toEqual(listed.get((each as Found).id));
    }, 120_000);

    test('what is withheld is in no answer and in no error as what is unknown is not', async () => {
      const { declarations = [] } = ((
        await asked(
          'analyst',
          `{ consignment(where: {equipment: "${box}"}) { declarations { number localReference } } }`,
        )
      ).consignment ?? {}) as { declarations?: { number: string; localReference: string }[] };
      const hidden = declarations.flatMap(each => [each.number, each.localReference]).filter(each => each);
      for (const each of hidden) {
        const shown = JSON.stringify(
          await asked(
            reader,
            `{ consignment(where: {equipment: "${box}"}) { identifiers { value } declarations { number localReference } } }`,
          ),
        );
        if (shown.includes(each)) continue;
        const unknown = [...each].reverse().join('');
        const told = await Promise.all(
          [each, unknown].map(async value =>
            JSON.stringify(await hub().query(probe(value), reader)).replaceAll(value, '#'),
          ),
        );
        expect(told[1]).toBe(told[0]);
      }
      expect(hidden.length).toBeGreaterThan(0);
    }, 120_000);
  });

  test('a case of assistance is the same in the list, by its state and in the answer that changes it, for both', async () => {
    const purpose = 'enforcement-assistance';
    const input = `{number: "SC-1", to: "cn-customs-tianjin", subject: "Seal", question: "Which seal?", deadline: "2099-01-01T00:00:00Z", containers: ["${box}"]}`;
    const opened = await asked(
      'sg-customs',
      `mutation { openAssistanceCase(input: ${input}) { id ${CASE} } }`,
      purpose,
    );
    for (const reader of ['sg-customs', 'cn-customs-tianjin']) {
      const ways = await asked(
        reader,
        `{ assistanceCases { nodes { id ${CASE} } } open: assistanceCases(first: 5, status: [OPEN]) { edges { node { ...All } } } }
        fragment All on AssistanceCase { id ${CASE} }`,
        purpose,
      );
      const found = objectsOf('AssistanceCase', ways);
      expect(found).toHaveLength(2);
      for (const each of found) expect(each).toEqual(opened.openAssistanceCase);
    }
    expect(await asked('jurong-straits-terminal', `{ assistanceCases { nodes { id ${CASE} } } }`)).toEqual({
      assistanceCases: { nodes: [] },
    });
  }, 120_000);

  test('headers that name another reader, role or context change nothing for who is no operator', async () => {
    const query = `{ consignment(where: {equipment: "${box}"}) { id ucr declarations { number customsValue { amount } } parties { party { name } } } }`;
    const whom = 'jurong-straits-terminal';
    const plain = await hub().ask('/graphql', whom, posted(query));
    const expected = await plain.text();
    for (const forged of FORGED) {
      const response = await hub().ask('/graphql', whom, posted(query, forged));
      expect({ forged, text: await response.text() }).toEqual({ forged, text: expected });
    }
    const seen = await hub().ask(
      '/graphql',
      whom,
      posted(query, { 'corridor-view-as': 'sg-customs; purpose=clearance' }),
    );
    expect(seen.status).toBe(403);
    expect(
      await deliveries(hub(), whom, 'subscription { consignmentEvents { kind } }', all => all.length > 0),
    ).toHaveLength(1);
  }, 120_000);
}

const FORGED: readonly Record<string, string>[] = [
  { 'x-corridor-partner': 'sg-customs', 'corridor-partner': 'sg-customs', purpose: 'clearance' },
  { 'x-hasura-role': 'admin', 'x-forwarded-user': 'operator', 'corridor-role': 'operator' },
  {
    'x-corridor-context': 'e30.e30.e30',
    'corridor-context': '{"role":"operator"}',
    'apollo-federation-include-trace': 'ftv1',
  },
];

const posted = (query: string, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ query }),
});

const probe = (value: string) =>
  `{ a: consignment(where: {declaration: "${value}"}) { id } b: consignments(filter: {search: "${value}"}) { totalCount }
  c: consignments(filter: {party: "${value}"}) { totalCount } d: importDraft(consignment: {declaration: "${value}"}) { share }
  e: events(filter: {consignment: {declaration: "${value}"}}) { totalCount } f: alarms(filter: {consignment: {declaration: "${value}"}}) { totalCount }
  g: node(id: "${value}") { id } }`;

async function tokenFor({ services }: TestHub, whom: string, purpose?: string): Promise<string> {
  const { signingKey, partners } = services;
  const partner = partners.get(whom);
  if (!signingKey) throw new Error('this hub signs no tokens');
  const grant = partner ? { partner, purpose: purpose ?? partner.purposes[0] ?? '' } : ({ role: 'analyst' } as const);
  return (await issueToken(signingKey, { ...grant, ttlSeconds: 60 }, new Date())).token;
}

/** Every object of an answer that has an id of the type. */
function objectsOf(type: string, value: unknown): Found[] {
  return objectsIn(value).filter(each => Buffer.from(String(each.id), 'base64url').toString().startsWith(`${type}:`));
}

const objectsWith = (value: unknown, id: unknown) => objectsIn(value).filter(each => each.id === id);

function objectsIn(value: unknown): Found[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'id' in value ? [value as Found] : [];
  return [...own, ...Object.values(value).flatMap(objectsIn)];
}
