import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { packageRoot } from '../config.ts';
import { subgraphFile } from '../partners/subgraph-file.ts';
import { buildHubSchema } from '../resolvers/schema.ts';
import { sdlRefusals } from './sdl-refusals.ts';

const folder = join(packageRoot, 'examples/partner-subgraph/partners/tuas-freight-station');
const sdl = readFileSync(join(folder, 'subgraph.graphql'), 'utf8');
const declaration = subgraphFile.parse(parseYaml(readFileSync(join(folder, 'subgraph.yaml'), 'utf8')));
const hub = buildHubSchema();

function refusals(text: string) {
  return sdlRefusals(parse(text), declaration, hub).map(({ at, reason }) => `${at}: ${reason}`);
}

test('what lists all that it adds is joined', () => expect(refusals(sdl)).toEqual([]));

const MONEY = 'type Money { amount: Decimal currency: String } scalar Decimal';

test.each([
  [
    'a field of another, taken over',
    'extend type Consignment @key(fields: "id") { id: ID! status: String @override(from: "consignment") }',
    '@override',
  ],
  [
    'a field of the hub, answered anew',
    'type TransportEquipment @key(fields: "number") { number: String wellFormed: Boolean }',
    'TransportEquipment.wellFormed: it is not listed',
  ],
  [
    'a root field that is not listed',
    'type Query { tuasSecrets: String }',
    'Query.tuasSecrets: it is not listed in rootFields',
  ],
  ['a root field of the hub', 'type Query { consignments: [TuasStation!] }', 'Query.consignments: it is not listed'],
  ['a type that is not listed', 'type TuasBribe { amount: Int }', 'TuasBribe: it is not listed in types'],
  ['a type with a foreign name', 'type Warehouse { name: String }', 'its name must begin with Tuas'],
  ['a shared value type that is changed', MONEY.replace('currency', 'unit'), 'Money: this is a type of the hub'],
  [
    'an enum of the hub with a value more',
    'enum EventClassifier { PLN EST ACT MAYBE }',
    'EventClassifier: this is a type of the hub',
  ],
  ['a mutation', 'type Mutation { tuasPay: Int }', 'Mutation: a partner’s subgraph is read only'],
  ['a subscription', 'type Subscription { tuasTicks: Int }', 'Subscription: a partner’s subgraph is read only'],
  [
    'what others said, asked for along',
    'type TransportEquipment @key(fields: "number") { number: String wellFormed: Boolean @external tuasUnstuffings: [TuasUnstuffing!] @requires(fields: "wellFormed") }',
    '@requires',
  ],
  [
    'a type of the hub made to implement something',
    'type Place implements Node @key(fields: "unlocode") { unlocode: UNLocode }',
    'cannot be made to implement Node',
  ],
  ['a key that was not agreed', 'type TransportEquipment @key(fields: "id") { id: ID! }', 'it is joined by number'],
  ['what cannot be withheld', 'type TuasStation { name: String! }', 'TuasStation.name: String! cannot be null'],
  ['a scalar of its own', 'scalar TuasJson', 'only object types, enums and inputs'],
  ['an entity of its own', 'type TuasStation @key(fields: "id") { id: ID! }', 'only types of the hub are entities'],
  ['a directive of its own', 'directive @tuas on FIELD', 'only types are joined'],
  ['other names for the roots', 'schema { query: TuasStation }', 'only types are joined'],
])('%s is refused', (_what, text, reason) => {
  expect(refusals(text).join('\n')).toContain(reason);
});

test('a shared value type as the hub has it may be repeated', () => expect(refusals(MONEY)).toEqual([]));
