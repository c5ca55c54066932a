import { totalMs } from './measured-cells.ts';
import { median, spread } from './median.ts';
import { type Load, loadsOf, type ReadRun, ratioOf, roundsOf } from './read-run.ts';

/** Times the limit that a query is to cost at most, by processor time, at 16 and at 64 connections. */
const AIMS = { Q1: 1, Q2: 0.7, Q3: 1.3, Q4: 1.6, Q5: 1 } as const;

/** A run in words: each server beside the limit and beside Apollo Server, then every load with what it took. */
export function readReport(run: ReadRun): string {
  const { consignments, date, machine, commit, rounds, seconds, servers } = run;
  const names = servers.map(each => each.name);
  return [
    `# ${consignments} consignments, ${date}, ${machine}, commit ${commit}`,
    `${rounds} rounds of ${seconds} s, in turns; medians. Corridor with its agreements and receipts, all others without any.`,
    `## CPU a request, × limit (× Apollo Server)`,
    ratioTable(run, names),
    '## The aims, × limit',
    aimTable(run),
    '## Memory and start',
    memoryTable(run),
    '## Every load',
    loadTable(run, names),
  ].join('\n\n');
}

function ratioTable(run: ReadRun, names: readonly string[]): string {
  const loads = loadsOf(run);
  const cell = (load: Load, name: string) =>
    `${shown(ratioOf(run, load, name, 'limit'))} (${shown(ratioOf(run, load, name, 'apollo'))})`;
  return table(
    ['query, connections', ...names],
    loads.map(load => [`${load.query}, ${load.connections}`, ...names.map(name => cell(load, name))]),
  );
}

function aimTable(run: ReadRun): string {
  const judged = loadsOf(run).filter(({ connections }) => connections > 1);
  return table(
    ['query, connections', 'aim', 'Corridor', ''],
    judged.map(load => {
      const found = ratioOf(run, load, 'corridor', 'limit');
      const isMet = found !== undefined && found <= AIMS[load.query];
      return [`${load.query}, ${load.connections}`, `≤ ${AIMS[load.query]}`, shown(found), isMet ? 'met' : 'not met'];
    }),
  );
}

function memoryTable({ servers, cells }: ReadRun): string {
  const loaded = (name: string) =>
    Math.max(0, ...cells.filter(each => each.server === name).map(each => each.rssMebibytes));
  return table(
    ['server', 'start to first word, s', 'idle RSS, MiB', 'highest RSS under load, MiB'],
    servers.map(each => [each.name, (each.startMs / 1000).toFixed(1), each.idleMebibytes, loaded(each.name)]),
  );
}

function loadTable(run: ReadRun, names: readonly string[]): string {
  const header = ['query', 'connections', 'server', 'CPU ms a request = server + its subgraphs + Postgres', 'spread'];
  const rest = ['× limit', '× Apollo', 'requests/s', 'p50 / p99 ms', 'RSS MiB', 'failed'];
  return table(
    [...header, ...rest],
    loadsOf(run).flatMap(load => names.map(name => loadLine(run, load, name))),
  );
}

function loadLine(run: ReadRun, load: Load, server: string): (string | number)[] {
  const rounds = roundsOf(run, load, server);
  const totals = rounds.map(totalMs);
  const of = (read: (cell: (typeof rounds)[number]) => number) => median(rounds.map(read));
  const parts = [of(each => each.server_ms), of(each => each.others_ms), of(each => each.postgres_ms)];
  const sum = parts.filter((part, i) => i !== 1 || part > 0).map(part => part.toFixed(2));
  return [
    ...[load.query, load.connections, server, `${median(totals).toFixed(2)} = ${sum.join(' + ')}`],
    ...[
      `${spread(totals).toFixed(0)} %`,
      shown(ratioOf(run, load, server, 'limit')),
      shown(ratioOf(run, load, server, 'apollo')),
    ],
    ...[
      of(each => each.requestsPerSecond).toFixed(0),
      `${of(each => each.p50).toFixed(1)} / ${of(each => each.p99).toFixed(0)}`,
    ],
    ...[Math.max(0, ...rounds.map(each => each.rssMebibytes)), rounds.reduce((all, each) => all + each.failed, 0)],
  ];
}

function shown(ratio: number | undefined): string {
  return ratio === undefined ? '–' : ratio.toFixed(ratio < 10 ? 2 : 0);
}

function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
