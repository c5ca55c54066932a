import type { ItemClaim } from '../messages/claims.ts';
import { normaliseNumber } from '../messages/reference.ts';
import type { Claims } from './claim.ts';
import type { TransportDocumentEntry } from './consignment-slice.ts';
import type { DeclarationEntry, DeclarationItemLinkEntry } from './customs-slice.ts';

/** The numbers by which the document of a goods list is quoted; none where that is not known. */
export type NumbersOf = (fact: string) => readonly string[];

/** By the fact of a list: bills and declarations, in whichever of their claims the fact speaks. */
export function numbersOfLists(
  bills: readonly TransportDocumentEntry[],
  declarations: readonly Pick<DeclarationEntry, 'number' | 'localReference' | 'versions'>[],
): NumbersOf {
  const found = new Map<string, string[]>();
  const add = (fact: string, number: string | null) => {
    if (number) found.set(fact, [...(found.get(fact) ?? []), normaliseNumber(number)]);
  };
  for (const { number, status, issuedAt, grossMass, packages, placeOfLoading, placeOfDischarge } of bills)
    for (const { fact } of [status, issuedAt, grossMass, packages, placeOfLoading, placeOfDischarge].flat())
      add(fact, number);
  for (const { number, localReference, versions } of declarations)
    for (const { fact } of versions) for (const each of [number, localReference]) add(fact, each);
  return fact => found.get(fact) ?? [];
}

/**
 * Which goods item of the consignment each item of a declaration is. Where the consignment's list is the declaration's own, item by item;
 * where the item says that it follows on a line of the list's document, that one; else the one with the same tariff subheading (six digits of the Harmonized System) in a box of which both speak; where several are
 * possible the link is AMBIGUOUS and lists each. Goods are never matched by their description.
 */
export function itemLinks(
  declared: readonly ItemClaim[],
  facts: ReadonlySet<string>,
  consignment: Claims<readonly ItemClaim[]>,
  numbersOf: NumbersOf = () => [],
): DeclarationItemLinkEntry[] {
  const shown = consignment[0];
  if (!shown) return [];
  if (facts.has(shown.fact))
    return declared.flatMap(({ sequence }) =>
      shown.value.some(item => item.sequence === sequence)
        ? [{ sequence, item: sequence, confidence: 'ASSERTED', on: 'SEQUENCE' } as const]
        : [],
    );
  const numbers = { shown: numbersOf(shown.fact), own: [...facts].flatMap(numbersOf) };
  return declared.flatMap(item => {
    const lines = [
      ...followed(item, shown.value, numbers.shown),
      ...following(item, declared, shown.value, numbers.own),
    ];
    return lines.length > 0 ? asserted(item, lines) : derived(item, shown.value);
  });
}

function asserted({ sequence }: ItemClaim, lines: readonly number[]): DeclarationItemLinkEntry[] {
  return [...new Set(lines)].map(item => ({ sequence, item, confidence: 'ASSERTED', on: 'PREVIOUS_DOCUMENT' }));
}

/** Lines of the very document that the list is of, which the item follows on. */
function followed(item: ItemClaim, items: readonly ItemClaim[], numbers: readonly string[]): number[] {
  return items.filter(line => followsOn(item, line, items, numbers)).map(line => line.sequence);
}

/** Lines of the list that follow on the item. */
function following(
  item: ItemClaim,
  declared: readonly ItemClaim[],
  items: readonly ItemClaim[],
  numbers: readonly string[],
): number[] {
  return items.filter(line => followsOn(line, item, declared, numbers)).map(line => line.sequence);
}

/** Whether one names the other's document and line; the only line need not be named. */
function followsOn(
  { previousDocuments = [] }: ItemClaim,
  line: ItemClaim,
  among: readonly ItemClaim[],
  numbers: readonly string[],
): boolean {
  return previousDocuments
    .filter(each => numbers.includes(normaliseNumber(each.number)))
    .some(each => (each.item === undefined ? among.length === 1 : each.item === line.sequence));
}

function derived(declared: ItemClaim, items: readonly ItemClaim[]): DeclarationItemLinkEntry[] {
  const subheading = declared.hsCode?.slice(0, 6);
  const alike = items.filter(item => subheading !== undefined && item.hsCode?.slice(0, 6) === subheading);
  const found = narrowed(declared, alike);
  const confidence = found.length === 1 ? 'DERIVED' : 'AMBIGUOUS';
  const { sequence } = declared;
  return found.map(item => ({ sequence, item: item.sequence, confidence, on: 'HS_CODE' }));
}

/** What a reader is not shown is null: it agrees with nothing. */
function same(a: unknown, b: unknown): boolean {
  return a !== undefined && a !== null && a === b;
}

/** Of several with one tariff subheading, those that agree in their boxes, then in the number of packages, then in the weight. */
function narrowed(declared: ItemClaim, items: readonly ItemClaim[]): readonly ItemClaim[] {
  const agreements: readonly ((item: ItemClaim) => boolean)[] = [
    item => (item.equipment ?? []).some(box => declared.equipment?.includes(box)),
    item => same(item.packages?.count, declared.packages?.count),
    item => same(item.grossMass?.value, declared.grossMass?.value),
  ];
  let left = items;
  for (const agrees of agreements) {
    const kept = left.filter(agrees);
    if (left.length > 1 && kept.length > 0) left = kept;
  }
  return left;
}
