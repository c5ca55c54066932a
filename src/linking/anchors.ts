import type { JudgedFact } from '../consignment/effective-facts.ts';
import type { Fact } from '../messages/fact.ts';
import { normaliseNumber, type Reference, type ReferenceScheme } from '../messages/reference.ts';
import { DisjointSets } from './disjoint-sets.ts';
import { type IdentifierIndex, schemeOf } from './identifier-index.ts';

/**
 * Which identifiers stand for one consignment and which only group several (law 2.2): a consignment is the goods of one
 * lowest transport document, or one UCR type D before any document.
 */
export interface Anchors {
  /** Strong identifier to its consignment, named by the smallest identifier of the set. */
  readonly consignmentOf: ReadonlyMap<string, string>;
  /** Identifier that covers several consignments to all of them: master bill with houses, UCR type M, shared booking… */
  readonly groups: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Later tiers join what an earlier one anchors; only where nothing earlier is known do they anchor by themselves. */
const TIERS: readonly (readonly ReferenceScheme[])[] = [['UCR_D'], ['DECLARATION', 'LRN'], ['BOOKING', 'RAIL_BOOKING']];
const STRONG: ReadonlySet<string> = new Set(['BL', 'RAIL_NOTE', ...TIERS.flat()]);

export function decideAnchors(judged: readonly JudgedFact[], index: IdentifierIndex): Anchors {
  const facts = judged.filter(each => each.effective).map(each => each.known.fact);
  const aliases = declarationAliases(facts, index);
  const quotations = facts.map(fact => [...new Set(strongIdentifiers(fact, index).map(id => aliases.find(id)))]);
  const masters = mastersWithHouses(facts, index);
  const sets = new DisjointSets();
  const groups = new Map<string, Set<string>>();
  for (const id of quotations.flat()) if (isDocument(id) && !masters.has(id)) sets.add(id);
  joinContinuedDocuments(facts, index, sets, groups);
  gather(masters, quotations, sets, groups);
  for (const tier of TIERS) anchorTier(tier, quotations, sets, groups);
  gather(new Set(quotations.flat().filter(id => schemeOf(id) === 'UCR_M')), quotations, sets, groups);
  return { consignmentOf: consignments(sets, aliases), groups: byRoot(groups, sets, aliases) };
}

function strongIdentifiers(fact: Fact, index: IdentifierIndex): string[] {
  const quoted = fact.references.filter(each => STRONG.has(each.scheme) || each.scheme === 'UCR_M');
  return [...new Set(quoted.flatMap(each => index.one(each) ?? []))];
}

function isDocument(identifier: string): boolean {
  return identifier.startsWith('BL|') || identifier.startsWith('RAIL_NOTE|');
}

function mastersWithHouses(facts: readonly Fact[], index: IdentifierIndex): Set<string> {
  const masters = facts.flatMap(fact => {
    if (fact.kind !== 'TRANSPORT_DOCUMENT' || !fact.master) return [];
    return index.one(billReference(fact.master, fact)) ?? [];
  });
  return new Set(masters);
}

/** The reference by which a fact quotes a bill of its payload: the number as normalised in its references. */
function billReference(bill: { number: string; issuer?: string }, fact: Fact): Reference {
  const value = normaliseNumber(bill.number);
  return fact.references.find(each => each.scheme === 'BL' && each.value === value) ?? { scheme: 'BL', value };
}

/** A rail note that continues one bill of lading, and a bill that reissues or continues another, are the same goods. */
function joinContinuedDocuments(
  facts: readonly Fact[],
  index: IdentifierIndex,
  sets: DisjointSets,
  groups: Map<string, Set<string>>,
): void {
  for (const fact of facts) {
    if (fact.kind === 'RAIL_NOTE') joinRailNote(fact, index, sets, groups);
    if (fact.kind !== 'TRANSPORT_DOCUMENT') continue;
    const own = index.one(billReference(fact.document, fact));
    for (const relation of fact.relations ?? []) {
      const other = index.one(billReference(relation, fact));
      const same = relation.type === 'REISSUES' || relation.type === 'CONTINUES';
      if (same && own && other && sets.has(own) && sets.has(other)) sets.union(own, other);
    }
  }
}

function joinRailNote(fact: Fact, index: IdentifierIndex, sets: DisjointSets, groups: Map<string, Set<string>>): void {
  const quoted = strongIdentifiers(fact, index);
  const note = quoted.find(id => id.startsWith('RAIL_NOTE|'));
  const bills = quoted.filter(id => id.startsWith('BL|') && sets.has(id));
  if (!note || bills.length === 0) return;
  if (bills.length === 1 && bills[0]) sets.union(note, bills[0]);
  else groups.set(note, new Set([...(groups.get(note) ?? []), ...bills]));
}

/** MRN and local reference of one declaration are one identifier (law 2.2); only declarations and their answers say so. */
function declarationAliases(facts: readonly Fact[], index: IdentifierIndex): DisjointSets {
  const aliases = new DisjointSets();
  for (const fact of facts) {
    if (fact.kind !== 'DECLARATION' && fact.kind !== 'DECLARATION_STATUS') continue;
    const own = fact.references.filter(
      each =>
        (each.scheme === 'DECLARATION' && each.value === normal(fact.number)) ||
        (each.scheme === 'LRN' && each.value === normal(fact.localReference)),
    );
    const [first, ...others] = own.flatMap(each => index.one(each) ?? []);
    if (first) aliases.add(first);
    for (const other of others) if (first) aliases.union(first, other);
  }
  return aliases;
}

function normal(number: string | undefined): string | undefined {
  return number === undefined ? undefined : normaliseNumber(number);
}

function anchorTier(
  schemes: readonly string[],
  quotations: readonly (readonly string[])[],
  sets: DisjointSets,
  groups: Map<string, Set<string>>,
): void {
  const known = new Map<string, Set<string>>();
  for (const quoted of quotations) {
    const members = membersQuoted(quoted, schemes, sets, groups);
    for (const id of quoted.filter(each => schemes.includes(schemeOf(each)))) {
      known.set(id, new Set([...(known.get(id) ?? []), ...members]));
    }
  }
  for (const name of [...known.keys()].sort()) {
    const members = known.get(name) ?? new Set();
    const [only] = members;
    if (members.size > 1) groups.set(name, members);
    else if (only) sets.union(name, only);
    else sets.add(name);
  }
}

/** The consignments of the earlier tiers that one fact quotes; a grouping identifier speaks only where nothing better does. */
function membersQuoted(
  quoted: readonly string[],
  except: readonly string[],
  sets: DisjointSets,
  groups: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const others = quoted.filter(id => !except.includes(schemeOf(id)));
  const direct = new Set(others.filter(id => sets.has(id)).map(id => sets.find(id)));
  if (direct.size > 0) return direct;
  return new Set(others.flatMap(id => [...(groups.get(id) ?? [])].map(member => sets.find(member))));
}

function gather(
  identifiers: ReadonlySet<string>,
  quotations: readonly (readonly string[])[],
  sets: DisjointSets,
  groups: Map<string, Set<string>>,
): void {
  for (const quoted of quotations) {
    for (const id of quoted.filter(each => identifiers.has(each))) {
      const members = quoted.filter(each => sets.has(each)).map(each => sets.find(each));
      groups.set(id, new Set([...(groups.get(id) ?? []), ...members]));
    }
  }
}

function consignments(sets: DisjointSets, aliases: DisjointSets): Map<string, string> {
  const found = new Map<string, string>();
  for (const [root, members] of sets.groups()) for (const member of members) found.set(member, root);
  for (const [name, members] of aliases.groups()) {
    const root = found.get(name);
    for (const member of members) if (root) found.set(member, root);
  }
  return found;
}

function byRoot(
  groups: ReadonlyMap<string, ReadonlySet<string>>,
  sets: DisjointSets,
  aliases: DisjointSets,
): Map<string, Set<string>> {
  const found = new Map([...groups].map(([id, members]) => [id, new Set([...members].map(each => sets.find(each)))]));
  for (const [name, members] of aliases.groups()) {
    const group = found.get(name);
    for (const member of members) if (group) found.set(member, group);
  }
  return found;
}
