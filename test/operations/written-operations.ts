import type { Operation } from './operation.ts';

/** Ids and cursors that a running graph gave: what cannot be known before. */
export interface Known {
  readonly ids: readonly string[];
  readonly consignmentCursors: readonly string[];
  readonly eventCursors: readonly string[];
}

/** Asks for what `Known` holds. */
export const KNOWN_QUERY = `{
  consignment(where: { railBooking: { number: "LSR2601194" } }) {
    id railBookings { id } railConsignmentNotes { id } events(first: 2) { nodes { id } }
  }
  consignments(first: 6) { edges { cursor } nodes { id } }
  events(first: 6) { edges { cursor } }
  unlinked(first: 1) { nodes { id } }
}`;

interface KnownAnswer {
  readonly consignments: { readonly edges: readonly { readonly cursor: string }[] };
  readonly events: { readonly edges: readonly { readonly cursor: string }[] };
}

export function knownFrom(data: unknown): Known {
  const { consignments, events } = data as KnownAnswer;
  const ids = [...JSON.stringify(data).matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => id);
  return {
    ids: [...new Set(ids)],
    consignmentCursors: consignments.edges.map(each => each.cursor),
    eventCursors: events.edges.map(each => each.cursor),
  };
}

/** What no argument's type tells: nodes, pages, fragments, directives, names, and what is wrong with an operation. */
export function writtenOperations(known: Known): Operation[] {
  return [...nodes(known), ...pages(known), ...LANGUAGE, ...WRONG];
}

function nodes({ ids }: Known): Operation[] {
  return ids.map(id => {
    const type = Buffer.from(id, 'base64url').toString('utf8').split(':')[0] ?? '';
    const fragment = BY_KIND[type] === undefined ? '' : `... on ${type} { ${BY_KIND[type]} }`;
    const query = `query ($id: ID!) { node(id: $id) { __typename id ${fragment} } }`;
    return { title: `node ${type} ${id}`, query, variables: { id } };
  });
}

/** Of one kind each: of fragments that do not apply one process names what would be withheld in them, a router does not ask. */
const BY_KIND: Readonly<Record<string, string>> = {
  Consignment: 'ucr status declarations { number } yardPositions { position }',
  ConsignmentEvent: 'type classifier consignment { id ucr inspections { number } }',
  RailBooking: 'number status note { number } train { number }',
  RailConsignmentNote: 'number wagons booking { number }',
  Alarm: 'kind status',
  Fact: 'kind references { scheme value }',
};

function pages({ consignmentCursors, eventCursors }: Known): Operation[] {
  const list =
    '{ totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { id } } }';
  const consignments = consignmentCursors.flatMap(cursor => [
    {
      title: `after ${cursor}`,
      query: `query ($c: String) { consignments(first: 2, after: $c) ${list} }`,
      variables: { c: cursor },
    },
    {
      title: `before ${cursor}`,
      query: `query ($c: String) { consignments(last: 2, before: $c) ${list} }`,
      variables: { c: cursor },
    },
  ]);
  const events = eventCursors.map(cursor => ({
    title: `events after ${cursor}`,
    query: `query ($c: String) { events(first: 2, after: $c) ${list} }`,
    variables: { c: cursor },
  }));
  return [...consignments, ...events];
}

const HEAD =
  'fragment Head on Consignment { id ucr status ...Papers } fragment Papers on Consignment { declarations { number status } }';

