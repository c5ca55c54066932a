import type { ConsignmentDocument, SliceName } from '../consignment/consignment-document.ts';
import type { EventEntry } from '../consignment/consignment-slice.ts';
import type { JourneyDocument } from '../consignment/journey-document.ts';
import { cellOf, SHAPES } from './cells.ts';
import { type Counted, type CountedShape, countedShape } from './counted-shape.ts';
import type { DisclosureTable, Told } from './disclosure-table.ts';
import { cellsOfScheme } from './show-consignment.ts';
import { contributors, type Showing } from './show-document.ts';
import { tellingOf } from './telling.ts';

export interface Tallying {
  readonly showing: Showing;
  /** Everybody who states anything of the consignment. */
  readonly origins: readonly string[];
  readonly selected: ReadonlySet<string> | undefined;
  /** Where what is told is numbered. */
  readonly table: DisclosureTable;
}

/** Values by who says them, and by the place of their cell in the shape that is counted. */
class Counts {
  readonly #byOrigin = new Map<string, number[]>();
  readonly #width: number;

  constructor({ cells }: CountedShape) {
    this.#width = cells.length;
  }

  add(place: number, origins: readonly string[], count: number): void {
    for (const origin of origins) this.addOf(place, origin, count);
  }

  addOf(place: number, origin: string, count: number): void {
    if (count === 0) return;
    const counts = this.#byOrigin.get(origin) ?? new Array<number>(this.#width).fill(0);
    this.#byOrigin.set(origin, counts);
    counts[place] = (counts[place] ?? 0) + count;
  }

  of(origin: string): readonly number[] | undefined {
    return this.#byOrigin.get(origin);
  }

  origins(): string[] {
    return [...this.#byOrigin.keys()];
  }
}

/** What a slice tells its reader of the selected paths, by origin. What is withheld stands there uncounted: a count would tell. */
export function tallySlice<S extends SliceName>(name: S, slice: ConsignmentDocument[S], tallying: Tallying): Told {
  const shape = countedShape(SHAPES[name], tallying.selected, name === 'consignment' ? WHOLE : undefined);
  const counts = new Counts(shape);
  countMembers(shape, slice, counts);
  if (name === 'consignment') countWhole(slice as ConsignmentDocument['consignment'], shape, counts);
  return told(shape, counts, tallying);
}

export function tallyEvent(entry: EventEntry, tallying: Omit<Tallying, 'origins'>): Told {
  return tallyAlone(countedShape(SHAPES.consignment, tallying.selected), { events: [entry] }, tallying);
}

export function tallyJourney(journey: JourneyDocument, tallying: Omit<Tallying, 'origins'>): Told {
  return tallyAlone(countedShape(SHAPES.journey, tallying.selected), journey, tallying);
}

function tallyAlone(shape: CountedShape, document: object, tallying: Omit<Tallying, 'origins'>): Told {
  const counts = new Counts(shape);
  countMembers(shape, document, counts);
  return told(shape, counts, { ...tallying, origins: counts.origins() });
}

const UCR = cellOf('Consignment.ucr');
const IDENTIFIERS = cellOf('Consignment.identifiers');
const STATUS = cellOf('Consignment.status');
const WHOLE = [UCR, IDENTIFIERS, STATUS];

function countWhole(slice: ConsignmentDocument['consignment'], { placeOf }: CountedShape, counts: Counts): void {
  const [ucr, status] = [placeOf.get(UCR), placeOf.get(STATUS)];
  if (ucr !== undefined || placeOf.has(IDENTIFIERS))
    for (const { scheme, origins } of slice.identifiers) {
      if (scheme === 'UCR_D' && ucr !== undefined) counts.add(ucr, origins, 1);
      const place = placeOf.get(cellsOfScheme(scheme).at(-1) ?? IDENTIFIERS);
      if (place !== undefined) counts.add(place, origins, 1);
    }
  if (status !== undefined) counts.add(status, slice.status.origins, 1);
}

function countMembers({ members }: CountedShape, document: object, counts: Counts): void {
  for (const [name, node] of members) count(node, (document as Record<string, unknown>)[name], [], counts);
}

type Entry = Readonly<Record<string, unknown>> & { readonly origin?: string };

function count(node: Counted, value: unknown, origins: readonly string[], counts: Counts): void {
  if (value === null || value === undefined) return;
  switch (node.is) {
    case 'cell':
      counts.add(node.place, origins, Array.isArray(value) ? value.length : 1);
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

function told(shape: CountedShape, counts: Counts, { origins, showing: { decisionsOf }, table }: Tallying): Told {
  const rows: number[] = [];
  const numbers: number[] = [];
  const telling = tellingOf(
    shape,
    origins.map(origin => ({ origin, decisions: decisionsOf(origin) })),
    table,
  );
  for (const { origin, cells } of telling) {
    const of = counts.of(origin);
    for (const { place, row, isWithheld } of cells) {
      const number = isWithheld ? 0 : (of?.[place] ?? 0);
      if (number === 0 && !isWithheld) continue;
      rows.push(row);
      numbers.push(number);
    }
  }
  return { rows, counts: numbers };
}
