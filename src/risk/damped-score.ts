import { roundWeight, type WeighedRule } from './weighed-rule.ts';

export interface DampedScore {
  readonly score: number;
  readonly shares: ReadonlyMap<string, number>; // what each rule adds, by rule id
}

/** One fact must not count five times: the k-th largest weight of an evidence cluster counts w/2^(k-1). */
export function dampedScore(rules: readonly WeighedRule[]): DampedScore {
  const shares = new Map<string, number>();
  const ranks = new Map<string, number>();
  for (const { rule, weight } of [...rules].sort(heaviestFirst)) {
    const rank = ranks.get(rule.cluster) ?? 0;
    ranks.set(rule.cluster, rank + 1);
    shares.set(rule.id, roundWeight(weight / 2 ** rank));
  }
  const sum = roundWeight([...shares.values()].reduce((total, share) => total + share, 0));
  return { score: Math.min(100, Math.floor(sum + 0.5)), shares };
}

function heaviestFirst(a: WeighedRule, b: WeighedRule): number {
  return b.weight - a.weight || (a.rule.id < b.rule.id ? -1 : 1);
}
