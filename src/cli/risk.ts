import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { assessConsignment, assessmentText } from '../risk/assess-consignment.ts';
import { checkPackCases } from '../risk/check-pack-cases.ts';
import { coveragePage } from '../risk/coverage/coverage-page.ts';
import { coverageOf } from '../risk/coverage/rule-coverage.ts';
import { randomDraw } from '../risk/random-draw.ts';
import { opensSeal } from '../risk/sealed-seed.ts';
import { loadRulePack } from '../server/load-rule-pack.ts';
import { type BacktestOptions, runBacktest } from './backtest.ts';
import { replayAssessments } from './replay-assessments.ts';
import { showShadow } from './shadow.ts';

interface ContextFile {
  readonly context: Parameters<typeof assessConsignment>[0]['context'];
  readonly lists?: Parameters<typeof assessConsignment>[0]['lists'];
  readonly keywords?: Parameters<typeof assessConsignment>[0]['keywords'];
}

export function addRisk(program: Command): void {
  const risk = program.command('risk').description('the risk rules');
  risk
    .command('assess')
    .description('the assessment of one context, as JSON')
    .requiredOption(
      '--context <file>',
      'JSON with context, and lists and keywords where they are not those of the pack',
    )
    .option('--pack <dir>', 'folder of a rule pack; the configured one unless given')
    .action(({ context, pack }: { context: string; pack?: string }) => assess(context, pack));
  risk
    .command('replay')
    .description('make every kept assessment again from what was kept, and compare byte by byte')
    .action(replayAssessments);
  risk
    .command('check')
    .description('load the pack, and run every case that its rules bring')
    .option('--pack <dir>', 'folder of a rule pack; the configured one unless given')
    .action(({ pack }: { pack?: string }) => check(pack));
  risk
    .command('coverage')
    .description('which rules everything is stated for, and what the others wait for')
    .option('--page', 'docs/risk-coverage.md instead: fields, their sources, and rules')
    .option('--pack <dir>', 'folder of a rule pack; the configured one unless given')
    .action(({ pack, page }: { pack?: string; page?: true }) => coverage(pack, page === true));
  risk
    .command('shadow')
    .description(
      'what the candidate in the folder candidate/ of the rules decides on live traffic, beside what was decided',
    )
    .action(showShadow);
  risk
    .command('backtest')
    .description('judge past consignments by a candidate pack, each by what was known of it then')
    .option('--pack <dir>', 'folder of the candidate; the configured pack unless given')
    .requiredOption('--from <moment>', 'the first assessment that counts: 2026-03-10, 2026-03-10T08:00:00Z or 30d')
    .requiredOption('--to <moment>', 'those before this moment count')
    .option('--country <code>', 'only what the customs of this country assessed')
    .option('--limit <n>', 'at most so many consignments', '20000')
    .option('--json', 'the report as JSON')
    .action((options: BacktestOptions) => runBacktest(options));
  addDraw(risk);
}

function coverage(folder: string | undefined, asPage: boolean): void {
  const pack = loadRulePack(folder ?? readConfig().rulesDir);
  if (asPage) return void process.stdout.write(coveragePage(pack));
  const rules = pack.rules.map(({ rule }) => coverageOf(rule));
  for (const { rule, unstated } of rules)
    process.stdout.write(
      `${rule.id.padEnd(36)} ${unstated.length === 0 ? 'stated' : `waits for ${unstated.join(', ')}`}\n`,
    );
  const stated = rules.filter(({ unstated }) => unstated.length === 0).length;
  process.stdout.write(`everything is stated for ${stated} of ${rules.length} rules\n`);
}

interface DrawOptions {
  readonly seed: string;
  readonly hash?: string;
}

function addDraw(risk: Command): void {
  risk
    .command('draw')
    .description('the random draw of consignments under a published seed, to audit a selection; offline')
    .requiredOption('--seed <text>', 'the seed of the day, as randomSeeds publishes it when the day is over')
    .option('--hash <sha256>', 'the hash that was published before the day; must be that of the seed')
    .argument('<ids...>', 'ids of consignments in the hub: uuid')
    .action((ids: readonly string[], options: DrawOptions) => draw(ids, options));
}

function draw(ids: readonly string[], { seed, hash }: DrawOptions): void {
  if (hash !== undefined && !opensSeal(seed, hash)) {
    throw new CorridorError('BAD_USER_INPUT', 'fix-query', 'this is not the seed whose hash was published');
  }
  for (const id of ids) process.stdout.write(`${JSON.stringify({ consignment: id, u: randomDraw(seed, id) })}\n`);
}

function assess(file: string, folder: string | undefined): void {
  const pack = loadRulePack(folder ?? readConfig().rulesDir);
  const { context, lists = pack.lists, keywords = pack.keywords } = readContext(file);
  process.stdout.write(`${assessmentText(assessConsignment({ context, lists, keywords, pack }))}\n`);
}

function readContext(file: string): ContextFile {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8'));
    if (read !== null && typeof read === 'object' && typeof read.context === 'object') return read;
  } catch (error) {
    throw new CorridorError(
      'BAD_USER_INPUT',
      'fix-query',
      `${file}: ${error instanceof Error ? error.message : 'unreadable'}`,
    );
  }
  throw new CorridorError('BAD_USER_INPUT', 'fix-query', `${file}: a JSON object with the member "context" is wanted`);
}

function check(folder: string | undefined): void {
  const pack = loadRulePack(folder ?? readConfig().rulesDir);
  const failures = checkPackCases(pack);
  for (const failure of failures) process.stdout.write(`${JSON.stringify(failure)}\n`);
  if (failures.length > 0) {
    throw new CorridorError('CONFIGURATION', 'fix-query', `${failures.length} cases of the pack do not hold`);
  }
  process.stdout.write(`${pack.rules.length} rules, every case holds (pack ${pack.manifest.version})\n`);
}
