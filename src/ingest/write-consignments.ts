import { sameJson } from '../consignment/canonical-json.ts';
import { type ConsignmentDocument, SLICES, type SliceName } from '../consignment/consignment-document.ts';
import type { ConsignmentSlice } from '../consignment/consignment-slice.ts';
import { filterRows, filterRowsOf } from '../consignment/filter-rows.ts';
import { measuresOf } from '../consignment/measures.ts';
import type { PlaceLineage } from '../consignment/place-lineage.ts';
import { FOLD_VERSION, projectConsignment } from '../consignment/project-consignment.ts';
import {
  createConsignments,
  type LinkRow,
  recordAnchors,
  retireConsignments,
  reviveConsignments,
  touchConsignments,
  touchFilterRows,
  writeFilterRows,
  writeIdentifiers,
  writeLinks,
} from '../store/consignment-store.ts';
import type { TransactionSql } from '../store/database.ts';
import type { NewLogRow } from '../store/event-log.ts';
import { writeMeasures } from '../store/measure-store.ts';
import { slicesBefore, writeSlices } from '../store/slice-store.ts';
import { writeToldRows } from '../store/told-rows.ts';
import {
  type Identification,
  type Identified,
  identifyConsignments,
  newAnchors,
  newlyRetired,
} from './identify-consignments.ts';
import { inTurns } from './in-turns.ts';
import type { LinkedClosure, LinkedWhole } from './link-closure.ts';
import { identityRow, type Telling, tellings } from './log-rows.ts';

type Slices = ReadonlyMap<SliceName, unknown>;

/** A consignment that the fold changed, with its slices as they were. */
interface Changed extends Folded {
  readonly before: Slices | undefined;
  readonly changedSlices: readonly SliceName[];
}

type Folded = Identified<LinkedWhole> & { readonly document: ConsignmentDocument };

/** What readers of consignments have to be told after a fold was written. */
export interface ConsignmentNews {
  readonly identity: readonly NewLogRow[];
  readonly tellings: readonly Telling[];
  /** Journeys on which a consignment was not before. */
  readonly travellers: readonly { readonly id: string; readonly keys: readonly string[] }[];
  /** Of the messages that were recorded together, the last that says something of the consignment. */
  readonly causeOf: (consignmentId: string) => string;
  /** The consignments that are otherwise than before, and those that are no more. */
  readonly documents: readonly { readonly id: string; readonly document: ConsignmentDocument }[];
  readonly retired: readonly string[];
}

interface Writing {
  readonly anchors: readonly string[];
  readonly messages: readonly string[];
  readonly now: Date;
  readonly lineageOf: PlaceLineage;
}

/** Folds what was linked otherwise and writes what that changed: the tables are its cache (law 1.3). The caller holds the locks. */
export async function writeConsignments(
  sql: TransactionSql,
  { linking, whole }: LinkedClosure,
  { anchors, messages, now, lineageOf }: Writing,
): Promise<ConsignmentNews> {
  const identification = await identifyConsignments(sql, linking, whole, anchors);
  const ofStanding = (standing: Identified['standing']) =>
    identification.identified.filter(each => each.standing === standing).map(each => each.id);
  const linkedAnew = identification.identified.filter(each => !each.isSame || each.standing !== 'KNOWN');
  const known = linkedAnew.filter(each => each.standing === 'KNOWN').map(each => each.id);
  const before = await slicesBefore(sql, known, FOLD_VERSION);
  const folded = await inTurns(linkedAnew, each => fold(each, before.get(each.id), lineageOf));
  const changed = folded.filter(each => each.changedSlices.length > 0);
  await createConsignments(sql, ofStanding('NEW'), now);
  await Promise.all([
    reviveConsignments(sql, ofStanding('REVIVED')),
    recordAnchors(sql, newAnchors(linking, identification)),
    retireConsignments(sql, newlyRetired(identification), now),
    ...writeChanged(sql, changed, now),
    touchFilterRows(
      sql,
      changed.map(each => ({ id: each.id, origins: tellersOf(each, messages) })),
      now,
    ),
    // Statements of a transaction run in the order in which they were given.
    writeToldRows(sql, [...changed.map(each => each.id), ...newlyRetired(identification).map(each => each.id)]),
    writeLinks(
      sql,
      linkedAnew.map(each => each.id),
      linkedAnew.flatMap(linkRows),
      now,
    ),
  ]);
  const causeOf = causes(identification.identified, messages);
  return {
    causeOf,
    identity: identityRows(identification, causeOf, now),
    tellings: changed.flatMap(each => tellings(each.id, eventsBefore(each), each.document.consignment.events)),
    travellers: changed.map(newJourneys).filter(each => each.keys.length > 0),
    documents: changed.map(({ id, document }) => ({ id, document })),
    retired: newlyRetired(identification).map(each => each.id),
  };
}

function causes(
  identified: readonly Identified<LinkedWhole>[],
  messages: readonly string[],
): (consignmentId: string) => string {
  const last = messages.at(-1) ?? '';
  if (messages.length < 2) return () => last;
  const order = new Map(messages.map((id, i) => [id, i]));
  const found = new Map(
    identified.map(({ id, linked, candidates }) => {
      const places = [...linked.facts, ...candidates].map(each => order.get(each.known.messageId) ?? -1);
      return [id, messages[places.reduce((most, place) => Math.max(most, place), -1)]];
    }),
  );
  return id => found.get(id) ?? last;
}

