import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { oldestWaiting } from '../store/sequencer-store.ts';
import type { BenchSuite } from './bench-suite.ts';
import { benchWorker } from './bench-worker.ts';
import type { ReconnectCount, ReconnectRound } from './reconnect-round.ts';
import { type SocketLoad, startSocketLoad } from './socket-load.ts';

/** Sockets that were away and all come back at once with their cursors, as after a failure of the network. */
export const reconnectBench: BenchSuite = {
  name: 'reconnect',
  measures: 'sockets that come back together with cursors: sockets=5000 filters=200 missed=10 at-once=500',
  run: async options => {
    const number = (name: string, otherwise: number) => Number(options.get(name) ?? otherwise);
    const storm: Storm = {
      sockets: number('sockets', 5_000),
      filters: number('filters', 200),
      missed: number('missed', 10),
      atOnce: number('at-once', 500),
    };
    const load = await startSocketLoad();
    const worker = benchWorker('reconnect-clients', { url: load.url });
    const play: PlayRound = async round => {
      worker.postMessage(round);
      return ((await once(worker, 'message')) as [ReconnectCount])[0];
    };
    print(storm, await reconnectStorm(load, storm, play));
    await worker.terminate();
    await load.close();
  },
};

export interface Storm {
  readonly sockets: number;
  readonly filters: number;
  /** Events of each filter while its sockets were away. */
  readonly missed: number;
  readonly atOnce: number;
}

export interface StormResult {
  readonly seconds: number;
  readonly statements: number;
  readonly failed: number;
  /** Sockets that got anything else than the events that they missed, in order. */
  readonly wrong: number;
}

export type PlayRound = (round: ReconnectRound) => Promise<ReconnectCount>;

export async function reconnectStorm(
  load: SocketLoad,
  { sockets, filters, missed, atOnce }: Storm,
  play: PlayRound,
): Promise<StormResult> {
  const groups = Array.from({ length: filters }, (_, group) => group);
  const opening = (after: readonly string[]) =>
    Array.from({ length: sockets }, (_, socket) => [load.init, load.subscribe(socket % filters, after[socket])]);
  const { cursors } = await play({ opening: opening([]), events: 0, atOnce });
  const written: (readonly string[])[] = [];
  for (let event = 0; event < missed; event++) written.push(await load.write(groups));
  await sequenced(load);
  const statements = countStatements(load);
  const back = await play({ opening: opening(cursors), events: missed, atOnce });
  const counted = statements();
  const isRight = (got: readonly string[], socket: number) =>
    got.join() === written.map(each => each[socket % filters]).join();
  const wrong = back.events.filter((got, socket) => !isRight(got, socket)).length;
  return { seconds: back.seconds, statements: counted, failed: back.failed, wrong };
}

/** Until all that is written has its position. */
async function sequenced({ hub: { services } }: SocketLoad): Promise<void> {
  while ((await oldestWaiting(services.sql)) !== undefined) await sleep(20);
}

/** Every statement that the hub sends by its pool, but for those that look at types. */
function countStatements({ hub: { services } }: SocketLoad): () => number {
  let count = 0;
  const options = services.sql.options as { debug?: unknown };
  options.debug = (_connection: number, statement: string) => {
    if (!statement.includes('pg_catalog.pg_type')) count++;
  };
  return () => {
    options.debug = false;
    return count;
  };
}

function print({ sockets, filters, missed, atOnce }: Storm, { seconds, statements, failed, wrong }: StormResult): void {
  process.stdout.write(`${sockets} sockets of ${filters} filters come back, ${atOnce} at a time, each after ${missed} events
  all up to date in ${seconds.toFixed(1)} s; ${failed} failed; ${wrong} did not get exactly what they missed, in order
  ${statements} statements
`);
}
