import { z } from 'zod';
import type { PackFile, PackProblem } from '../yaml-source.ts';
import { readYaml } from '../yaml-source.ts';

const crossingRule = z.strictObject({
  crossing: z.string().min(1), // the gate's place and facility, such as CNYPG/SECOND-LINE
  line: z.enum(['FIRST', 'SECOND', 'INSIDE']),
  control: z.enum(['BY_RISK', 'FREE_FLOW']),
  failSafe: z.enum(['RELEASED', 'SCAN', 'MANUAL']),
  from: z.iso.date(),
  to: z.iso.date().optional(), // the first day on which it does not hold any more
  source: z.string().min(1),
});

const crossingFile = z.strictObject({ crossings: z.array(crossingRule).min(1) });

/** How one crossing controls what passes, within its dates. */
export type CrossingRule = z.output<typeof crossingRule>;

export type CrossingReading =
  | { readonly ok: true; readonly rules: readonly CrossingRule[] }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

/** The rules of a file; two of one crossing that hold on the same day refuse it, with the line of the second. */
export function readCrossings(file: PackFile): CrossingReading {
  const read = readYaml(file, crossingFile);
  if (!('problemAt' in read)) return { ok: false, problems: read };
  const { crossings: rules } = read.value;
  const problems = rules.flatMap((rule, place) => {
    const other = rules.slice(0, place).find(each => each.crossing === rule.crossing && overlap(each, rule));
    return other ? [read.problemAt(['crossings', place], `two rules of ${rule.crossing} hold on one day`)] : [];
  });
  return problems.length > 0 ? { ok: false, problems } : { ok: true, rules };
}

function overlap(a: CrossingRule, b: CrossingRule): boolean {
  return (a.to === undefined || b.from < a.to) && (b.to === undefined || a.from < b.to);
}

/** The rule of a crossing that is in force on a day. */
export function ruleInForce(rules: readonly CrossingRule[], crossing: string, day: string): CrossingRule | undefined {
  return rules.find(each => each.crossing === crossing && each.from <= day && (each.to === undefined || day < each.to));
}
