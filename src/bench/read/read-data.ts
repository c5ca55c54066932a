import { encodePageCursor } from '../../resolvers/connection.ts';
import { globalId } from '../../resolvers/global-id.ts';
import type { Sql } from '../../store/database.ts';
import type { SeededChance } from '../link-quality/seeded-chance.ts';
import { NEWEST, readTemplates, type Template, toldAt, writeCopies } from './consignment-bulk.ts';
import { copyOf, idOfCopy, NamedText } from './named-copy.ts';
import { PeerRows } from './peer-rows.ts';
import { PEER_INDEXES, PEER_SCHEMA } from './peer-schema.ts';
import { type QueryName, type Variables, WHOLE } from './read-queries.ts';

/** Asks Corridor as the reader of the measurement. */
export type AskReader = (
  query: string,
  variables?: Variables,
) => Promise<Record<string, { readonly nodes: readonly Node[] }>>;
type Node = { readonly [name: string]: unknown };

/** A consignment as the reader sees it, and by what it finds it. */
interface Seen {
  readonly template: Template;
  readonly place: number;
  readonly node: Node;
  readonly ucr: string | undefined;
  readonly boxes: readonly string[];
  readonly filters: {
    readonly status: string | null;
    readonly origin: string | null;
    readonly destination: string | null;
    readonly hs: readonly string[];
  };
}

export interface ReadData {
  readonly consignments: number;
  variables(query: QueryName, chance: SeededChance): Variables;
}

const PAGE = 200;

/** Copies what the samples gave until there are so many consignments, for Corridor and, as the reader sees them, for its peers. */
export async function fillReadData(sql: Sql, ask: AskReader, wanted: number): Promise<ReadData> {
  const templates = await readTemplates(sql);
  const copies = Math.max(1, Math.round(wanted / templates.length));
  console.log(`${templates.length} sample consignments, ${copies} copies of each …`);
  const seen = await whatIsSeen(templates, ask);
  await sql.unsafe(PEER_SCHEMA);
  await sql.begin(async transaction => {
    await transaction.unsafe('set local session_replication_role = replica');
    for (const table of ['consignment_slice', 'consignment_identifier', 'consignment_filter', 'consignment_told'])
      await transaction.unsafe(`delete from ${table}`);
  });
  await writeCopies(sql, templates, 1, copies + 1);
  console.log('Corridor’s tables are filled; the peers’ …');
  await writePeers(sql, seen, { copies, templates: templates.length });
  await sql.unsafe('vacuum analyze');
  const variables = (query: QueryName, chance: SeededChance) =>
    variablesOf(query, seen, { copies, templates: templates.length, chance });
  return { consignments: copies * templates.length, variables };
}

