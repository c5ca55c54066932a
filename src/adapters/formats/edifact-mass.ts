import type { Mass } from '../../messages/claims.ts';
import type { FeedIssue } from '../../messages/feed-issue.ts';
import { codeTable } from '../../vocabulary/code-table.ts';
import { segmentIssue } from './edifact-issue.ts';
import type { EdifactSegment } from './edifact-segment.ts';

/** Recommendation 20, and what real files write for it. */
const UNITS: Readonly<Record<string, Mass['unit']>> = codeTable({
  KGM: 'KGM',
  KG: 'KGM',
  KGS: 'KGM',
  K: 'KGM',
  TNE: 'TNE',
  TON: 'TNE',
  MT: 'TNE',
  GRM: 'GRM',
  LBR: 'LBR',
  LBS: 'LBR',
});

/** The mass that MEA states in its third element. A mass of nothing is none. */
export function readMass(mea: EdifactSegment, issues: FeedIssue[]): Mass | undefined {
  const value = mea.decimal(3, 1);
  const unit = UNITS[mea.code(3)];
  if (value !== '' && unit) return Number(value) > 0 ? { value, unit } : undefined;
  if (mea.component(3, 1) === '') return undefined;
  const code = value === '' ? 'VALUE' : 'CODE_UNKNOWN';
  const message = value === '' ? `"${mea.component(3, 1)}" is no mass` : `"${mea.element(3)}" is no unit of mass`;
  issues.push(segmentIssue(mea, code, 'WARNING', message, 'Send the mass in KGM.'));
  return undefined;
}

/** Of a kilogram, in units of 10^-9: one pound is 0.45359237 kg exactly. */
const NANOKILOGRAMS: Readonly<Record<Mass['unit'], bigint>> = {
  KGM: 1_000_000_000n,
  TNE: 1_000_000_000_000n,
  GRM: 1_000_000n,
  LBR: 453_592_370n,
};

/** Senders mix kilograms and tonnes within one bill: the sum is in kilograms, exact to the milligram. */
export function sumMasses(masses: readonly Mass[]): Mass | undefined {
  if (masses.length === 0) return undefined;
  const total = masses.reduce((sum, { value, unit }) => sum + micro(value) * NANOKILOGRAMS[unit], 0n);
  const milligrams = total / 1_000_000_000n;
  const fraction = String(milligrams % 1_000_000n)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return { value: `${milligrams / 1_000_000n}${fraction === '' ? '' : `.${fraction}`}`, unit: 'KGM' };
}

function micro(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(`${whole}${fraction.slice(0, 6).padEnd(6, '0')}`);
}
