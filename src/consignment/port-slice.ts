import type { PlaceClaim } from '../messages/claims.ts';
import type { TimeValue } from '../messages/time-value.ts';
import type { Stated } from './stated.ts';

export interface PortSlice {
  readonly yardPositions: readonly YardPositionEntry[];
}

export interface YardPositionEntry extends Stated {
  readonly equipment: string;
  readonly place: PlaceClaim;
  readonly time: TimeValue;
}