async function whatIsSeen(templates: readonly Template[], ask: AskReader): Promise<Seen[]> {
  const answer = await ask(`{ consignments(first: ${PAGE}) { nodes { ${WHOLE} } } }`);
  const nodes = new Map(answer.consignments?.nodes.map(node => [node.id, node]));
  const found = async (filter: string) =>
    new Set(
      (await ask(`{ consignments(first: ${PAGE}, filter: { ${filter} }) { nodes { id } } }`)).consignments?.nodes.map(
        each => each.id,
      ),
    );
  const statuses = await sets(
    [...new Set([...nodes.values()].map(each => String(each.status)))].filter(each => each !== 'null'),
    each => found(`status: [${each}]`),
  );
  const origins = await sets(['CN', 'SG', 'MY', 'DE', 'KZ'], each => found(`originCountry: "${each}"`));
  const destinations = await sets(['CN', 'SG', 'MY', 'DE', 'KZ'], each => found(`destinationCountry: "${each}"`));
  const declared = [...nodes.values()].flatMap(each => JSON.stringify(each).match(/(?<="hsCode":")\d\d/g) ?? []);
  const chapters = await sets([...new Set(declared)], each => found(`hsPrefix: "${each}"`));
  const ucrs = [...nodes.values()].map(each => each.ucr);
  const seen: Seen[] = [];
  for (const [place, template] of templates.entries()) {
    const id = globalId('Consignment', template.id);
    const node = nodes.get(id);
    if (!node) continue;
    const of = (all: ReadonlyMap<string, ReadonlySet<unknown>>) =>
      [...all].filter(([, ids]) => ids.has(id)).map(([value]) => value);
    const filters = {
      status: of(statuses)[0] ?? null,
      origin: of(origins)[0] ?? null,
      destination: of(destinations)[0] ?? null,
      hs: of(chapters),
    };
    const ucr =
      typeof node.ucr === 'string' && ucrs.filter(each => each === node.ucr).length === 1 ? node.ucr : undefined;
    const boxes: string[] = [];
    for (const { value, scheme } of template.identifiers)
      if (scheme === 'CONTAINER' && (await found(`search: "${value}"`)).has(id)) boxes.push(value);
    seen.push({ template, place, node, filters, ucr, boxes });
  }
  return seen;
}

async function sets(values: readonly string[], found: (value: string) => Promise<ReadonlySet<unknown>>) {
  const all = new Map<string, ReadonlySet<unknown>>();
  for (const value of values) all.set(value, await found(value));
  return all;
}

async function writePeers(
  sql: Sql,
  seen: readonly Seen[],
  { copies, templates }: { copies: number; templates: number },
): Promise<void> {
  const rows = new PeerRows(sql);
  const named = seen.map(
    each =>
      new NamedText(
        JSON.stringify(each.node),
        each.template.identifiers.map(id => id.value),
      ),
  );
  for (let k = 1; k <= copies; k++)
    for (const [i, { template, place, filters, boxes }] of seen.entries()) {
      const uuid = idOfCopy(template.id, k);
      const node = { ...JSON.parse(named[i]?.of(k) ?? '{}'), id: globalId('Consignment', uuid) };
      const identifiers = boxes.map(box => copyOf(box, k));
      await rows.add({ node, uuid, updatedAt: toldAt(k, place, templates), filters, identifiers });
    }
  await rows.finish();
  await sql.unsafe(PEER_INDEXES);
}

interface Choice {
  readonly copies: number;
  readonly templates: number;
  readonly chance: SeededChance;
}

function variablesOf(query: QueryName, seen: readonly Seen[], { copies, templates, chance }: Choice): Variables {
  const oneOf = (wanted: (each: Seen) => unknown): Seen => {
    const fit = seen.filter(wanted);
    const found = fit[chance.between(0, fit.length - 1)];
    if (!found) throw new Error(`the reader sees nothing that ${query} could ask for`);
    return found;
  };
  const k = chance.between(1, copies);
  switch (query) {
    case 'Q1':
      return { ucr: copyOf(oneOf(each => each.ucr).ucr ?? '', k) };
    case 'Q2': {
      const { filters } = oneOf(each => each.filters.status && each.filters.destination);
      return { status: [filters.status], destination: filters.destination };
    }
    case 'Q3':
      return { number: copyOf(oneOf(each => each.boxes.length > 0).boxes[0] ?? '', k) };
    case 'Q4':
      return { id: globalId('Consignment', idOfCopy(oneOf(() => true).template.id, k)) };
    case 'Q5': {
      const { filters, template, place } = oneOf(
        ({ filters: f }) => f.status && f.origin && f.destination && f.hs.length > 0,
      );
      const after = { updatedAt: toldAt(k, place, templates).replace('Z', '000Z'), id: idOfCopy(template.id, k) };
      return {
        ...{ status: [filters.status], origin: filters.origin, destination: filters.destination, hs: filters.hs[0] },
        updatedAfter: new Date(NEWEST - copies * templates * 900).toISOString(),
        after: chance.between(0, 1) === 0 ? null : encodePageCursor(after),
      };
    }
  }
}
