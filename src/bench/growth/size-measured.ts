import type { TableSize } from './load-copies.ts';
import type { Taken } from './measure-size.ts';

/** Everything measured at one size. */
export interface SizeMeasured {
  readonly consignments: number;
  readonly loadSeconds: number;
  readonly hubStartSeconds: number;
  readonly tables: readonly TableSize[];
  readonly taken: readonly Taken[];
}
