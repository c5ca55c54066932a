/**
 * A partner's subgraph, complete: its own process, its own data (unstuffings.json), no code of Corridor. It answers what the subgraph
 * specification of Federation 2 asks: `_service` tells its schema, `_entities` looks up what others name by key. A bearer token is asked
 * for where STATION_TOKEN says so.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildASTSchema, extendSchema, graphql, parse, visit } from 'graphql';

const here = path => new URL(path, import.meta.url);
const sdl = readFileSync(here('./partners/tuas-freight-station/subgraph.graphql'), 'utf8');
const { stations, unstuffings } = JSON.parse(readFileSync(here('./unstuffings.json'), 'utf8'));

/** The schema without the directives that are for composers, with the look-ups of the specification. */
const plain = visit(parse(sdl), {
  SchemaExtension: () => null,
  Directive: () => null,
});
const schema = extendSchema(
  buildASTSchema(plain),
  parse(`scalar _Any union _Entity = TransportEquipment type _Service { sdl: String }
    extend type Query { _service: _Service! _entities(representations: [_Any!]!): [_Entity]! }`),
);

const station = ({ id, name, bays, taken, unlocode }) => ({ id, name, freeBays: bays - taken, place: { unlocode } });
const stationOf = stationId => station(stations.find(each => each.id === stationId));
const ofBox = number =>
  unstuffings
    .filter(each => each.number === number)
    .sort((a, b) => (a.begunAt < b.begunAt ? 1 : -1))
    .map(({ stationId, ...rest }) => ({ ...rest, station: () => stationOf(stationId) }));

const rootValue = {
  tuasStations: () => stations.map(station),
  _service: () => ({ sdl }),
  _entities: ({ representations }) =>
    representations.map(({ __typename, number }) => ({ __typename, number, tuasUnstuffings: () => ofBox(number) })),
};

async function answer(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  return graphql({ schema, source: query, rootValue, variableValues: variables });
}

const { STATION_PORT: port = '4910', STATION_TOKEN: token } = process.env;
const server = createServer(async (request, response) => {
  if (token && request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end();
  const result = await answer(request).catch(error => ({ errors: [{ message: error.message }] }));
  response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
});
server.listen(Number(port), '127.0.0.1', () =>
  console.log(`the station's subgraph is at http://127.0.0.1:${server.address().port}/graphql`),
);
process.once('SIGTERM', () => process.exit(0));
