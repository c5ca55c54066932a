/** What an agreement's origin itself states of a consignment: the facts that a row condition can ask for (law 4.2). */
export interface StatedRow {
  readonly origin: string;
  readonly originCountry: string | null;
  readonly destinationCountry: string | null;
  readonly countries: readonly string[];
  readonly places: readonly string[];
  readonly hsCodes: readonly string[];
  readonly accessKeys: readonly string[];
  /** When the hub first heard of the consignment from the origin, RFC 3339 in UTC; read only where a condition asks for it. */
  readonly firstToldAt?: string | undefined;
}

/** Closed: each member compiles to SQL and is evaluated in memory alike. Members of one condition all hold; within a list any does. */
export interface RowCondition {
  readonly anyOf?: readonly RowCondition[];
  readonly allOf?: readonly RowCondition[];
  readonly not?: RowCondition;
  readonly originCountry?: readonly string[];
  readonly destinationCountry?: readonly string[];
  /** Neither end, but a place that the origin names lies there. */
  readonly transitCountry?: readonly string[];
  /** A place that the origin names lies there, ends included. */
  readonly country?: readonly string[];
  readonly place?: readonly string[];
  readonly hsChapter?: readonly string[];
  readonly hsPrefix?: readonly string[];
  /** The origin names the reader: as a party by one of its identifiers, or a place of which it is the competent office. */
  readonly involves?: 'reader';
  /** Nothing that the origin says of it is older. No file writes it: it is what `onward.maxAge` means now. */
  readonly toldAfter?: string;
}

/** Whether a condition asks how old something is: of what has no row, such as a voyage, that is not known. */
export function asksAge({ anyOf = [], allOf = [], not, toldAfter }: RowCondition): boolean {
  return toldAfter !== undefined || [...anyOf, ...allOf, ...(not ? [not] : [])].some(asksAge);
}

/** The keys by which messages name a reader: `party:<identifier>`, `office:<code>`. */
export type ReaderKeys = readonly string[];

export function rowMatches(condition: RowCondition | undefined, row: StatedRow, reader: ReaderKeys): boolean {
  if (condition === undefined) return true;
  const { anyOf, allOf, not } = condition;
  return (
    (anyOf === undefined || anyOf.some(each => rowMatches(each, row, reader))) &&
    (allOf === undefined || allOf.every(each => rowMatches(each, row, reader))) &&
    (not === undefined || !rowMatches(not, row, reader)) &&
    geographyMatches(condition, row) &&
    goodsMatch(condition, row) &&
    (condition.involves === undefined || row.accessKeys.some(key => reader.includes(key))) &&
    (condition.toldAfter === undefined || (row.firstToldAt ?? '') > condition.toldAfter)
  );
}

function geographyMatches(condition: RowCondition, row: StatedRow): boolean {
  const { originCountry, destinationCountry, transitCountry, country, place } = condition;
  const isEnd = (code: string) => code === row.originCountry || code === row.destinationCountry;
  return (
    (originCountry === undefined || (row.originCountry !== null && originCountry.includes(row.originCountry))) &&
    (destinationCountry === undefined ||
      (row.destinationCountry !== null && destinationCountry.includes(row.destinationCountry))) &&
    (transitCountry === undefined || transitCountry.some(code => row.countries.includes(code) && !isEnd(code))) &&
    (country === undefined || country.some(code => row.countries.includes(code))) &&
    (place === undefined || place.some(code => row.places.includes(code)))
  );
}

function goodsMatch({ hsChapter, hsPrefix }: RowCondition, row: StatedRow): boolean {
  const begins = (prefixes: readonly string[]) =>
    prefixes.some(prefix => row.hsCodes.some(code => code.startsWith(prefix)));
  return (hsChapter === undefined || begins(hsChapter)) && (hsPrefix === undefined || begins(hsPrefix));
}
