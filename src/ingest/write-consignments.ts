import { canonicalJson } from '../consignment/canonical-json.ts';
import { SLICES, type SliceName } from '../consignment/consignment-document.ts';
import type { ConsignmentSlice } from '../consignment/consignment-slice.ts';
import { FOLD_VERSION } from '../consignment/project-consignment.ts';
import { anchorRecord, assignIds, type IdAssignment } from '../linking/assign-ids.ts';
import {
  anchorAssignments,
  createConsignments,
  recordAnchors,
  retireConsignments,
  reviveConsignments,
  sliceBodies,
  touchConsignments,
  writeFilterRows,
  writeIdentifiers,
  writeLinks,
  writeSlices,
} from '../store/consignment-store.ts';
import type { TransactionSql } from '../store/database.ts';
import { appendToLog, type NewLogRow } from '../store/event-log.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { bareKey, type Folded, type FoldedClosure } from './fold-closure.ts';
import { identityRow, logRows } from './log-rows.ts';
import { tellNewTravellers } from './write-journeys.ts';

interface Written extends Folded {
  readonly id: string;
  readonly isNew: boolean;
}

/** Writes what the fold changed, and answers nothing: the tables are its cache (law 1.3). The caller holds the locks. */
export async function writeConsignments(
  sql: TransactionSql,
  closure: FoldedClosure,
  cause: string,
  now: Date,
): Promise<void> {
  const { assignment, written } = await identify(sql, closure);
  await createConsignments(
    sql,
    written.filter(each => each.isNew).map(each => each.id),
    now,
  );
  await reviveConsignments(
    sql,
    written.map(each => each.id),
  );
  await recordAnchors(
    sql,
    written.flatMap(each =>
      each.linked.identifiers.map(id => ({ anchor: anchorRecord(id, closure.linking.index), consignmentId: each.id })),
    ),
  );
  const before = await sliceBodies(
    sql,
    written.map(each => each.id),
  );
  const changed = written.filter(each => isChanged(each, before.get(each.id)));
  await writeSlices(
    sql,
    changed.flatMap(each => changedSlices(each, before.get(each.id))),
  );
  await writeIdentifiers(
    sql,
    changed.map(each => ({ id: each.id, identifiers: each.document.consignment.identifiers })),
  );
  await writeFilterRows(sql, changed);
  await touchConsignments(
    sql,
    changed.map(each => each.id),
    now,
  );
  await writeLinks(
    sql,
    changed.map(each => each.id),
    changed.flatMap(linkRows),
    now,
  );
  const identity = await retire(sql, assignment, written, cause, now);
  const events = changed.flatMap(each => logRows(each.id, sliceBefore(before.get(each.id)), each.document.consignment));
  await appendToLog(sql, [...identity, ...events], now);
  await tellNewTravellers(
    sql,
    changed.map(each => newJourneys(each, sliceBefore(before.get(each.id)))),
    now,
  );
}

function newJourneys({ id, document }: Written, before: ConsignmentSlice | undefined) {
  const known = new Set((before?.legs ?? []).flatMap(leg => leg.journeys));
  return { id, keys: document.consignment.legs.flatMap(leg => leg.journeys).filter(key => !known.has(key)) };
}

async function identify(sql: TransactionSql, { linking, folded }: FoldedClosure) {
  const anchors = [...linking.anchors.consignmentOf.keys(), ...linking.anchors.groups.keys()].map(bareKey);
  const assignments = await anchorAssignments(sql, [...new Set(anchors)]);
  const assignment = assignIds(linking.consignments, linking.anchors, assignments);
  const written = folded.map((each): Written => {
    const id = assignment.ids.get(each.linked.name);
    return { ...each, id: id ?? uuidv7(), isNew: id === undefined };
  });
  return { assignment, written };
}

function sliceBefore(slices: ReadonlyMap<SliceName, unknown> | undefined): ConsignmentSlice | undefined {
  return slices?.get('consignment') as ConsignmentSlice | undefined;
}

function changedSlices(each: Written, before: ReadonlyMap<SliceName, unknown> | undefined) {
  return SLICES.filter(slice => canonicalJson(each.document[slice]) !== canonicalJson(before?.get(slice) ?? null)).map(
    slice => ({
      id: each.id,
      slice,
      body: each.document[slice],
      foldVersion: FOLD_VERSION,
    }),
  );
}

function isChanged(each: Written, before: ReadonlyMap<SliceName, unknown> | undefined): boolean {
  return changedSlices(each, before).length > 0;
}

function linkRows({ id, linked }: Written) {
  return linked.facts.map(({ known, match }) => ({
    consignmentId: id,
    factId: known.id,
    rule: match.rule,
    confidence: match.confidence,
    on: match.on,
  }));
}

/** Ids that lost their consignment: one successor is a merge, several are a split (law 2.4). */
async function retire(
  sql: TransactionSql,
  { retired }: IdAssignment,
  written: readonly Written[],
  cause: string,
  now: Date,
): Promise<NewLogRow[]> {
  const idOf = new Map(written.map(each => [each.linked.name, each.id]));
  const successors = [...retired].map(([id, names]) => ({ id, into: names.flatMap(name => idOf.get(name) ?? []) }));
  const known = successors.filter(each => each.into.length > 0);
  const fresh = await retireConsignments(
    sql,
    known.map(each => ({ id: each.id, into: each.into.length === 1 ? (each.into[0] ?? null) : null })),
    now,
  );
  return known
    .filter(each => fresh.has(each.id))
    .flatMap(({ id, into }) =>
      into.map(successor =>
        identityRow(into.length === 1 ? 'CONSIGNMENT_MERGED' : 'CONSIGNMENT_SPLIT', successor, id, cause),
      ),
    );
}
