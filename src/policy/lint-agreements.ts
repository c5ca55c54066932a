import { CELLS } from './cells.ts';
import { cellRules } from './decide-disclosure.ts';
import type { RowCondition } from './row-condition.ts';
import type { SharingAgreement } from './sharing-agreement.ts';
import { outcomeOf } from './transform.ts';

/** What is allowed, and probably not meant (law 4.3): overlapping grants, and conditions that are always true or never. */
export function lintAgreement(agreement: SharingAgreement): string[] {
  return [...overlaps(agreement), ...conditions(agreement)];
}

function overlaps(agreement: SharingAgreement): string[] {
  const found = new Map<string, string>();
  cellRules([agreement]).forEach(({ candidates, deniedBy }, cell) => {
    const pattern = CELLS[cell]?.pattern ?? '';
    if (deniedBy && candidates.length > 0) put(found, `deny covers ${ids(candidates)}`, pattern);
    const outcomes = new Set(candidates.map(each => outcomeOf(each.transform)));
    if (outcomes.size > 1) put(found, `grants ${ids(candidates)} overlap`, pattern);
  });
  return [...found].map(([what, pattern]) => `${what}: ${pattern}`);
}

function put(found: Map<string, string>, what: string, pattern: string): void {
  const known = found.get(what);
  found.set(what, known === undefined ? pattern : known.includes(' …') ? known : `${known} …`);
}

function ids(candidates: readonly { readonly grant: string }[]): string {
  return [...new Set(candidates.map(each => each.grant))].sort().join(', ');
}

function conditions({ rows, grants }: SharingAgreement): string[] {
  const all = [
    { name: 'rows', condition: rows },
    ...grants.map(each => ({ name: `grant ${each.id}`, condition: each.when })),
  ];
  return all.flatMap(({ name, condition }) => {
    const verdict = condition && alwaysOrNever(condition);
    return verdict === undefined ? [] : [`the condition of ${name} is ${verdict ? 'always true' : 'never true'}`];
  });
}

/** True: it holds of every consignment; false: of none; undefined: it depends. Sound, not complete. */
export function alwaysOrNever(condition: RowCondition): boolean | undefined {
  const { anyOf, allOf, not, originCountry, destinationCountry, transitCountry } = condition;
  const parts: (boolean | undefined)[] = Object.keys(condition)
    .filter(name => !['anyOf', 'allOf', 'not'].includes(name))
    .map(() => undefined);
  if (anyOf) parts.push(anyVerdict(anyOf));
  if (allOf) parts.push(allVerdict(allOf.map(alwaysOrNever)), contradicts(allOf) ? false : undefined);
  if (not) {
    const inner = alwaysOrNever(not);
    parts.push(inner === undefined ? undefined : !inner);
  }
  const ends = [...(originCountry ?? []), ...(destinationCountry ?? [])];
  const isNoTransit = transitCountry && ends.length === 1 && transitCountry.every(each => ends.includes(each));
  return isNoTransit ? false : allVerdict(parts);
}

function allVerdict(parts: readonly (boolean | undefined)[]): boolean | undefined {
  if (parts.includes(false)) return false;
  return parts.every(each => each === true) ? true : undefined;
}

function anyVerdict(parts: readonly RowCondition[]): boolean | undefined {
  const verdicts = parts.map(alwaysOrNever);
  const isOrNot = parts.some(each => parts.some(other => other.not && same(other.not, each)));
  if (verdicts.includes(true) || isOrNot) return true;
  return verdicts.every(each => each === false) ? false : undefined;
}

/** Two that exclude each other: one and its opposite, or two countries of one end. */
function contradicts(parts: readonly RowCondition[]): boolean {
  return parts.some(a =>
    parts.some(
      b =>
        (b.not && same(b.not, a)) ||
        disjoint(a.originCountry, b.originCountry) ||
        disjoint(a.destinationCountry, b.destinationCountry),
    ),
  );
}

function disjoint(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a !== undefined && b !== undefined && !a.some(each => b.includes(each));
}

function same(a: RowCondition, b: RowCondition): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
