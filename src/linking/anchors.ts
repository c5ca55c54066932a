import type { JudgedFact } from '../consignment/effective-facts.ts';
import type { Fact } from '../messages/fact.ts';
import { normaliseNumber, type ReferenceScheme } from '../messages/reference.ts';
import { DisjointSets } from './disjoint-sets.ts';
import { type DocumentLevels, documentLevels, lowestUnder, relatedBills } from './document-levels.ts';
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

/**
 * Later tiers join what an earlier one anchors; only where nothing earlier is known do they anchor by themselves. A rail note that
 * continues one bill is the same goods; one that covers several only groups them.
 */
const TIERS: readonly (readonly ReferenceScheme[])[] = [
  ['RAIL_NOTE'],
  ['UCR_D'],
  ['DECLARATION', 'LRN'],
  ['BOOKING', 'RAIL_BOOKING'],
];
const STRONG: ReadonlySet<string> = new Set(['BL', ...TIERS.flat()]);

/** What grows while the tiers are read: which identifiers are one consignment, and which cover several. */
interface Growing {
  readonly sets: DisjointSets;
  readonly groups: Map<string, Set<string>>;
}

type Quotation = readonly string[];

export function decideAnchors(judged: readonly JudgedFact[], index: IdentifierIndex): Anchors {
  const facts = judged.filter(each => each.effective).map(each => each.known.fact);
  const aliases = declarationAliases(facts, index);
  const quotedBy = (fact: Fact): Quotation => [
    ...new Set(strongIdentifiers(fact, index).map(id => (aliases.has(id) ? aliases.find(id) : id))),
  ];
  const growing: Growing = { sets: new DisjointSets(), groups: new Map() };
  anchor(facts.map(quotedBy), documentLevels(facts, index), growing, () => joinContinuedBills(facts, index, growing));
  const takenBack = judged.filter(each => each.retractedBy !== undefined).map(each => quotedBy(each.known.fact));
  anchor(unknownTo(growing, takenBack), new Map(), growing);
  return { consignmentOf: consignments(growing.sets, aliases), groups: byRoot(growing, aliases) };
}

function anchor(quotations: readonly Quotation[], levels: DocumentLevels, growing: Growing, join = () => {}): void {
  const masters = new Map([...levels.keys()].map(master => [master, lowestUnder(master, levels)] as const));
  const isMaster = (id: string) => (masters.get(id)?.size ?? 0) > 0;
  const bills = quotations.flat().filter(id => schemeOf(id) === 'BL');
  for (const bill of bills) if (!isMaster(bill)) growing.sets.add(bill);
  join();
  for (const [master, houses] of masters) if (isMaster(master)) growing.groups.set(master, houses);
  gather(isMaster, quotations, growing, quoted => quoted.filter(id => growing.sets.has(id)));
  for (const tier of TIERS) anchorTier(tier, quotations, growing);
  gather(isUcrM, quotations, growing, quoted => membersQuoted(quoted, ['UCR_M'], growing));
}

function isUcrM(identifier: string): boolean {
  return schemeOf(identifier) === 'UCR_M';
}

/** What is only known by facts that were taken back still stands for itself: its event stays, not effective. It bridges nothing. */
function unknownTo({ sets, groups }: Growing, quotations: readonly Quotation[]): Quotation[] {
  return quotations.filter(quoted => !quoted.some(id => sets.has(id) || groups.has(id)));
}

function strongIdentifiers(fact: Fact, index: IdentifierIndex): string[] {
  const quoted = fact.references.filter(each => STRONG.has(each.scheme) || each.scheme === 'UCR_M');
  return [...new Set(quoted.flatMap(each => index.one(each) ?? []))];
}

/** A bill that reissues, merges or continues another is the same goods; those that a bill was split into are not. */
function joinContinuedBills(facts: readonly Fact[], index: IdentifierIndex, { sets }: Growing): void {
  for (const fact of facts) {
    if (fact.kind !== 'TRANSPORT_DOCUMENT') continue;
    for (const { type, own, other } of relatedBills(fact, index))
      if (type !== 'SPLIT_FROM' && sets.has(own) && sets.has(other)) sets.union(own, other);
  }
}

/**
 * MRN and local reference of one declaration are one identifier (law 2.2); only declarations and their answers say so. A local reference
 * that two declarants gave to two declarations is neither's other name.
 */
function declarationAliases(facts: readonly Fact[], index: IdentifierIndex): DisjointSets {
  const numbersOf = new Map<string, Set<string>>();
  for (const fact of facts) {
    if (fact.kind !== 'DECLARATION' && fact.kind !== 'DECLARATION_STATUS') continue;
    const number = ownIdentifier(fact, 'DECLARATION', fact.number, index);
    const local = ownIdentifier(fact, 'LRN', fact.localReference, index);
    if (number && local) numbersOf.set(local, (numbersOf.get(local) ?? new Set()).add(number));
  }
  const aliases = new DisjointSets();
  for (const [local, [number, ...others]] of numbersOf) if (number && others.length === 0) aliases.union(local, number);
  return aliases;
}

function ownIdentifier(fact: Fact, scheme: string, number: string | undefined, index: IdentifierIndex) {
  const value = number === undefined ? undefined : normaliseNumber(number);
  const own = fact.references.find(each => each.scheme === scheme && each.value === value);
  return own && index.one(own);
}

function anchorTier(schemes: readonly string[], quotations: readonly Quotation[], growing: Growing): void {
  const known = new Map<string, Set<string>>();
  for (const quoted of quotations) {
    const members = membersQuoted(quoted, schemes, growing);
    for (const id of quoted.filter(each => schemes.includes(schemeOf(each)))) {
      known.set(id, new Set([...(known.get(id) ?? []), ...members]));
    }
  }
  for (const name of [...known.keys()].sort()) {
    const members = known.get(name) ?? new Set();
    const [only] = members;
    if (members.size > 1) growing.groups.set(name, members);
    else if (only) growing.sets.union(name, only);
    else growing.sets.add(name);
  }
}

/** The consignments of the earlier tiers that one fact quotes; a grouping identifier speaks only where nothing better does. */
function membersQuoted(quoted: Quotation, except: readonly string[], { sets, groups }: Growing): Set<string> {
  const others = quoted.filter(id => !except.includes(schemeOf(id)));
  const direct = new Set(others.filter(id => sets.has(id)).map(id => sets.find(id)));
  if (direct.size > 0) return direct;
  return new Set(others.flatMap(id => [...(groups.get(id) ?? [])].map(member => sets.find(member))));
}

/** What is quoted beside a grouping identifier is under it. */
function gather(
  isGrouping: (identifier: string) => boolean,
  quotations: readonly Quotation[],
  { groups }: Growing,
  membersOf: (quoted: Quotation) => Iterable<string>,
): void {
  for (const quoted of quotations) {
    const grouping = quoted.filter(isGrouping);
    if (grouping.length === 0) continue;
    const members = [...membersOf(quoted)];
    for (const id of grouping) groups.set(id, new Set([...(groups.get(id) ?? []), ...members]));
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

function byRoot({ sets, groups }: Growing, aliases: DisjointSets): Map<string, Set<string>> {
  const found = new Map([...groups].map(([id, members]) => [id, new Set([...members].map(each => sets.find(each)))]));
  for (const [name, members] of aliases.groups()) {
    const group = found.get(name);
    for (const member of members) if (group) found.set(member, group);
  }
  return found;
}
