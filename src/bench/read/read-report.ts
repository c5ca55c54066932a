import type { Cell } from './measured-cells.ts';

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** One line a query, load and server: medians over the rounds, and the ratio to the limit and to Apollo Server. */
export function readReport(cells: readonly Cell[]): string {
  const lines = [
    '| query | connections | server | CPU ms a request = server + Postgres | spread | × limit | × Apollo | requests/s | p50 / p99 ms | RSS MiB | failed |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ];
  for (const key of new Set(cells.map(each => `${each.query} ${each.connections}`))) {
    const load = cells.filter(each => `${each.query} ${each.connections}` === key);
    const total = (name: string) =>
      median(load.filter(each => each.server === name).map(each => each.server_ms + each.postgres_ms));
    for (const name of new Set(load.map(each => each.server)))
      lines.push(
        lineOf(
          load.filter(each => each.server === name),
          total('limit'),
          total('apollo'),
        ),
      );
  }
  return lines.join('\n');
}

function lineOf(rounds: readonly Cell[], limit: number, apollo: number): string {
  const [{ query, connections, server } = { query: '', connections: 0, server: '' }] = rounds;
  const of = (read: (cell: Cell) => number) => median(rounds.map(read));
  const totals = rounds.map(each => each.server_ms + each.postgres_ms);
  const total = median(totals);
  const spread = total > 0 ? ((Math.max(...totals) - Math.min(...totals)) / total) * 100 : 0;
  const ratio = (to: number) => (to > 0 ? (total / to).toFixed(2) : '–');
  const milliseconds = `${total.toFixed(2)} = ${of(each => each.server_ms).toFixed(2)} + ${of(each => each.postgres_ms).toFixed(2)}`;
  const failed = rounds.reduce((sum, each) => sum + each.failed, 0);
  return `| ${[query, connections, server, milliseconds, `${spread.toFixed(0)} %`, ratio(limit), ratio(apollo), of(each => each.requestsPerSecond).toFixed(0), `${of(each => each.p50).toFixed(1)} / ${of(each => each.p99).toFixed(0)}`, Math.max(...rounds.map(each => each.rssMebibytes)), failed].join(' | ')} |`;
}
