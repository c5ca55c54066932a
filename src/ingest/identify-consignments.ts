import type { KnownFact } from '../consignment/known-fact.ts';
import {
  type AnchorAssignment,
  anchorRecord,
  assignIds,
  type IdAssignment,
  type NamedConsignment,
} from '../linking/assign-ids.ts';
import type { Linking } from '../linking/link-facts.ts';
import { anchorAssignments } from '../store/consignment-store.ts';
import type { Sql, TransactionSql } from '../store/database.ts';
import { uuidv7 } from '../store/uuid-v7.ts';

/** A consignment under its hub id. */
export type Identified<T extends Linked = Linked> = T & {
  readonly id: string;
  /** Whether the id stood for no consignment before: a new one, or one that a split gave back. */
  readonly standing: 'NEW' | 'REVIVED' | 'KNOWN';
};

interface Linked {
  readonly linked: NamedConsignment;
}

export interface Identification<T extends Linked = Linked> {
  readonly assignment: IdAssignment;
  readonly assignments: readonly AnchorAssignment[];
  readonly identified: readonly Identified<T>[];
}

/** Gives consignments their hub ids, by the record of earlier assignments under any of the anchors. */
export async function identifyConsignments<T extends Linked>(
  sql: Sql | TransactionSql,
  linking: Linking,
  consignments: readonly T[],
  anchors: readonly string[],
): Promise<Identification<T>> {
  const assignments = await anchorAssignments(sql, anchors);
  const assignment = assignIds(
    consignments.map(each => each.linked),
    linking,
    assignments,
  );
  const live = new Set(assignments.filter(each => each.live).map(each => each.consignmentId));
  const identified = consignments.map((each): Identified<T> => {
    const id = assignment.ids.get(each.linked.name);
    const standing = id === undefined ? 'NEW' : live.has(id) ? 'KNOWN' : 'REVIVED';
    return { ...each, id: id ?? uuidv7(), standing };
  });
  return { assignment, assignments, identified };
}

/** All that can have been recorded for the facts: a number alone, and with each issuer that anybody names or named. */
export function possibleAnchors(facts: readonly KnownFact[], keys: ReadonlySet<string>): string[] {
  const anchors = new Set<string>();
  for (const { fact } of facts) {
    for (const { scheme, value, issuer } of fact.references) {
      const number = `${scheme}|${value}`;
      if (keys.has(number)) anchors.add(number);
      if (keys.has(number) && issuer !== undefined) anchors.add(`${number}|${issuer}`);
    }
  }
  return [...anchors];
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

/**
 * Ids that stand for nothing of their own any more, where that is news, each with the id by which it goes on answering: its successor, of
 * several the oldest (law 2.4); none only where nothing of it is left.
 */
export function newlyRetired({ assignment, assignments, identified }: Identification) {
  const idOf = new Map(identified.map(each => [each.linked.name, each.id]));
  const known = new Map(assignments.map(each => [each.consignmentId, each]));
  return [...assignment.retired]
    .map(([id, names]) => ({ id, became: [...new Set(names.flatMap(name => idOf.get(name) ?? []))].sort() }))
    .map(({ id, became }) => ({ id, became, into: became[0] ?? null }))
    .filter(({ id, into }) => known.get(id)?.live || known.get(id)?.mergedInto !== into);
}
