import type { LoadRequest } from './closed-loop.ts';
import type { QueryName, Variables } from './read-queries.ts';

/** The five questions in the words of the API that PostGraphile makes of the peers' tables, and its answers as the others give them. */
const BY_KEY = 'orderBy: [PRIMARY_KEY_ASC]';
const NEWEST_FIRST = 'orderBy: [UPDATED_AT_DESC, UUID_DESC]';
const CORE = `id: rowId ucr status goods grossValue grossUnit origin destination
  boxes: equipmentByConsignmentIdList(${BY_KEY}) { number sizeType seals: sealsByEquipmentIdList(${BY_KEY}) { number } }`;
const DECLARATIONS = `declarations: declarationsByConsignmentIdList(${BY_KEY}) { number direction status lodgedAt
  items: itemsByDeclarationIdList(${BY_KEY}) { sequence hsCode description amount currency netValue netUnit } }`;
const EVENTS = `events: eventsByConsignmentIdList(first: 10, ${BY_KEY}) { type classifier at unlocode }`;
const VOYAGES = `travels: travelsByConsignmentIdList(${BY_KEY}) { voyage: voyageByVoyageId { number vesselName imo
  calls: callsByVoyageIdList(${BY_KEY}) { unlocode times: callTimesByCallIdList(${BY_KEY}) { event classifier at } } } }`;
const RAIL = `rail: railBookingsByConsignmentIdList(${BY_KEY}) { number status requestedTrain origin destination }`;
const RECORDS = `records: partnerRecordsByConsignmentIdList(${BY_KEY}) { kind number issuedAt }`;

const WORDS: Readonly<Record<QueryName, string>> = {
  Q1: `query Q1($ucr: String!) { found: allConsignmentsList(first: 1, condition: { ucr: $ucr }) { ${CORE} ${DECLARATIONS} ${EVENTS} ${VOYAGES} ${RAIL} ${RECORDS} } }`,
  Q2: `query Q2($status: [String!]!, $destination: String!) { list: allConsignmentsList(first: 50, ${NEWEST_FIRST},
    filter: { filterStatus: { in: $status }, filterDestination: { equalTo: $destination } }) { ${CORE} ${DECLARATIONS} ${EVENTS} ${VOYAGES} ${RAIL} } }`,
  Q3: `query Q3($number: String!) { list: allConsignmentsList(first: 25, ${NEWEST_FIRST},
    filter: { identifiersByConsignmentId: { some: { value: { equalTo: $number } } } }) { ${CORE} } }`,
  Q4: 'query Q4($id: String!) { consignment: consignmentByRowId(rowId: $id) { status } }',
  Q5: `query Q5($status: [String!]!, $origin: String!, $destination: String!, $hs: [String]!, $updatedAfter: Datetime!, $after: Cursor) {
    page: allConsignments(first: 25, after: $after, ${NEWEST_FIRST}, filter: { filterStatus: { in: $status }, filterOrigin: { equalTo: $origin },
      filterDestination: { equalTo: $destination }, hs: { contains: $hs }, updatedAt: { greaterThan: $updatedAfter } }) { nodes { ${CORE} } pageInfo { hasNextPage } } }`,
};

/** What names the order in a cursor of PostGraphile is told by one that it gave. */
export const CURSOR_SAMPLE = JSON.stringify({
  query: `{ allConsignments(first: 1, ${NEWEST_FIRST}) { pageInfo { endCursor } } }`,
});

export function orderOf(answer: string): string {
  const { endCursor } = JSON.parse(answer).data.allConsignments.pageInfo;
  return JSON.parse(Buffer.from(endCursor, 'base64').toString())[0];
}

export function postgraphileRequest(query: QueryName, variables: Variables, order: string): LoadRequest {
  const { hs, after, ...others } = variables;
  const said = query === 'Q5' ? { ...others, hs: [hs], after: cursorOf(after, order) } : variables;
  return { path: '/graphql', headers: {}, body: JSON.stringify({ query: WORDS[query], variables: said }) };
}

/** The same place of the list, as PostGraphile writes it. */
function cursorOf(after: unknown, order: string): string | null {
  if (typeof after !== 'string') return null;
  const { updatedAt, id } = JSON.parse(Buffer.from(after, 'base64url').toString());
  return Buffer.from(JSON.stringify([order, updatedAt.replace('Z', '+00:00'), id])).toString('base64');
}

type Answer = { readonly [name: string]: unknown };

export function answerOfPostgraphile(query: QueryName, data: unknown): unknown {
  const { found, list, consignment, page } = data as {
    readonly [name: string]: unknown;
    readonly page?: { readonly nodes: unknown; readonly pageInfo: unknown };
  };
  switch (query) {
    case 'Q1':
      return { consignment: all(found).map(whole)[0] ?? null };
    case 'Q2':
    case 'Q3':
      return { consignments: { nodes: all(list).map(whole) } };
    case 'Q4':
      return { consignment };
    case 'Q5':
      return { consignments: { nodes: all(page?.nodes).map(whole), pageInfo: page?.pageInfo } };
  }
}

function whole(row: Answer): Answer {
  const {
    goods,
    grossValue,
    grossUnit,
    origin,
    destination,
    boxes,
    declarations,
    events,
    travels,
    rail,
    records,
    ...same
  } = row;
  return {
    ...same,
    goodsDescription: goods,
    grossMass: { value: grossValue, unit: grossUnit },
    origin: { unlocode: origin },
    destination: { unlocode: destination },
    equipmentUses: all(boxes).map(({ number, ...box }) => ({ ...box, equipment: { number } })),
    declarations: ifThere(declarations, declaration),
    events: events === undefined ? undefined : { nodes: all(events).map(event) },
    voyages: ifThere(travels, voyage),
    railBookings: ifThere(rail, ({ origin: from, destination: to, ...each }) => ({
      ...each,
      origin: { unlocode: from },
      destination: { unlocode: to },
    })),
    partnerRecords: ifThere(records, ({ issuedAt, ...each }) => ({ ...each, issuedAt: { instant: issuedAt } })),
  };
}

function declaration({ lodgedAt, items, ...same }: Answer): Answer {
  const item = ({ amount, currency, netValue, netUnit, ...each }: Answer) => ({
    ...each,
    value: { amount, currency },
    netMass: { value: netValue, unit: netUnit },
  });
  return { ...same, lodgedAt: { instant: lodgedAt }, items: all(items).map(item) };
}

function event({ at, unlocode, ...same }: Answer): Answer {
  return { ...same, eventTime: { instant: at }, place: { unlocode } };
}

function voyage({ voyage: told }: Answer): Answer {
  const { number, vesselName, imo, calls } = told as Answer;
  const time = ({ at, ...same }: Answer) => ({ ...same, time: { instant: at } });
  const call = ({ unlocode, times }: Answer) => ({ place: { unlocode }, timestamps: all(times).map(time) });
  return { number, vessel: { name: vesselName, imo }, calls: all(calls).map(call) };
}

function all(value: unknown): readonly Answer[] {
  return (value ?? []) as readonly Answer[];
}

function ifThere(value: unknown, told: (each: Answer) => Answer): readonly Answer[] | undefined {
  return value === undefined ? undefined : all(value).map(told);
}
