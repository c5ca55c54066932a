import type { ConsignmentDocument } from '../../consignment/consignment-document.ts';
import type { LegEntry } from '../../consignment/consignment-slice.ts';
import { exportDeclarationAbroad } from '../../risk/graph-context/assessed-declaration.ts';
import { cellOf, findCell } from '../cells.ts';
import type { Decisions } from '../viewer-policy.ts';
import type { Candidate, DraftSources } from './draft-sources.ts';
import { EQUIPMENT_ELEMENTS, ITEM_ELEMENTS } from './goods-elements.ts';
import type { ImportElement } from './import-element.ts';
import { DECLARATION_ELEMENTS } from './import-elements.ts';

export const DRAFT_STATES = ['FILLED', 'WITHHELD', 'TRANSFORMED', 'NOT_STATED'] as const;

export interface DraftField {
  readonly element: string;
  readonly name: string;
  /** Which box or goods item, from 1; null for the declaration as a whole. */
  readonly sequence: number | null;
  readonly state: (typeof DRAFT_STATES)[number];
  /** Only of FILLED. */
  readonly value: string | null;
  readonly unit: string | null;
  readonly origin: string | null;
  readonly fact: string | null;
}

export interface ImportDraft {
  readonly country: string;
  readonly exportDeclaration: string | null;
  readonly fields: readonly DraftField[];
}

export interface DraftInput {
  /** As its reader sees it. */
  readonly document: ConsignmentDocument;
  /** Of import. */
  readonly country: string;
  /** Everybody who states anything of the consignment. */
  readonly origins: readonly string[];
  readonly decisionsOf: (origin: string) => Decisions;
}

/**
 * A draft of the import declaration, from the export declaration and the graph: single entry, mutual sharing. It takes only what is granted
 * in clear; what is withheld, or shown only in bands or masked, leaves its field empty and says so, whether there is a value or not.
 */
export function importDraft(input: DraftInput): ImportDraft {
  const { document, country } = input;
  const declaration = exportDeclarationAbroad(document.customs.declarations, country, 'IMPORT');
  const sources: DraftSources = { declaration, document, leg: lastLeg(document.consignment.legs) };
  const boxes = document.consignment.equipmentUses.filter(
    use => !declaration || declaration.equipment.length === 0 || declaration.equipment.includes(use.number),
  );
  const fill = filler(input, sources);
  return {
    country,
    exportDeclaration: declaration?.number ?? null,
    fields: [
      ...DECLARATION_ELEMENTS.map(each => fill(each, undefined, null)),
      ...boxes.flatMap((use, i) => EQUIPMENT_ELEMENTS.map(each => fill(each, use, i + 1))),
      ...(declaration?.items ?? []).flatMap((item, i) =>
        ITEM_ELEMENTS.filter(each => each.onlyIf?.(item) ?? true).map(each => fill(each, item, i + 1)),
      ),
    ],
  };
}

function lastLeg(legs: readonly LegEntry[]): LegEntry | undefined {
  return legs.findLast(each => each.mode === 'SEA') ?? legs.at(-1);
}

function filler({ origins, decisionsOf }: DraftInput, sources: DraftSources) {
  const outcomes = (cell: string, whose: readonly string[]) =>
    whose.map(origin => decisionsOf(origin)[cellOf(cell)]?.outcome);
  const isClear = ({ cell, origin }: Candidate) => outcomes(cell, [origin])[0] === 'CLEAR';
  return <T>({ path, name, cell, read }: ImportElement<T>, at: T, sequence: number | null): DraftField => {
    const field = { element: path, name, sequence };
    const said = read(sources, at).find(isClear);
    if (said)
      return {
        ...field,
        state: 'FILLED',
        value: said.value,
        unit: said.unit ?? null,
        origin: said.origin,
        fact: said.fact || null,
      };
    const known = outcomes(cell, sources.declaration ? [sources.declaration.origin] : origins);
    const isChanged = known.some(each => each === 'BAND' || each === 'MASK' || each === 'HMAC');
    const isWithheld = !known.includes('CLEAR');
    return {
      ...field,
      state: isChanged ? 'TRANSFORMED' : isWithheld ? 'WITHHELD' : 'NOT_STATED',
      value: null,
      unit: null,
      origin: null,
      fact: null,
    };
  };
}

/** How many of the wanted fields are filled, from 0 to 1. */
export function filledShare({ fields }: Pick<ImportDraft, 'fields'>): number {
  return fields.length === 0 ? 0 : fields.filter(each => each.state === 'FILLED').length / fields.length;
}

/** The cells of the graph that a draft reads: what its receipt is about. */
export const DRAFT_CELLS: readonly string[] = [
  ...new Set(
    [...DECLARATION_ELEMENTS, ...EQUIPMENT_ELEMENTS, ...ITEM_ELEMENTS].flatMap(
      ({ cell }) => findCell(cell)?.pattern ?? [],
    ),
  ),
];
