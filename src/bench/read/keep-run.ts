import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config.ts';
import { readChart } from './read-chart.ts';
import { readReport } from './read-report.ts';
import type { ReadRun } from './read-run.ts';

export const RESULTS = join(packageRoot, 'bench', 'results');

/** A run as data, in words and as a picture. */
export function keepRun(run: ReadRun, folder = RESULTS): string {
  mkdirSync(folder, { recursive: true });
  const name = join(folder, `read-${run.date.slice(0, 16).replace(/[:T]/g, '-')}`);
  const { cells, ...head } = run;
  const lines = cells.map(each => JSON.stringify(each)).join(',\n');
  writeFileSync(`${name}.json`, `${JSON.stringify(head).slice(0, -1)},"cells":[\n${lines}\n]}\n`);
  writeFileSync(`${name}.md`, `${readReport(run)}\n`);
  writeFileSync(`${name}.svg`, readChart(run));
  return name;
}

export function keptRun(file: string): ReadRun {
  return JSON.parse(readFileSync(file, 'utf8')) as ReadRun;
}

/** The latest of the runs that are kept. */
export function newestRun(folder = RESULTS): string | undefined {
  const kept = readdirSync(folder).filter(each => /^read-.*\.json$/.test(each));
  return kept.length === 0 ? undefined : join(folder, kept.sort().at(-1) ?? '');
}
