import { RISK_CHANNELS, type RiskChannel } from '../risk-channel.ts';
import type { BacktestReport } from './backtest.ts';
import type { RuleRecord } from './rule-record.ts';

/** The report as a terminal shows it. */
export function backtestText(report: BacktestReport): string {
  const { cases, base, findsGained, findsLost, trustedNewlyStopped: trusted } = report;
  return [
    cases > 0
      ? `${cases} consignments judged again, each by what was known of it then`
      : 'nothing was assessed in that time: nothing to judge again',
    section('From (rows) to (columns)', [
      line('', RISK_CHANNELS),
      ...RISK_CHANNELS.map(from => line(from, rowOf(report, from))),
    ]),
    section('Scans and inspections a site and shift of eight hours (UTC), before and after', loadLines(report)),
    section(`Confirmed finds gained: ${findsGained.length}, lost: ${findsLost.length}`, [
      ...findsGained.map(id => `  + ${id}`),
      ...findsLost.map(id => `  - ${id}`),
    ]),
    section(
      `Trusted traders (T1, T2) newly stopped: ${trusted.length}`,
      trusted.map(id => `  ${id}`),
    ),
    section(
      `Rules that fired; of ${base.controlled} controls drawn at random ${base.found} found something`,
      report.rules.map(ruleLine),
    ),
  ].join('\n\n');
}

const WIDTH = 18;

function line(first: string, cells: readonly (string | number)[]): string {
  return [first.padEnd(WIDTH), ...cells.map(cell => String(cell).padStart(WIDTH))].join(' ');
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines].join('\n');
}

function rowOf({ migration }: BacktestReport, from: RiskChannel): readonly number[] {
  return RISK_CHANNELS.map(to => migration[from][to]);
}

function loadLines({ load }: BacktestReport): readonly string[] {
  return load.map(({ site, shift, before, after }) =>
    line(`${site} ${shift}`, [
      `${before.SCAN} + ${before.MANUAL_INSPECTION}`,
      `${after.SCAN} + ${after.MANUAL_INSPECTION}`,
    ]),
  );
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function ruleLine({ rule, fired, controlled, found, hitRate, lift }: RuleRecord): string {
  const rate =
    hitRate.share === undefined
      ? 'no control yet'
      : `${found} of ${controlled} controls, ${percent(hitRate.share)} (${percent(hitRate.low)} to ${percent(hitRate.high)})`;
  return `  ${rule.padEnd(38)} ${String(fired).padStart(6)} ${rate}${lift === undefined ? '' : `, ${lift.toFixed(1)} times chance`}`;
}
