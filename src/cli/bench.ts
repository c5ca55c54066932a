import type { Command } from 'commander';
import { BENCH_SUITES } from '../bench/bench-suites.ts';
import { endAll } from '../bench/what-must-end.ts';
import { CorridorError } from '../errors.ts';

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('measure side by side with peers and with the limit')
    .argument('[suite]', `one of ${[...BENCH_SUITES.keys()].join(', ')}; all of them unless given`)
    .argument('[options...]', 'key=value, as the suite says')
    .action(run);
}

/** As a shell says that a signal ended it. */
const STOPPED = { SIGINT: 130, SIGTERM: 143 } as const;

async function run(suite: string | undefined, words: readonly string[]): Promise<void> {
  let isStopped = false;
  for (const [signal, code] of Object.entries(STOPPED))
    process.once(signal, () => {
      isStopped = true;
      endAll().finally(() => process.exit(code));
    });
  try {
    await runSuites(suite, new Map(words.map(optionOf)));
  } catch (error) {
    // What fails because its servers were stopped under it is no failure.
    if (!isStopped) throw error;
  } finally {
    await endAll();
  }
}

async function runSuites(suite: string | undefined, options: ReadonlyMap<string, string>): Promise<void> {
  const wanted = suite === undefined ? [...BENCH_SUITES.values()] : [BENCH_SUITES.get(suite)];
  for (const load of wanted) {
    if (!load) {
      const known = [...BENCH_SUITES.keys()].join(', ');
      throw new CorridorError('BAD_USER_INPUT', 'fix-query', `no such benchmark: ${suite}. There are: ${known}`);
    }
    await (await load()).run(options);
  }
}

function optionOf(word: string): [string, string] {
  const at = word.indexOf('=');
  if (at < 1) throw new CorridorError('BAD_USER_INPUT', 'fix-query', `${word}: key=value is wanted`);
  return [word.slice(0, at), word.slice(at + 1)];
}
