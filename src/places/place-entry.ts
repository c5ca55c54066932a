import type { PlaceScheme } from '../messages/claims.ts';

export const PLACE_KINDS = [
  'PORT_GROUP',
  'PORT',
  'PORT_AREA',
  'TERMINAL',
  'YARD_BLOCK',
  'BERTH',
  'STATION',
  'AIRPORT',
  'INLAND_DEPOT',
  'BORDER_CROSSING',
  'CUSTOMS_DISTRICT',
  'LOCALITY',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** Days from and until which something holds, `YYYY-MM-DD`: `from` is its first day, `to` the first day after. Absent: unbounded. */
export interface Dated {
  readonly from?: string;
  readonly to?: string;
}

/** A code of the place in one scheme. */
export interface DatedCode extends Dated {
  readonly scheme: PlaceScheme;
  readonly value: string;
  /** USAGE: not in the scheme's own list, but what messages write for the place. */
  readonly standing?: 'LISTED' | 'USAGE';
}

export interface DatedLink extends Dated {
  readonly id: string;
}

/** What one source states of one place. Several sources may state the same place; `composePlace` lays them over each other. */
export interface PlaceEntry {
  readonly id: string;
  readonly kind?: PlaceKind;
  readonly name?: string;
  readonly otherNames?: readonly string[];
  readonly country?: string;
  readonly subdivision?: string; // ISO 3166-2, without the country
  /** UN/LOCODE functions: 1 port, 2 rail, 3 road, 4 airport, 5 postal, 6 multimodal, 7 fixed transport, B border crossing. */
  readonly functions?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly timeZone?: string; // IANA name
  readonly parents?: readonly DatedLink[];
  /** The place that this one was merged into, and since when. */
  readonly mergedInto?: readonly DatedLink[];
  /** Of a PORT_GROUP. */
  readonly members?: readonly DatedLink[];
  readonly codes: readonly DatedCode[];
  /** UN/LOCODE: status of the entry and the month of its last change. */
  readonly status?: string;
  readonly listedAt?: string;
}

/** What one load states: all that its source knows of these places. */
export interface PlaceList {
  /** Who states it; a later load of the same source replaces the earlier one. */
  readonly source: string;
  readonly entries: readonly PlaceEntry[];
  /** Countries that the list is complete for; absent: the list is all that the source knows. */
  readonly countries?: readonly string[];
  /** Values that were left out, each with its file and line. */
  readonly doubts?: readonly string[];
}

export function holdsOn({ from, to }: Dated, day: string): boolean {
  return (from === undefined || from <= day) && (to === undefined || day < to);
}
