import type { MeasuredOn } from '../measured-on.ts';
import { type Cell, totalMs } from './measured-cells.ts';
import { median } from './median.ts';
import type { QueryName } from './read-queries.ts';

/** How a server stood before anybody asked it anything but whether it answers as the others do. */
export interface ServerStart {
  readonly name: string;
  readonly startMs: number;
  readonly idleMebibytes: number;
}

/** One run of the benchmark, as it is kept. */
export interface ReadRun extends MeasuredOn {
  readonly consignments: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly servers: readonly ServerStart[];
  readonly cells: readonly Cell[];
}

export interface Load {
  readonly query: QueryName;
  readonly connections: number;
}

export function loadsOf({ cells }: ReadRun): readonly Load[] {
  const all = new Map(cells.map(({ query, connections }) => [`${query} ${connections}`, { query, connections }]));
  return [...all.values()];
}

export function roundsOf({ cells }: ReadRun, { query, connections }: Load, server: string): readonly Cell[] {
  return cells.filter(each => each.query === query && each.connections === connections && each.server === server);
}

/** Processor milliseconds a request: the median of the rounds; none where it was not measured. */
export function costOf(run: ReadRun, load: Load, server: string): number | undefined {
  const rounds = roundsOf(run, load, server);
  return rounds.length === 0 ? undefined : median(rounds.map(totalMs));
}

export function ratioOf(run: ReadRun, load: Load, server: string, to: string): number | undefined {
  const [cost, base] = [costOf(run, load, server), costOf(run, load, to)];
  return cost === undefined || !base ? undefined : cost / base;
}
