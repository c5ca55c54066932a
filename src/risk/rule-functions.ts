import { readContainerNumber } from '../vocabulary/container-number.ts';
import { nameSimilarity } from './name-similarity.ts';

const HOUR = 3_600_000;

/** The functions a condition may call besides CEL's own, by CEL signature. `inList` and `kw` read the lists of one assessment. */
export const RULE_FUNCTIONS = {
  'hours(google.protobuf.Timestamp, google.protobuf.Timestamp): double': (from: Date, to: Date) =>
    (to.getTime() - from.getTime()) / HOUR,
  'days(google.protobuf.Timestamp, google.protobuf.Timestamp): double': (from: Date, to: Date) =>
    (to.getTime() - from.getTime()) / (24 * HOUR),
  'sim(string, string): double': nameSimilarity,
  'relDiff(double, double): double': relativeDifference,
  'absd(double): double': Math.abs,
  'sumd(list<double>): double': (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0),
  'iso6346(string): bool': (number: string) => {
    const { wellFormed, checkDigitValid } = readContainerNumber(number);
    return wellFormed && checkDigitValid;
  },
} as const;

/** |a - b| over the larger magnitude; two zeros do not differ. */
export function relativeDifference(a: number, b: number): number {
  const scale = Math.max(Math.abs(a), Math.abs(b));
  return scale === 0 ? 0 : Math.abs(a - b) / scale;
}
