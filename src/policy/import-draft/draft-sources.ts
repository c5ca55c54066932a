import type { Claims } from '../../consignment/claim.ts';
import type { ConsignmentDocument } from '../../consignment/consignment-document.ts';
import type { EquipmentUseEntry, LegEntry } from '../../consignment/consignment-slice.ts';
import type { DeclarationEntry } from '../../consignment/customs-slice.ts';
import type { ItemClaim, Mass, Money, PartyClaim, PartyRole, PlaceClaim } from '../../messages/claims.ts';

/** What a draft is made from, as its reader sees it: the export declaration first, then the rest of the graph. */
export interface DraftSources {
  readonly declaration: DeclarationEntry | undefined;
  readonly document: ConsignmentDocument;
  /** The leg that ends the journey at sea or by whatever means crosses the border. */
  readonly leg: LegEntry | undefined;
}

/** A value that somebody states, and by which cell of the graph an agreement lets it out. */
export interface Candidate {
  readonly value: string;
  readonly unit?: string | undefined;
  readonly origin: string;
  readonly fact: string;
  readonly cell: string;
}

export type Read<T> = (sources: DraftSources, at: T) => readonly Candidate[];

type Found = { readonly value: string; readonly unit?: string } | undefined;
const plain = (value: string | number | null | undefined): Found =>
  value === null || value === undefined || value === '' ? undefined : { value: String(value) };
const mass = (value: Mass | null | undefined): Found =>
  value && value.value !== null ? { value: value.value, unit: value.unit } : undefined;
const money = (value: Money | null | undefined): Found =>
  value && value.amount !== null ? { value: value.amount, unit: value.currency } : undefined;
export const found = { plain, mass, money } as const;

/** Of the export declaration: its version in force says it. */
export function declared(cell: string, of: (declaration: DeclarationEntry) => Found): Read<unknown> {
  return ({ declaration }) => {
    const value = declaration && of(declaration);
    return value && declaration
      ? [{ ...value, origin: declaration.origin, fact: declaration.fact, cell: `Consignment.declarations.${cell}` }]
      : [];
  };
}

/** Of claims in the graph, the best that the reader sees first. */
export function claimed<T>(
  cell: string,
  claims: (sources: DraftSources) => Claims<T> | undefined,
  of: (value: T) => Found,
): Read<unknown> {
  return sources =>
    (claims(sources) ?? []).flatMap(({ value, origin, fact }) => {
      const said = of(value);
      return said ? [{ ...said, origin, fact, cell: `Consignment.${cell}` }] : [];
    });
}

export function firstOf<T>(...reads: readonly Read<T>[]): Read<T> {
  return (sources, at) => reads.flatMap(read => read(sources, at));
}

/** A party of the export declaration; else of any document of the consignment. */
export function party(role: PartyRole, cell: string, of: (party: PartyClaim) => Found): Read<unknown> {
  return firstOf(
    declared(`parties.party.${cell}`, ({ parties }) =>
      parties
        .filter(each => each.role === role)
        .map(of)
        .find(Boolean),
    ),
    claimed(
      `parties.party.${cell}`,
      ({ document }) => document.consignment.parties.find(each => each.role === role)?.claims,
      of,
    ),
  );
}

/** One goods item of the export declaration. */
export function item(cell: string, of: (item: ItemClaim) => Found): Read<ItemClaim> {
  return ({ declaration }, at) => {
    const value = of(at);
    return value && declaration
      ? [
          {
            ...value,
            origin: declaration.origin,
            fact: declaration.fact,
            cell: `Consignment.declarations.items.${cell}`,
          },
        ]
      : [];
  };
}

export const unlocode = (place: PlaceClaim): Found =>
  plain(place.codes?.find(each => each.scheme === 'UNLOCODE')?.value);

/** Of one box: what its claims say, best first. */
export function ofBox<T>(
  cell: string,
  claims: (use: EquipmentUseEntry) => Claims<T>,
  of: (value: T) => Found,
): Read<EquipmentUseEntry> {
  return (_sources, use) =>
    claims(use).flatMap(({ value, origin, fact }) => {
      const said = of(value);
      return said ? [{ ...said, origin, fact, cell: `Consignment.equipmentUses.${cell}` }] : [];
    });
}
