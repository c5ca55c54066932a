import type { LanePassage, Passing } from '../store/lane-store.ts';

/** Decides lanes in the name of who stands at the gate. */
export interface LaneDesk {
  decide(passing: Passing): Promise<LanePassage>;
}
