import { execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Viewer } from '../src/policy/viewer.ts';
import { globalId } from '../src/resolvers/global-id.ts';
import { buildSubgraphSchema } from '../src/resolvers/schema.ts';
import { SUBGRAPHS, type Subgraph } from '../src/resolvers/subgraph-builder.ts';
import { printSubgraphs } from '../src/server/print-schema.ts';
import { OPERATOR, openSampleHub, type SampleHub } from './sample-hub.fixture.ts';

const UCR = '6CN91120113MA0014257G-A07007';
const STRANGER: Viewer = { sees: 'OWN', partner: 'nobody', country: 'XX', purpose: '', accessKeys: ['sender:nobody'] };
const schemas = new Map(SUBGRAPHS.map(name => [name, buildSubgraphSchema(name)]));
const printed = printSubgraphs();

let hub: SampleHub;
beforeAll(async () => {
  hub = await openSampleHub(new Date('2026-12-01T00:00:00Z'), /a07|037s|038s/i);
});
afterAll(() => hub?.close());

async function ask(subgraph: Subgraph, source: string, variableValues = {}, viewer = OPERATOR) {
  const schema = schemas.get(subgraph);
  if (!schema) throw new Error(subgraph);
  const contextValue = hub.createContext(viewer);
  const { data, errors } = await execute({ schema, document: parse(source), variableValues, contextValue });
  return { data: JSON.parse(JSON.stringify(data)), errors: (errors ?? []).map(({ message }) => message) };
}

/** What the subgraph specification asks of `Query._entities`: one answer for each representation, in order, null for what is not there. */
async function entities(subgraph: Subgraph, representations: readonly object[], viewer = OPERATOR) {
  const source = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    __typename
    ... on Consignment { id }
    ... on TransportEquipment { id number }
    ... on Place { id unlocode }
    ... on Party { id identifiers { value } }
  } }`;
  const { data, errors } = await ask(subgraph, source, { representations }, viewer);
  expect(errors).toEqual([]);
  return data._entities;
}

async function consignmentId(): Promise<string> {
  const { data } = await ask('consignment', `{ consignment(where: { ucr: "${UCR}" }) { id } }`);
  return data.consignment.id;
}

describe.each(SUBGRAPHS)('the %s subgraph alone', subgraph => {
  test('tells its SDL', async () => {
    const { data, errors } = await ask(subgraph, '{ _service { sdl } }');
    expect(errors).toEqual([]);
    expect(data._service.sdl).toBe(printed.get(subgraph));
    expect(data._service.sdl).not.toMatch(/_Any|_Entity|_Service/);
  });

  test('answers entities by each of their keys', async () => {
    const number = 'MRDU4001153';
    const box = { __typename: 'TransportEquipment', id: globalId('TransportEquipment', number), number };
    const port = { __typename: 'Place', id: globalId('Place', 'UNLOCODE:CNTXG'), unlocode: 'CNTXG' };
    const party = { __typename: 'Party', id: globalId('Party', 'PARTNER:sg-customs'), identifiers: [] };
    const consignment = { __typename: 'Consignment', id: await consignmentId() };
    const asked = [
      consignment,
      { __typename: 'TransportEquipment', id: box.id },
      { __typename: 'TransportEquipment', number },
      { __typename: 'Place', id: port.id },
      { __typename: 'Place', unlocode: 'CNTXG' },
      { __typename: 'Party', id: party.id },
    ];
    expect(await entities(subgraph, asked)).toEqual([consignment, box, box, port, port, party]);
  });

  test('knows nothing of what is unknown, broken or not for the viewer', async () => {
    const id = await consignmentId();
    const unknown = globalId('Consignment', '00000000-0000-7000-8000-000000000000');
    const asked = [unknown, 'broken', globalId('Place', 'x')].map(each => ({ __typename: 'Consignment', id: each }));
    expect(await entities(subgraph, asked)).toEqual([null, null, null]);
    expect(await entities(subgraph, [{ __typename: 'Consignment', id }], STRANGER)).toEqual([null]);
  });
});

test('the consignment subgraph is entered by UCR, and only by whoever may see the consignment', async () => {
  const byUcr = [{ __typename: 'Consignment', ucr: UCR }];
  expect(await entities('consignment', byUcr)).toEqual([{ __typename: 'Consignment', id: await consignmentId() }]);
  expect(await entities('consignment', byUcr, STRANGER)).toEqual([null]);
});

test('what is no entity of a subgraph is refused', async () => {
  const source =
    '{ _entities(representations: [{ __typename: "Query" }, { __typename: "Nothing" }, {}]) { __typename } }';
  const { data, errors } = await ask('port', source);
  expect(data._entities).toEqual([null, null, null]);
  expect(errors).toHaveLength(3);
});
