import type { ConsignmentDocument, SliceName } from '../consignment/consignment-document.ts';
import type { EventEntry } from '../consignment/consignment-slice.ts';
import type { JourneyDocument } from '../consignment/journey-document.ts';
import { CELLS, type Compiled, type CompiledPart, cellOf, SHAPES } from './cells.ts';
import type { Decision } from './decide-disclosure.ts';
import type { FieldDisclosure } from './field-disclosure.ts';
import { cellsOfScheme } from './show-consignment.ts';
import { contributors, type Showing } from './show-document.ts';

export interface Tallying {
  readonly showing: Showing;
  /** Everybody who states anything of the consignment. */
  readonly origins: readonly string[];
  readonly selected: ReadonlySet<string> | undefined;
}

/** Values of one cell by who says them. */
class Counts {
  readonly #byCell = new Map<number, Map<string, number>>();
  readonly wanted: (cell: number) => boolean;

  constructor(selected: ReadonlySet<string> | undefined) {
    this.wanted = cell => selected === undefined || selected.has(CELLS[cell]?.pattern ?? '');
  }

  add(cell: number, origins: readonly string[], count: number): void {
    if (count === 0) return;
    const counts = this.#byCell.get(cell) ?? new Map<string, number>();
    this.#byCell.set(cell, counts);
    for (const origin of origins) counts.set(origin, (counts.get(origin) ?? 0) + count);
  }

  of(cell: number, origin: string): number {
    return this.#byCell.get(cell)?.get(origin) ?? 0;
  }

  origins(): string[] {
    return [...new Set([...this.#byCell.values()].flatMap(each => [...each.keys()]))];
  }
}

/** What a slice tells its reader of the selected paths, by origin. What is withheld stands there uncounted: a count would tell. */
export function tallySlice<S extends SliceName>(
  name: S,
  slice: ConsignmentDocument[S],
  tallying: Tallying,
): FieldDisclosure[] {
  const counts = new Counts(tallying.selected);
  const wanted = cellsOf(SHAPES[name], counts);
  countMembers(SHAPES[name], slice, counts);
  if (name === 'consignment') countWhole(slice as ConsignmentDocument['consignment'], counts, wanted);
  return disclosures(wanted, tallying.origins, counts, tallying.showing);
}

export function tallyEvent(entry: EventEntry, { showing, selected }: Tallying): FieldDisclosure[] {
  const counts = new Counts(selected);
  countMembers(SHAPES.consignment, { events: [entry] }, counts);
  return disclosures(cellsOf(SHAPES.consignment, counts), counts.origins(), counts, showing);
}

export function tallyJourney(journey: JourneyDocument, { showing, selected }: Tallying): FieldDisclosure[] {
  const counts = new Counts(selected);
  const wanted = cellsOf(SHAPES.journey, counts);
  countMembers(SHAPES.journey, journey, counts);
  return disclosures(wanted, counts.origins(), counts, showing);
}

const UCR = cellOf('Consignment.ucr');
const IDENTIFIERS = cellOf('Consignment.identifiers');
const STATUS = cellOf('Consignment.status');

function countWhole(slice: ConsignmentDocument['consignment'], counts: Counts, wanted: Set<number>): void {
  for (const cell of [UCR, IDENTIFIERS, STATUS]) if (counts.wanted(cell)) wanted.add(cell);
  for (const { scheme, origins } of slice.identifiers) {
    if (scheme === 'UCR_D') counts.add(UCR, origins, 1);
    for (const cell of cellsOfScheme(scheme).slice(-1)) counts.add(cell, origins, 1);
  }
  counts.add(STATUS, slice.status.origins, 1);
}

function cellsOf(node: Compiled, counts: Counts): Set<number> {
  const found = new Set<number>();
  const walk = (each: Compiled): void => {
    if (each.is === 'cell') {
      if (counts.wanted(each.cell)) found.add(each.cell);
    } else if (each.is === 'part') for (const [, member] of each.members) walk(member);
    else walk(each.of);
  };
  walk(node);
  return found;
}

function countMembers({ members }: CompiledPart, document: object, counts: Counts): void {
  for (const [name, node] of members) {
    if (cellsOf(node, counts).size === 0) continue;
    count(node, (document as Record<string, unknown>)[name], [], counts);
  }
}

type Entry = Readonly<Record<string, unknown>> & { readonly origin?: string };

function count(node: Compiled, value: unknown, origins: readonly string[], counts: Counts): void {
  if (value === null || value === undefined) return;
  switch (node.is) {
    case 'cell':
      if (counts.wanted(node.cell)) counts.add(node.cell, origins, Array.isArray(value) ? value.length : 1);
      return;
    case 'part':
      for (const [name, member] of node.members) count(member, (value as Entry)[name], origins, counts);
      return;
    case 'claimed':
      for (const each of value as readonly Entry[]) count(node.of, each.value, [each.origin ?? ''], counts);
      return;
    case 'listed':
      for (const each of value as readonly unknown[]) count(node.of, each, origins, counts);
      return;
    case 'stated':
      for (const each of value as readonly Entry[]) count(node.of, each, [each.origin ?? ''], counts);
      return;
    case 'gathered':
      for (const each of value as readonly Entry[]) count(node.of, each, contributors(each), counts);
  }
}

function disclosures(
  cells: ReadonlySet<number>,
  origins: readonly string[],
  counts: Counts,
  { decisionsOf }: Showing,
): FieldDisclosure[] {
  const all = origins.map(origin => ({ origin, decisions: decisionsOf(origin) }));
  return all.flatMap(({ origin, decisions }) =>
    [...cells].flatMap(cell => {
      const told = fieldDisclosure(cell, origin, decisions[cell], counts.of(cell, origin));
      return told && !(told.reason === 'NOT_GRANTED' && isGrantedByAnother(all, cell)) ? [told] : [];
    }),
  );
}

/** Who is silent on a field that another origin of the consignment grants withholds nothing that it is known to have. */
function isGrantedByAnother(all: readonly { decisions: readonly Decision[] }[], cell: number): boolean {
  return all.some(({ decisions }) => decisions[cell]?.agreement && decisions[cell].outcome !== 'WITHHELD');
}

function fieldDisclosure(
  cell: number,
  origin: string,
  decision: Decision | undefined,
  count: number,
): FieldDisclosure | undefined {
  if (!decision) return undefined;
  const { outcome, agreement, grant, reason } = decision;
  const isWithheld = outcome === 'WITHHELD';
  // An origin of which the reader knows nothing is not named; nor is what the origin does not say.
  if (isWithheld ? agreement === undefined : count === 0) return undefined;
  return {
    path: CELLS[cell]?.pattern ?? '',
    origin,
    outcome,
    ...(agreement ? { agreement: agreement.id, version: agreement.version, digest: agreement.digest } : {}),
    ...(grant === undefined ? {} : { grant }),
    ...(reason === undefined ? {} : { reason }),
    count: isWithheld ? 0 : count,
  };
}
