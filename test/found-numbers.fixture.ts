import type { Sql } from '../src/store/database.ts';

type Ask = (source: string, variables?: Record<string, unknown>) => Promise<Record<string, unknown>>;

interface Quoted {
  readonly scheme: string;
  readonly value: string;
}

/** LINKED: a consignment, voyage or train with this number answers. UNLINKED: it stands in the queue of what nothing joins yet (law 2.3). */
export type Whereabouts = 'LINKED' | 'UNLINKED' | 'NOWHERE';

/**
 * Every number that a message's facts quote, by message. The plate of a vehicle is told by its event and identifies no consignment; STATEMENT is
 * how the store finds what a retraction takes back.
 */
export async function quotedByMessage(sql: Sql): Promise<Map<string, Quoted[]>> {
  const rows = await sql<(Quoted & { messageId: string })[]>`
    select distinct f.message_id as "messageId", r.scheme, r.value from fact_reference r join fact f on f.id = r.fact_id
    where f.kind <> 'RETRACTION' and r.scheme not in ('VEHICLE', 'STATEMENT') order by 1, 2, 3`;
  const quoted = new Map<string, Quoted[]>();
  for (const { messageId, ...each } of rows) quoted.set(messageId, [...(quoted.get(messageId) ?? []), each]);
  return quoted;
}

/** Asks the graph for numbers as a reader would. */
export async function graphAnswers(ask: Ask) {
  const unlinked = await unlinkedNumbers(ask);
  const asked = new Map<string, Promise<boolean>>();
  const whereIs = async ({ scheme, value }: Quoted): Promise<Whereabouts> => {
    const number = `${scheme} ${value}`;
    const answer = asked.get(number) ?? isFound(ask, scheme, value);
    asked.set(number, answer);
    if (await answer) return 'LINKED';
    return unlinked.has(number) ? 'UNLINKED' : 'NOWHERE';
  };
  return { whereIs };
}

function isFound(ask: Ask, scheme: string, value: string): Promise<boolean> {
  if (scheme === 'VOYAGE') return hasVoyage(ask, value);
  return scheme === 'TRAIN' ? isTravelled(ask, value) : hasConsignment(ask, scheme, value);
}

async function hasConsignment(ask: Ask, scheme: string, n: string): Promise<boolean> {
  const query =
    'query ($n: String!) { consignments(filter: { search: $n }, first: 50) { nodes { identifiers { scheme value } } } }';
  const { consignments } = (await ask(query, { n })) as { consignments: { nodes: { identifiers: Quoted[] }[] } };
  return consignments.nodes.some(node => node.identifiers.some(each => each.value === n && isOf(each.scheme, scheme)));
}

/** The graph says of which level a bill is; a message need not. */
function isOf(shown: string, quoted: string): boolean {
  return shown === quoted || (quoted === 'BL' && shown.endsWith('_BL'));
}

/** `IMO:9321483/2103N`, `CALLSIGN:NCVV/2103N`, `UVR:2301W`: a voyage of which a schedule tells, or one that consignments travel by. */
async function hasVoyage(ask: Ask, key: string): Promise<boolean> {
  const [means = '', number] = key.split('/');
  const [kind, id = ''] = means.split(':');
  const where = kind === 'UVR' ? { universal: id } : { number: { number, vessel: id } };
  const { voyage } = await ask('query ($where: VoyageWhere!) { voyage(where: $where) { id } }', { where });
  return voyage !== null || (await isTravelled(ask, key.slice(key.indexOf(':') + 1)));
}

async function isTravelled(ask: Ask, voyage: string): Promise<boolean> {
  const query = 'query ($voyage: String!) { consignments(filter: { voyage: $voyage }) { totalCount } }';
  const { consignments } = (await ask(query, { voyage })) as { consignments: { totalCount: number } };
  return consignments.totalCount > 0;
}

async function unlinkedNumbers(ask: Ask): Promise<Set<string>> {
  const numbers = new Set<string>();
  for (let after: string | null = null; ; ) {
    const query = `query ($after: String) { unlinked(first: 200, after: $after) {
      pageInfo { endCursor hasNextPage } nodes { references { scheme value } } } }`;
    const { unlinked } = (await ask(query, { after })) as {
      unlinked: { pageInfo: { endCursor: string; hasNextPage: boolean }; nodes: { references: Quoted[] }[] };
    };
    for (const node of unlinked.nodes)
      for (const { scheme, value } of node.references) numbers.add(`${scheme} ${value}`);
    if (!unlinked.pageInfo.hasNextPage) return numbers;
    after = unlinked.pageInfo.endCursor;
  }
}
