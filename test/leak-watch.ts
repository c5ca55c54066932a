import { leaksIn } from './leak-guard.ts';

const printed: string[] = [];

/**
 * Hears everything that the run of the tests prints: of the hubs in it and of processes that it starts, crashes included. A run that prints
 * personal data fails.
 */
export function setup(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = ((chunk: string | Uint8Array, ...rest: []) => {
      printed.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      return write(chunk, ...rest);
    }) as typeof stream.write;
  }
}

export function teardown(): void {
  const leaks = leaksIn(printed.join(''));
  if (leaks.length === 0) return;
  process.exitCode = 1;
  process.stderr.write(
    `THE TESTS PRINTED PERSONAL DATA: ${leaks.length} names or numbers, such as ${leaks[0]?.slice(0, 6)}…\n`,
  );
}