const LANGUAGE: readonly Operation[] = [
  { title: 'fragments in fragments', query: `{ consignments(first: 3) { nodes { ...Head } } } ${HEAD}` },
  {
    title: 'an inline fragment without a type',
    query: '{ consignments(first: 2) { nodes { ... { ucr } ... @include(if: true) { status } } } }',
  },
  {
    title: 'the same field twice, merged',
    query: '{ consignments(first: 2) { nodes { declarations { number } declarations { status items { hsCode } } } } }',
  },
  {
    title: 'aliases of one field',
    query:
      '{ consignments(first: 2) { nodes { a: ucr b: ucr c: declarations { n: number } d: declarations { s: status } } } }',
  },
  {
    title: 'two roots of two subgraphs',
    query:
      '{ place(code: { value: "SGSIN" }) { name } consignments(first: 1) { totalCount } voyage(where: { number: { vessel: "2000119", number: "036S" } }) { number } }',
  },
  {
    title: 'one root under two names',
    query:
      '{ a: consignments(first: 1) { nodes { ucr } } b: consignments(first: 1, orderBy: UPDATED_ASC) { nodes { ucr } } }',
  },
  {
    title: 'skip and include by variables',
    query:
      'query ($on: Boolean!, $off: Boolean = false) { consignments(first: 2) { nodes { id ucr @include(if: $on) status @skip(if: $on) declarations @include(if: $off) { number } yardPositions @skip(if: $off) { position } } } }',
    variables: { on: true },
  },
  {
    title: 'one of two operations',
    query:
      'query One { consignments(first: 1) { nodes { id } } } query Two { consignments(first: 2) { nodes { ucr } } }',
    operationName: 'Two',
  },
  { title: 'a default of a variable', query: 'query ($n: Int = 3) { consignments(first: $n) { nodes { id } } }' },
  {
    title: 'null for a variable',
    query: 'query ($n: Int) { consignments(first: $n) { nodes { id } } }',
    variables: { n: null },
  },
  {
    title: 'receipts of what nobody read',
    query: `query ($after: String) { disclosures(first: 2, after: $after, filter: {
      reader: "nobody", purpose: "clearance", origin: "cn-customs-tianjin", consignment: { ucr: "6CN91120116MA00104163-A01001" }
      after: "2026-01-01T00:00:00Z", before: "2026-01-02T00:00:00Z"
    }) { totalCount nodes { reader } } }`,
  },
  { title: 'names of types alone', query: '{ __typename consignments(first: 2) { __typename nodes { __typename } } }' },
  {
    title: 'deep, across all subgraphs',
    query:
      '{ consignments(first: 3) { nodes { declarations { equipment { number consignments { id yardPositions { terminal { name } } } } } eta { best { time { instant } } } railBookings { number } partnerRecords { kind } risk { channel } } } }',
  },
  {
    title: 'down into events and up again',
    query:
      '{ consignments(first: 4) { nodes { events(first: 3) { nodes { id place { name } source { name } consignment { ucr declarations { number } bookings { number } } } } } } }',
  },
];

const WRONG: readonly Operation[] = [
  {
    title: 'a number that nobody has',
    query: '{ consignment(where: { ucr: "0XX000000000000-NOBODY" }) { id declarations { number } } }',
  },
  {
    title: 'an error beside an answer',
    query: '{ consignments(first: 1) { nodes { id } } events(first: -1) { nodes { id } } }',
  },
  {
    title: 'two errors of two subgraphs',
    query: '{ voyage(where: { number: { number: "" } }) { id } events(first: -1) { nodes { id } } }',
  },
  { title: 'a page in both directions', query: '{ consignments(first: 1, last: 1) { nodes { id } } }' },
  { title: 'a broken cursor', query: '{ consignments(first: 1, after: "broken") { nodes { id } } }' },
  { title: 'a field that there is not', query: '{ consignments(first: 1) { nodes { bribe } } }' },
  { title: 'an argument that there is not', query: '{ consignments(firs: 1) { nodes { id } } }' },
  { title: 'two of a choice of one', query: '{ consignment(where: { ucr: "a", equipment: "b" }) { id } }' },
  {
    title: 'a variable of the wrong type',
    query: 'query ($n: Int) { consignments(first: $n) { nodes { id } } }',
    variables: { n: 'two' },
  },
  { title: 'a variable that is missing', query: 'query ($n: String!) { equipment(number: $n) { number } }' },
  { title: 'a sub-selection that is missing', query: '{ consignments(first: 1) }' },
  { title: 'no GraphQL', query: '{ consignments(' },
];