function fold(each: Identified<LinkedWhole>, before: Slices | undefined, lineageOf: PlaceLineage): Changed {
  const folded = { ...each, document: projectConsignment(each.linked.facts, { ...each.linked, lineageOf }) };
  return { ...folded, before, ...compare(folded, before) };
}

function compare({ document }: Folded, before: Slices | undefined): { changedSlices: readonly SliceName[] } {
  return {
    changedSlices: SLICES.filter(slice => !before?.has(slice) || !sameJson(document[slice], before.get(slice))),
  };
}

function writeChanged(sql: TransactionSql, changed: readonly Changed[], now: Date): Promise<void>[] {
  const ids = changed.map(each => each.id);
  const slices = changed.flatMap(({ id, document, changedSlices }) =>
    changedSlices.map(slice => ({ id, slice, body: document[slice], foldVersion: FOLD_VERSION })),
  );
  const shown = changed.filter(each => each.changedSlices.includes('consignment'));
  return [
    writeSlices(sql, slices),
    writeIdentifiers(
      sql,
      shown
        .filter(hasOtherIdentifiers)
        .map(each => ({ id: each.id, identifiers: each.document.consignment.identifiers })),
    ),
    writeFilterRows(sql, changed.filter(hasOtherFilterRows).map(withFilterRows), now),
    writeMeasures(sql, changed.filter(hasOtherMeasures).map(withMeasures)),
    touchConsignments(sql, ids, now),
  ];
}

/** Who told something of it just now. */
function tellersOf({ linked }: Changed, messages: readonly string[]): string[] {
  const told = new Set(messages);
  return [...new Set(linked.facts.filter(({ known }) => told.has(known.messageId)).map(({ known }) => known.origin))];
}

function hasOtherIdentifiers({ document, before }: Changed): boolean {
  return !sameJson(document.consignment.identifiers, sliceBefore(before)?.identifiers);
}

function withFilterRows({ id, document, linked }: Changed) {
  return { id, filterRows: filterRows(document, linked.facts) };
}

function withMeasures({ id, document }: Changed) {
  return { id, measures: measuresOf(document) };
}

function hasOtherMeasures({ document, before }: Changed): boolean {
  const stored = wholeBefore(before);
  return stored === undefined || !sameJson(measuresOf(document), measuresOf(stored));
}

function hasOtherFilterRows({ document, before, linked }: Changed): boolean {
  const stored = wholeBefore(before);
  return stored === undefined || !sameJson(filterRows(document, linked.facts), filterRowsOf(stored));
}

function wholeBefore(before: Slices | undefined): ConsignmentDocument | undefined {
  const whole = before && SLICES.every(slice => before.has(slice));
  return whole ? (Object.fromEntries(before) as unknown as ConsignmentDocument) : undefined;
}

function sliceBefore(before: Slices | undefined): ConsignmentSlice | undefined {
  return before?.get('consignment') as ConsignmentSlice | undefined;
}

function eventsBefore({ before }: Changed) {
  return sliceBefore(before)?.events ?? [];
}

function newJourneys({ id, document, before }: Changed) {
  const known = new Set((sliceBefore(before)?.legs ?? []).flatMap(leg => leg.journeys));
  return { id, keys: document.consignment.legs.flatMap(leg => leg.journeys).filter(key => !known.has(key)) };
}

function linkRows({ id, linked, candidates }: Identified<LinkedWhole>): LinkRow[] {
  return [...linked.facts, ...candidates].map(({ known, match }) => ({
    consignmentId: id,
    factId: known.id,
    rule: match.rule,
    confidence: match.confidence,
    on: match.on,
  }));
}

/**
 * An id with one successor was merged into it; a part that stands for itself for the first time, or again, was split from the id that had
 * its anchor, or that of the document above it (law 2.4). Both sides of a split are told.
 */
function identityRows(
  identification: Identification,
  causeOf: (consignmentId: string) => string,
  now: Date,
): NewLogRow[] {
  const row = (type: Parameters<typeof identityRow>[0], of: string, other: string, told: string) =>
    identityRow(type, of, other, causeOf(told), now);
  const { identified, assignment } = identification;
  const retired = newlyRetired(identification);
  const merged = retired.flatMap(({ id, became, into }) =>
    into === null || became.length > 1 ? [] : [row('CONSIGNMENT_MERGED', into, id, into)],
  );
  const split = identified
    .filter(each => each.standing !== 'KNOWN')
    .flatMap(({ id, linked }) =>
      (assignment.parted.get(linked.name) ?? []).flatMap(from => [
        row('CONSIGNMENT_SPLIT', from, id, id),
        row('CONSIGNMENT_SPLIT', id, from, id),
      ]),
    );
  const dissolved = retired
    .filter(({ became }) => became.length > 1)
    .flatMap(({ id, became }) => became.map(part => row('CONSIGNMENT_SPLIT', part, id, part)));
  return [...merged, ...split, ...dissolved];
}
