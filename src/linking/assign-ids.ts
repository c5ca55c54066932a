import type { Anchors } from './anchors.ts';
import type { IdentifierIndex } from './identifier-index.ts';

/** One line of the append-only record: this anchor was given this hub id. `serial` is the order in which that happened. */
export interface AnchorAssignment {
  readonly serial: number;
  readonly anchor: string;
  readonly consignmentId: string;
}

export interface NamedConsignment {
  readonly name: string;
  readonly identifiers: readonly string[];
}

export interface IdAssignment {
  /** Linker's name to hub id; a consignment that is not in it needs a new one. */
  readonly ids: ReadonlyMap<string, string>;
  /** Hub ids that stand for no consignment any more, to the linker's names of what they became: one after a merge, several after a split. */
  readonly retired: ReadonlyMap<string, readonly string[]>;
}

/**
 * Gives known consignments their hub ids back (law 2.4): the oldest id of a merged consignment survives, and a split
 * gives each part the id that its own anchors had. A consignment that a new level of document anchors takes over the id of the document above it.
 */
export function assignIds(
  consignments: readonly NamedConsignment[],
  anchors: Pick<Anchors, 'groups'>,
  assignments: readonly AnchorAssignment[],
): IdAssignment {
  const nameOf = new Map(
    consignments.flatMap(each => each.identifiers.map(id => [bareAnchor(id), each.name] as const)),
  );
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  const give = (name: string | undefined, id: string) => {
    if (name === undefined || ids.has(name) || taken.has(id)) return;
    ids.set(name, id);
    taken.add(id);
  };
  const inOrder = [...assignments].sort((a, b) => a.serial - b.serial);
  for (const { anchor, consignmentId } of inOrder) give(nameOf.get(bareAnchor(anchor)), consignmentId);
  const groups = new Map([...anchors.groups].map(([id, members]) => [bareAnchor(id), [...members].sort()] as const));
  for (const { anchor, consignmentId } of inOrder) {
    for (const name of groups.get(bareAnchor(anchor)) ?? []) give(name, consignmentId);
  }
  return { ids, retired: retiredIds(inOrder, nameOf, groups, taken) };
}

function retiredIds(
  assignments: readonly AnchorAssignment[],
  nameOf: ReadonlyMap<string, string>,
  groups: ReadonlyMap<string, readonly string[]>,
  taken: ReadonlySet<string>,
): Map<string, readonly string[]> {
  const retired = new Map<string, Set<string>>();
  for (const { anchor, consignmentId } of assignments) {
    if (taken.has(consignmentId)) continue;
    const name = nameOf.get(bareAnchor(anchor));
    const became = name === undefined ? (groups.get(bareAnchor(anchor)) ?? []) : [name];
    retired.set(consignmentId, new Set([...(retired.get(consignmentId) ?? []), ...became]));
  }
  return new Map([...retired].filter(([, names]) => names.size > 0).map(([id, names]) => [id, [...names].sort()]));
}

/** An anchor recorded before its issuer was known is still the same number. */
function bareAnchor(identifier: string): string {
  const [scheme, value] = identifier.split('|');
  return `${scheme}|${value}`;
}

/** How an anchor is recorded: with its issuer where one is known. */
export function anchorRecord(identifier: string, index: IdentifierIndex): string {
  const [scheme, value, issuer] = identifier.split('|');
  const known = issuer ?? index.issuerOf(identifier);
  return known ? `${scheme}|${value}|${known}` : `${scheme}|${value}`;
}
