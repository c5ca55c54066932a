import { readContainerNumber } from '../vocabulary/container-number.ts';
import { nameSimilarity } from './name-similarity.ts';

const HOUR = 3_600_000;

interface RuleFunction {
  readonly takes: readonly string[];
  readonly gives: string;
  /** Times are milliseconds. */
  readonly call: (...values: never[]) => unknown;
}

/** The functions a condition may call besides CEL's own. `inList` and `kw` read the lists of one assessment. */
export const RULE_FUNCTIONS: Readonly<Record<string, RuleFunction>> = {
  hours: {
    takes: ['timestamp', 'timestamp'],
    gives: 'double',
    call: (from: number, to: number) => (to - from) / HOUR,
  },
  days: {
    takes: ['timestamp', 'timestamp'],
    gives: 'double',
    call: (from: number, to: number) => (to - from) / (24 * HOUR),
  },
  sim: { takes: ['string', 'string'], gives: 'double', call: nameSimilarity },
  relDiff: { takes: ['double', 'double'], gives: 'double', call: relativeDifference },
  absd: { takes: ['double'], gives: 'double', call: Math.abs },
  sumd: {
    takes: ['list<double>'],
    gives: 'double',
    call: (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0),
  },
  iso6346: { takes: ['string'], gives: 'bool', call: isContainerNumber },
};

function isContainerNumber(number: string): boolean {
  const { wellFormed, checkDigitValid } = readContainerNumber(number);
  return wellFormed && checkDigitValid;
}

/** |a - b| over the larger magnitude; two zeros do not differ. */
export function relativeDifference(a: number, b: number): number {
  const scale = Math.max(Math.abs(a), Math.abs(b));
  return scale === 0 ? 0 : Math.abs(a - b) / scale;
}
