import { CELLS } from './cells.ts';
import type { CountedShape } from './counted-shape.ts';
import type { Decision } from './decide-disclosure.ts';
import type { DisclosureTable } from './disclosure-table.ts';
import type { FieldDisclosure } from './field-disclosure.ts';
import type { Decisions } from './viewer-policy.ts';

/** What is to be said of one origin's values: of each cell by its place, the disclosure by its number. */
export interface Telling {
  readonly origin: string;
  readonly cells: readonly { readonly place: number; readonly row: number; readonly isWithheld: boolean }[];
}

interface Decided {
  readonly origin: string;
  readonly decisions: Decisions;
}

const MOST = 2_000;
const known = new WeakMap<DisclosureTable, Map<string, readonly Telling[]>>();
const numbers = new WeakMap<Decisions, number>();
let count = 0;

/** Worked out once for each set of origins and what is decided for them: what differs from document to document are the counts alone. */
export function tellingOf(shape: CountedShape, all: readonly Decided[], table: DisclosureTable): readonly Telling[] {
  let key = String(shape.number);
  for (const { origin, decisions } of all) key += `|${origin} ${numberOf(decisions)}`;
  const ofTable = known.get(table) ?? new Map<string, readonly Telling[]>();
  known.set(table, ofTable);
  const found = ofTable.get(key);
  if (found) return found;
  if (ofTable.size >= MOST) ofTable.clear();
  const made = all.map(each => ({ origin: each.origin, cells: cellsOf(shape, each, all, table) }));
  ofTable.set(key, made);
  return made;
}

function cellsOf(
  { cells }: CountedShape,
  { origin, decisions }: Decided,
  all: readonly Decided[],
  table: DisclosureTable,
): Telling['cells'] {
  return cells.flatMap((cell, place) => {
    const told = fieldDisclosure(cell, origin, decisions[cell]);
    if (!told || (told.reason === 'NOT_GRANTED' && isGrantedByAnother(all, cell))) return [];
    return [{ place, row: table.rowOf(told), isWithheld: told.outcome === 'WITHHELD' }];
  });
}

/** Who is silent on a field that another origin of the consignment grants withholds nothing that it is known to have. */
function isGrantedByAnother(all: readonly Decided[], cell: number): boolean {
  return all.some(({ decisions }) => decisions[cell]?.agreement && decisions[cell].outcome !== 'WITHHELD');
}

function fieldDisclosure(cell: number, origin: string, decision: Decision | undefined): FieldDisclosure | undefined {
  if (!decision) return undefined;
  const { outcome, agreement, grant, reason } = decision;
  // An origin of which the reader knows nothing is not named.
  if (outcome === 'WITHHELD' && agreement === undefined) return undefined;
  return {
    path: CELLS[cell]?.pattern ?? '',
    origin,
    outcome,
    ...(agreement ? { agreement: agreement.id, version: agreement.version, digest: agreement.digest } : {}),
    ...(grant === undefined ? {} : { grant }),
    ...(reason === undefined ? {} : { reason }),
    count: 0,
  };
}

function numberOf(decisions: Decisions): number {
  const found = numbers.get(decisions) ?? ++count;
  numbers.set(decisions, found);
  return found;
}
