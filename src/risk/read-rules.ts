import { type CompiledRule, compileRule, type RuleFlaw } from './compiled-rule.ts';
import { type RuleFile, ruleFileSchema } from './pack-schema.ts';
import type { RiskRule } from './risk-rule.ts';
import type { PackManifest } from './rule-pack.ts';
import { type PackFile, type PackProblem, readYaml } from './yaml-source.ts';

export interface RuleSurroundings {
  readonly severityWeights: PackManifest['severityWeights'];
  readonly lists: ReadonlySet<string>;
  readonly feeds: ReadonlySet<string>;
}

interface RulesReading {
  readonly rules: readonly CompiledRule[];
  readonly problems: readonly PackProblem[];
}

export function readRules(files: readonly PackFile[], around: RuleSurroundings): RulesReading {
  const ids = new Map<string, string>();
  const readings = files.map(file => readRuleFile(file, around, ids));
  return { rules: readings.flatMap(({ rules }) => rules), problems: readings.flatMap(({ problems }) => problems) };
}

function readRuleFile(file: PackFile, around: RuleSurroundings, ids: Map<string, string>): RulesReading {
  const source = readYaml(file, ruleFileSchema);
  if (!('problemAt' in source)) return { rules: [], problems: source };
  const rules: CompiledRule[] = [];
  const problems: PackProblem[] = [];
  for (const [i, entry] of source.value.rules.entries()) {
    const rule = completeRule(entry, source.value, around);
    const compiled = compileRule(rule, around.lists);
    const flaws = [...entryFlaws(rule, ids, around.feeds), ...('rule' in compiled ? [] : compiled)];
    for (const { path, reason, lineOffset } of flaws) {
      problems.push(source.problemAt(['rules', i, ...path], `${rule.id}: ${reason}`, lineOffset));
    }
    ids.set(rule.id, file.name);
    if ('rule' in compiled) rules.push(compiled);
  }
  return { rules, problems };
}

function completeRule(
  entry: RuleFile['rules'][number],
  { group, defaults }: RuleFile,
  around: RuleSurroundings,
): RiskRule {
  return {
    ...entry,
    group,
    version: entry.version ?? defaults.version,
    effectiveFrom: entry.effectiveFrom ?? defaults.effectiveFrom,
    author: entry.author ?? defaults.author,
    approver: entry.approver ?? defaults.approver,
    weight: entry.weight ?? around.severityWeights[entry.severity],
  };
}

function entryFlaws(rule: RiskRule, ids: ReadonlyMap<string, string>, feeds: ReadonlySet<string>): readonly RuleFlaw[] {
  const flaws: RuleFlaw[] = rule.feeds
    .map((feed, i) => ({ feed, path: ['feeds', i] as const, reason: `no feed '${feed}'` }))
    .filter(({ feed }) => !feeds.has(feed));
  const twin = ids.get(rule.id);
  if (twin !== undefined) flaws.push({ path: ['id'], reason: `already a rule in ${twin}` });
  if (rule.author === rule.approver) flaws.push({ path: ['approver'], reason: 'four eyes: the author cannot approve' });
  return flaws;
}
