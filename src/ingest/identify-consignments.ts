import { type AnchorAssignment, anchorRecord, assignIds, type IdAssignment } from '../linking/assign-ids.ts';
import type { Linking } from '../linking/link-facts.ts';
import { anchorAssignments } from '../store/consignment-store.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import type { Folded } from './fold-closure.ts';

/** A folded consignment under its hub id. */
export interface Identified extends Folded {
  readonly id: string;
  /** Whether the id stood for no consignment before: a new one, or one that a split gave back. */
  readonly standing: 'NEW' | 'REVIVED' | 'KNOWN';
}

export interface Identification {
  readonly assignment: IdAssignment;
  readonly assignments: readonly AnchorAssignment[];
  readonly identified: readonly Identified[];
}

/** Gives folded consignments their hub ids, by the record of earlier assignments under any of the keys. */
export async function identifyConsignments(
  sql: Sql | TransactionSql,
  linking: Linking,
  folded: readonly Folded[],
  keys: ReadonlySet<string>,
): Promise<Identification> {
  const assignments = await anchorAssignments(sql, possibleAnchors(linking, keys));
  const consignments = folded.map(each => each.linked);
  const assignment = assignIds(consignments, linking, assignments);
  const live = new Set(assignments.filter(each => each.live).map(each => each.consignmentId));
  const identified = folded.map((each): Identified => {
    const id = assignment.ids.get(each.linked.name);
    const standing = id === undefined ? 'NEW' : live.has(id) ? 'KNOWN' : 'REVIVED';
    return { ...each, id: id ?? uuidv7(), standing };
  });
  return { assignment, assignments, identified };
}

/** Under the number alone, and with each issuer that anybody names. */
function possibleAnchors({ index }: Linking, keys: ReadonlySet<string>): string[] {
  return [...keys].flatMap(key => [key, ...index.issuersOf(key).map(issuer => `${key}|${issuer}`)]);
}

/** Anchors of the consignments that no record knows yet under their id. */
export function newAnchors(linking: Linking, { identified, assignments }: Identification) {
  const recorded = new Set(assignments.map(each => `${each.consignmentId}|${each.anchor}`));
  return identified
    .flatMap(({ id, linked }) =>
      linked.identifiers.map(identifier => ({ anchor: anchorRecord(identifier, linking.index), consignmentId: id })),
    )
    .filter(each => !recorded.has(`${each.consignmentId}|${each.anchor}`));
}

/** Ids that stand for nothing of their own any more, each with its one successor or none, where that is news. */
export function newlyRetired({ assignment, assignments, identified }: Identification) {
  const idOf = new Map(identified.map(each => [each.linked.name, each.id]));
  const known = new Map(assignments.map(each => [each.consignmentId, each]));
  return [...assignment.retired]
    .map(([id, names]) => ({ id, became: [...new Set(names.flatMap(name => idOf.get(name) ?? []))] }))
    .map(({ id, became }) => ({ id, became, into: became.length === 1 ? (became[0] ?? null) : null }))
    .filter(({ id, into }) => known.get(id)?.live || known.get(id)?.mergedInto !== into);
}
