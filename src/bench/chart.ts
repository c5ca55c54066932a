import { writeFileSync } from 'node:fs';
import { CorridorError } from '../errors.ts';
import type { BenchSuite } from './bench-suite.ts';
import { keptRun, newestRun } from './read/keep-run.ts';
import { readChart } from './read/read-chart.ts';

export const chartBench: BenchSuite = {
  name: 'chart',
  measures: 'nothing: draws a kept run of `read` as SVG: run=bench/results/read-….json (the latest) to=FILE',
  async run(options) {
    const file = options.get('run') ?? newestRun();
    if (file === undefined)
      throw new CorridorError('NOT_FOUND', 'fix-query', 'no run of `corridor bench read` is kept');
    const to = options.get('to') ?? file.replace(/\.json$/, '.svg');
    writeFileSync(to, readChart(keptRun(file)));
    console.log(to);
  },
};
