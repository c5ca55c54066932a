import { readConfig } from '../config.ts';
import { loadRulePack } from '../server/load-rule-pack.ts';
import type { BenchSuite } from './bench-suite.ts';
import { laneBench } from './lane.ts';
import { measureEvaluations } from './risk/measure-evaluations.ts';
import { measureHistory } from './risk/measure-history.ts';
import { measurePage } from './risk/measure-page.ts';
import { openScratchDatabase } from './scratch-database.ts';

const PARTS = ['evaluations', 'lane', 'page', 'history'];
const LINES = '1000000,20000000';

export const riskBench: BenchSuite = {
  name: 'risk',
  measures:
    'assessments a second, lanes from message to event, a page with and without risk, and reads of histories of 1 and 20 million lines (parts=… lines=1000000,20000000)',
  async run(options) {
    const parts = options.get('parts')?.split(',') ?? PARTS;
    const sizes = (options.get('lines') ?? LINES).split(',').map(Number);
    if (parts.includes('evaluations')) await measureEvaluations(loadRulePack(readConfig().rulesDir));
    if (parts.includes('lane')) await laneBench.run(options);
    const database = await openScratchDatabase();
    try {
      if (parts.includes('page')) await measurePage(database);
      if (parts.includes('history')) await measureHistory(database, sizes);
    } finally {
      await database.close();
    }
  },
};
