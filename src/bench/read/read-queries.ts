/** The five queries, as Corridor answers them. Peers answer the same shape over tables of their own. */
const BOXES = 'equipmentUses { equipment { number } sizeType seals { number } }';
const CORE = `id ucr status goodsDescription grossMass { value unit } origin { unlocode } destination { unlocode } ${BOXES}`;
const DECLARATIONS =
  'declarations { number direction status lodgedAt { instant } items { sequence hsCode description value { amount currency } netMass { value unit } } }';
const EVENTS = 'events(first: 10) { nodes { type classifier eventTime { instant } place { unlocode } } }';
const VOYAGES =
  'voyages { number vessel { name imo } calls { place { unlocode } timestamps { event classifier time { instant } } } }';
const RAIL = 'railBookings { number status requestedTrain origin { unlocode } destination { unlocode } }';
const RECORDS = 'partnerRecords { kind number issuedAt { instant } }';

/** Everything that any of them asks of a consignment. */
export const WHOLE = `${CORE} ${DECLARATIONS} ${EVENTS} ${VOYAGES} ${RAIL} ${RECORDS}`;

export const QUERIES = {
  Q1: `query Q1($ucr: String!) { consignment(where: { ucr: $ucr }) { ${WHOLE} } }`,
  Q2: `query Q2($status: [ConsignmentStatus!]!, $destination: CountryCode!) { consignments(first: 50, filter: { status: $status, destinationCountry: $destination }) { nodes { ${CORE} ${DECLARATIONS} ${EVENTS} ${VOYAGES} ${RAIL} } } }`,
  Q3: `query Q3($number: String!) { consignments(filter: { search: $number }) { nodes { ${CORE} } } }`,
  Q4: 'query Q4($id: ID!) { consignment(where: { id: $id }) { status } }',
  Q5: `query Q5($status: [ConsignmentStatus!]!, $origin: CountryCode!, $destination: CountryCode!, $hs: String!, $updatedAfter: DateTime!, $after: String) { consignments(first: 25, after: $after, filter: { status: $status, originCountry: $origin, destinationCountry: $destination, hsPrefix: $hs, updatedAfter: $updatedAfter }) { nodes { ${CORE} } pageInfo { hasNextPage } } }`,
} as const;

export type QueryName = keyof typeof QUERIES;
export const QUERY_NAMES = Object.keys(QUERIES) as QueryName[];
export type Variables = Readonly<Record<string, unknown>>;
