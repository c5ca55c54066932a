import type { Outcome } from './outcome.ts';

/** What became of the values of one path and origin, under one grant. */
export interface FieldDisclosure {
  /** Path of the graph's types, such as `Consignment.declarations.customsValue`; the same whichever query asked. */
  readonly path: string;
  readonly origin: string;
  readonly outcome: Outcome;
  /** Absent where the reader is the origin itself, or a role of the hub. */
  readonly agreement?: string | undefined;
  readonly version?: number | undefined;
  readonly digest?: string | undefined;
  readonly grant?: string | undefined;
  /** Why nothing is shown: NOT_GRANTED, DENIED or CONDITION_NOT_MET. */
  readonly reason?: string | undefined;
  /** How many values; 0 for what is withheld, since a count would tell. */
  readonly count: number;
}
