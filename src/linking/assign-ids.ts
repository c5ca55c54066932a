import type { Anchors } from './anchors.ts';
import type { IdentifierIndex } from './identifier-index.ts';

/** One line of the append-only record: this anchor was given this hub id. `serial` is the order in which that happened. */
export interface AnchorAssignment {
  readonly serial: number;
  readonly anchor: string; // scheme|value, and the issuer where one was known
  readonly consignmentId: string;
  /** Whether the id stands for a consignment now, and if not, which id stands in its place. */
  readonly live: boolean;
  readonly mergedInto: string | null;
}

export interface NamedConsignment {
  readonly name: string;
  readonly identifiers: readonly string[];
}

/** What the linker found: issuers decide which of two equal numbers an anchor was. */
export interface LinkedIdentifiers {
  readonly anchors: Pick<Anchors, 'groups'>;
  readonly index: Pick<IdentifierIndex, 'issuerOf'>;
  /** By number that only superseded statements quote: the consignments of what superseded them. */
  readonly heirs: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface IdAssignment {
  /** Linker's name to hub id; a consignment that is not in it needs a new one. */
  readonly ids: ReadonlyMap<string, string>;
  /** Hub ids that stand for no consignment any more, to the linker's names of what they became: one after a merge, several after a split, none. */
  readonly retired: ReadonlyMap<string, readonly string[]>;
  /** Consignments that carry an anchor, or stand under one, that was recorded for another id, which goes on: what a split leaves. */
  readonly parted: ReadonlyMap<string, readonly string[]>;
}

/**
 * Gives known consignments their hub ids back (law 2.4): the oldest id of a merged consignment survives, and a split
 * gives each part the id that its own anchors had. A consignment that a new level of document anchors takes over the id of the document above
 * it; one whose number was corrected keeps its id.
 */
export function assignIds(
  consignments: readonly NamedConsignment[],
  linked: LinkedIdentifiers,
  assignments: readonly AnchorAssignment[],
): IdAssignment {
  const namesOf = anchorNames(consignments, linked);
  const inOrder = [...assignments].sort((a, b) => a.serial - b.serial);
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  const give = (names: readonly string[], id: string) => {
    const name = names.find(each => !ids.has(each));
    if (name === undefined || taken.has(id)) return;
    ids.set(name, id);
    taken.add(id);
  };
  for (const { anchor, consignmentId } of inOrder) give(namesOf(anchor).own, consignmentId);
  for (const { anchor, consignmentId, live } of inOrder) if (live) give(namesOf(anchor).under, consignmentId);
  for (const { anchor, consignmentId, live } of inOrder) if (live) give(namesOf(anchor).heirs, consignmentId);
  return { ids, ...movedOn(inOrder, namesOf, ids, taken) };
}

interface Names {
  /** The consignment that the anchor stands for; several where it was recorded before two issuers of its number were known. */
  readonly own: readonly string[];
  /** Those that it groups. */
  readonly under: readonly string[];
  /** Those that what named it is about now. */
  readonly heirs: readonly string[];
}

function anchorNames(
  consignments: readonly NamedConsignment[],
  { anchors, index, heirs }: LinkedIdentifiers,
): (anchor: string) => Names {
  const known = new Set(consignments.map(each => each.name));
  const own = byNumber(consignments.flatMap(each => each.identifiers.map(id => [id, [each.name]] as const)));
  const under = byNumber(
    [...anchors.groups].map(([id, names]) => [id, [...names].filter(name => known.has(name)).sort()] as const),
  );
  const meant = (found: ReturnType<typeof byNumber>, anchor: string) =>
    (found.get(numberOf(anchor)) ?? [])
      .filter(([id]) => sameIssuer(issuerIn(anchor), index.issuerOf(id)))
      .flatMap(([, names]) => names);
  const heirsOf = (anchor: string) => [...(heirs.get(numberOf(anchor)) ?? [])].filter(name => known.has(name)).sort();
  return anchor => ({ own: meant(own, anchor), under: meant(under, anchor), heirs: heirsOf(anchor) });
}

function byNumber(named: readonly (readonly [string, readonly string[]])[]) {
  const found = new Map<string, (readonly [string, readonly string[]])[]>();
  for (const each of [...named].sort(([a], [b]) => (a < b ? -1 : 1))) {
    found.set(numberOf(each[0]), [...(found.get(numberOf(each[0])) ?? []), each]);
  }
  return found;
}

function movedOn(
  assignments: readonly AnchorAssignment[],
  namesOf: (anchor: string) => Names,
  ids: ReadonlyMap<string, string>,
  taken: ReadonlySet<string>,
): Pick<IdAssignment, 'retired' | 'parted'> {
  const retired = new Map<string, Set<string>>();
  const parted = new Map<string, Set<string>>();
  for (const { anchor, consignmentId } of assignments) {
    const { own, under, heirs } = namesOf(anchor);
    const names = own.length > 0 ? own : under;
    if (!taken.has(consignmentId)) addAll(retired, consignmentId, names.length > 0 ? names : heirs);
    else for (const name of names) if (ids.get(name) !== consignmentId) addAll(parted, name, [consignmentId]);
  }
  return { retired: sortedLists(retired), parted: sortedLists(parted) };
}

function addAll(found: Map<string, Set<string>>, key: string, values: readonly string[]): void {
  const known = found.get(key) ?? new Set<string>();
  for (const value of values) known.add(value);
  found.set(key, known);
}

function sortedLists(found: ReadonlyMap<string, ReadonlySet<string>>): Map<string, readonly string[]> {
  return new Map([...found].map(([key, values]) => [key, [...values].sort()]));
}

/** An anchor recorded before its issuer was known is still the same number. */
export function numberOf(identifier: string): string {
  const [scheme, value] = identifier.split('|');
  return `${scheme}|${value}`;
}

function issuerIn(anchor: string): string | undefined {
  return anchor.split('|')[2];
}

function sameIssuer(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

/** How an anchor is recorded: with its issuer where one is known. */
export function anchorRecord(identifier: string, index: Pick<IdentifierIndex, 'issuerOf'>): string {
  const issuer = index.issuerOf(identifier);
  return issuer === undefined ? numberOf(identifier) : `${numberOf(identifier)}|${issuer}`;
}
