import { linkFacts } from '../linking/link-facts.ts';
import type { BenchSuite } from './bench-suite.ts';
import { labelledTrade } from './link-quality/labelled-trade.ts';
import { type LinkQuality, type LinkScore, measureLinks, precision, recall } from './link-quality/measure-links.ts';

/** How many links of a generated trade with reused boxes, shared bills, missing references and typing errors are right, and which are not. */
export const linkQualityBench: BenchSuite = {
  name: 'link-quality',
  measures: 'precision and recall of links on a labelled trade; consignments=20000 seed=1',
  async run(options) {
    const consignments = Number(options.get('consignments') ?? 20_000);
    const seed = Number(options.get('seed') ?? 1);
    const labelled = labelledTrade(consignments, seed);
    const started = performance.now();
    const linking = linkFacts(labelled.map(each => each.known));
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `${consignments} consignments, ${labelled.length} facts, linked in ${seconds.toFixed(1)} s, seed ${seed}`,
    );
    print(measureLinks(labelled, linking));
  },
};

function print({ all, cases, failing, ambiguous, unlinked }: LinkQuality): void {
  console.log(line('', 'links', 'precision', 'recall'));
  for (const [kind, score] of [...cases].sort()) console.log(scored(kind, score));
  console.log(scored('all', all));
  console.log(`${ambiguous} facts ambiguous, ${unlinked} unlinked`);
  for (const [kind, examples] of [...failing].sort())
    console.log(`failing, ${kind}:\n${examples.map(each => `  ${each}`).join('\n')}`);
  console.log(`precision ${precision(all).toFixed(4)}  recall ${recall(all).toFixed(4)}`);
}

function scored(name: string, score: LinkScore): string {
  return line(name, String(score.wanted), precision(score).toFixed(4), recall(score).toFixed(4));
}

function line(name: string, ...columns: readonly string[]): string {
  return `${name.padEnd(34)}${columns.map(each => each.padStart(11)).join('')}`;
}
