import { canonicalJson } from '../consignment/canonical-json.ts';
import { SLICES, type SliceName } from '../consignment/consignment-document.ts';
import type { KnownFact } from '../consignment/known-fact.ts';
import type { PlaceLineage } from '../consignment/place-lineage.ts';
import { projectConsignment } from '../consignment/project-consignment.ts';
import { DisjointSets } from '../linking/disjoint-sets.ts';
import { linkFacts } from '../linking/link-facts.ts';
import { liveConsignments } from '../store/consignment-store.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { factsById, streamReferences } from '../store/fact-store.ts';
import { placeEdition } from '../store/place-changes.ts';
import { PlaceTables } from '../store/place-tables.ts';
import { sliceBodies } from '../store/slice-store.ts';
import { checkJourneys } from './check-journeys.ts';
import { checkRows, type RowKind } from './check-rows.ts';
import { closureKeys, FOLLOWED_SCHEMES } from './closure-keys.ts';
import { identifyConsignments, possibleAnchors } from './identify-consignments.ts';
import { knownLineage } from './known-lineage.ts';

/**
 * A stored slice, row or journey that the facts do not give, or a folded one that is not stored; a consignment without a hub id is named by
 * its anchor, a journey by its id or key.
 */
export interface Difference {
  readonly consignmentId: string;
  readonly slice: SliceName | RowKind | 'journey';
}

export interface RebuildReport {
  readonly consignments: number;
  readonly differences: readonly Difference[];
}

/**
 * Folds all facts again and compares with what is stored, byte for byte (law 1.3). It finds what hangs together by itself, by every number
 * that can link, so that it also proves the closures by which the tables were written. Reads one snapshot and writes nothing.
 */
export function rebuildCheck(sql: Sql): Promise<RebuildReport> {
  return sql.begin('isolation level repeatable read read only', async transaction => {
    const unseen = new Set(await liveConsignments(transaction));
    const differences: Difference[] = [];
    let consignments = 0;
    const [tables, edition] = [new PlaceTables(), await placeEdition(transaction)];
    const lineage: Lineage = facts => knownLineage(transaction, tables, edition, facts);
    for (const batch of batches(await factsTogether(transaction))) {
      const checked = await checkBatch(transaction, await factsById(transaction, batch), lineage);
      consignments += checked.ids.length;
      for (const id of checked.ids) unseen.delete(id);
      differences.push(...checked.differences);
    }
    for (const consignmentId of unseen) for (const slice of SLICES) differences.push({ consignmentId, slice });
    const journeys = await checkJourneys(transaction, lineage);
    differences.push(...journeys.map(each => ({ consignmentId: each, slice: 'journey' as const })));
    return { consignments, differences };
  });
}

type Lineage = (facts: readonly KnownFact[]) => Promise<PlaceLineage>;

/** Fact ids by what hangs together through any number that can link. */
async function factsTogether(sql: TransactionSql): Promise<string[][]> {
  const sets = new DisjointSets();
  await streamReferences(sql, ({ factId, scheme, value }) => {
    const fact = `fact ${factId}`;
    sets.add(fact);
    if (LINKING.has(scheme)) sets.union(fact, `key ${scheme}|${value}`);
  });
  return [...sets.groups().values()].map(members =>
    members.filter(each => each.startsWith('fact ')).map(each => each.slice('fact '.length)),
  );
}

/** Voyages link nothing by themselves. */
const LINKING: ReadonlySet<string> = new Set([...FOLLOWED_SCHEMES, 'CONTAINER', 'SEAL', 'TRAIN']);

const BATCH = 2000;

/** Small components are read together; a large one alone. */
function batches(components: readonly (readonly string[])[]): string[][] {
  const found: string[][] = [];
  for (const component of components) {
    const last = found.at(-1);
    if (last && last.length + component.length <= BATCH) last.push(...component);
    else found.push([...component]);
  }
  return found;
}

async function checkBatch(sql: TransactionSql, facts: readonly KnownFact[], lineage: Lineage) {
  const lineageOf = await lineage(facts);
  const linking = linkFacts(facts);
  const keys = new Set(facts.flatMap(known => closureKeys(known).strong));
  const folded = linking.consignments.map(linked => ({
    linked,
    document: projectConsignment(linked.facts, { ...linked, lineageOf }),
  }));
  const { identified } = await identifyConsignments(sql, linking, folded, possibleAnchors(facts, keys));
  const ids = identified.filter(each => each.standing === 'KNOWN').map(each => each.id);
  const stored = await sliceBodies(sql, ids);
  const differences = identified.flatMap(({ id, linked, document, standing }): Difference[] =>
    SLICES.filter(
      slice =>
        standing !== 'KNOWN' || canonicalJson(stored.get(id)?.get(slice) ?? null) !== canonicalJson(document[slice]),
    ).map(slice => ({ consignmentId: standing === 'KNOWN' ? id : linked.name, slice })),
  );
  const known = identified.filter(each => each.standing === 'KNOWN');
  const rows = await checkRows(
    sql,
    known.map(({ id, document, linked }) => ({ id, document, facts: linked.facts })),
  );
  return { ids, differences: [...differences, ...rows] };
}
