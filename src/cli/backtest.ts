import { readConfig } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { PartnerDirectory } from '../partners/partner-directory.ts';
import { pastCases } from '../resolvers/past-cases.ts';
import { type BacktestReport, backtest } from '../risk/backtest/backtest.ts';
import { backtestText } from '../risk/backtest/backtest-text.ts';
import { loadRulePack, packFiles } from '../server/load-rule-pack.ts';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { wrongUse } from './failure.ts';
import { momentOf } from './moment.ts';

export interface BacktestOptions {
  readonly pack?: string;
  readonly from: string;
  readonly to: string;
  readonly country?: string;
  readonly limit: string;
  readonly json?: true;
}

/** Judges what was assessed between two moments by a candidate pack, and refuses it where a rule fires beyond its budget. */
export async function runBacktest({ pack, from, to, country, limit, json }: BacktestOptions): Promise<void> {
  const config = readConfig();
  const folder = pack ?? config.rulesDir;
  const candidate = loadRulePack(folder);
  const now = new Date();
  const window = { from: momentOf(from, now), to: momentOf(to, now), country };
  if (!/^[1-9]\d{0,6}$/.test(limit)) throw wrongUse('--limit is a number of consignments, from 1 to 9999999');
  const database = await openDatabase(config);
  try {
    await migrate(database.sql);
    const partners = new PartnerDirectory(config.partnersDir);
    const report = backtest(await pastCases(database.sql, window, { partners, limit: Number(limit) }), candidate);
    process.stdout.write(`${json ? JSON.stringify(report) : backtestText(report)}\n`);
    refuseBreaches(report, folder);
  } finally {
    await database.close();
  }
}

function refuseBreaches({ breaches }: BacktestReport, folder: string): void {
  const [first] = breaches;
  if (!first) return;
  const lines = breaches.map(({ rule, fired, conforming, budget }) => {
    const share = `${fired} of ${conforming} conforming consignments`;
    return `${placeOf(rule, folder)}: ${rule} fires on ${share}, its budget is ${100 * budget} %: keep it in shadow (mode: SHADOW)`;
  });
  throw new CorridorError('CONFIGURATION', 'fix-query', `refused for live: ${lines.join('\n')}`);
}

/** File and line of a rule. */
function placeOf(rule: string, folder: string): string {
  for (const { name, text } of packFiles(folder)) {
    const at = text.split('\n').findIndex(line => line.trim() === `- id: ${rule}`);
    if (at >= 0) return `${name}:${at + 1}`;
  }
  return folder;
}
