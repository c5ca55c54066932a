import type { SeededChance } from '../link-quality/seeded-chance.ts';
import { closedLoop } from './closed-loop.ts';
import { ownProcessorMs, processorMs, residentMebibytes } from './processor-time.ts';
import type { ReadData } from './read-data.ts';
import type { QueryName } from './read-queries.ts';
import type { Served } from './served.ts';

/** One server under one load for a few seconds. */
export interface Cell {
  readonly query: QueryName;
  readonly connections: number;
  readonly server: string;
  readonly requests: number;
  readonly failed: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor milliseconds a request: of the server, of the processes that it began (its subgraphs), and of Postgres. */
  readonly server_ms: number;
  readonly others_ms: number;
  readonly postgres_ms: number;
  readonly rssMebibytes: number;
}

export interface Plan {
  readonly queries: readonly QueryName[];
  readonly connections: readonly number[];
  readonly rounds: number;
  readonly ms: number;
}

function timesOf(pid: number, postmaster: number) {
  return { own: ownProcessorMs(pid), all: processorMs(pid), postgres: processorMs(postmaster) };
}

export function totalMs({ server_ms, others_ms, postgres_ms }: Cell): number {
  return server_ms + others_ms + postgres_ms;
}

/** In turns, so that whatever else the machine does meets every server alike. */
export async function measureCells(
  servers: readonly Served[],
  data: ReadData,
  plan: Plan,
  { postmaster, chance, tell }: { postmaster: number; chance: SeededChance; tell: (cell: Cell) => void },
): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (let round = 0; round < plan.rounds; round++)
    for (const query of plan.queries)
      for (const connections of plan.connections)
        for (const server of servers) {
          const next = () => server.request(query, data.variables(query, chance));
          const before = timesOf(server.pid, postmaster);
          const load = await closedLoop(server.port, next, { connections, ms: plan.ms });
          const after = timesOf(server.pid, postmaster);
          const each = (of: keyof typeof after) => (after[of] - before[of]) / Math.max(1, load.requests);
          const cell: Cell = {
            ...{ query, connections, server: server.name, requests: load.requests, failed: load.failed },
            ...{ requestsPerSecond: load.requests / load.seconds, p50: load.p50, p99: load.p99 },
            ...{ server_ms: each('own'), others_ms: each('all') - each('own'), postgres_ms: each('postgres') },
            rssMebibytes: residentMebibytes(server.pid),
          };
          cells.push(cell);
          tell(cell);
        }
  return cells;
}
