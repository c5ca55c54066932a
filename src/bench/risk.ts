import { readConfig } from '../config.ts';
import { loadRulePack } from '../server/load-rule-pack.ts';
import type { BenchSuite } from './bench-suite.ts';
import { measureEvaluations } from './risk/measure-evaluations.ts';
import { measureHistory } from './risk/measure-history.ts';
import { measurePage } from './risk/measure-page.ts';
import { openScratchDatabase } from './scratch-database.ts';

const PARTS = ['evaluations', 'page', 'history'];
const SIZES = '1000000,20000000';

export const riskBench: BenchSuite = {
  name: 'risk',
  measures: 'assessments a second, a page with and without risk, and reads of histories of 1 and 20 million lines',
  async run(options) {
    const parts = options.get('parts')?.split(',') ?? PARTS;
    const sizes = (options.get('sizes') ?? SIZES).split(',').map(Number);
    if (parts.includes('evaluations')) await measureEvaluations(loadRulePack(readConfig().rulesDir));
    const database = await openScratchDatabase();
    try {
      if (parts.includes('page')) await measurePage(database);
      if (parts.includes('history')) await measureHistory(database, sizes);
    } finally {
      await database.close();
    }
  },
};
