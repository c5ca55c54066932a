import type { RulePack } from '../rule-pack.ts';
import { ABSENT_BY_NATURE } from './absent-by-nature.ts';
import type { FieldSource } from './field-source.ts';
import { KEPT_BY_THE_HUB } from './kept-by-the-hub.ts';
import { coverageOf, type RuleCoverage, unstatedFields } from './rule-coverage.ts';
import { STATED_BY_FEEDS } from './stated-by-feeds.ts';

const INTRODUCTION = `# What the risk rules can know

This page is printed by \`corridor risk coverage --page\` from \`src/risk/coverage/\`; a test holds it to the code.

A rule reads fields of the risk context (\`src/risk/context/\`). \`riskContextOf\` in \`src/risk/graph-context/\` fills them from the graph of
one consignment, one file a part; registers and history complete them. A field that nobody states stays absent, and the rules that need it
are \`INDETERMINATE\` and name the feed that could supply it (\`rules/feeds.yaml\`). Nothing is guessed: a time whose zone nobody states, an
amount in another currency than the dollar, a sum with a part missing are absent too.

**Whose view.** The assessing country is the caller's, for customs; else that of the destination, or of dispatch while only its customs has
a declaration. It decides the direction (\`IMPORT\`, \`EXPORT\`, \`TRANSIT\`), which declaration is \`decl\` (the newest that is neither rejected,
invalidated nor superseded, and no entry summary) and which one is the mirror.`;

/** The page of docs/ about fields and their sources. */
export function coveragePage(pack: RulePack): string {
  const rules = pack.rules.map(({ rule }) => coverageOf(rule));
  const able = rules.filter(({ unstated }) => unstated.length === 0);
  const sections = [
    INTRODUCTION,
    `Of the ${rules.length} rules, ${able.length} read nothing but what a feed, a register or history states.`,
    section('Stated by feeds', '', ['field', 'in the graph', 'from messages'], STATED_BY_FEEDS),
    section(
      'Absent by nature',
      'What cannot be there is "", `[]`, `false` or 0, so that its rules are decided. A term of nothing runs from `now`.',
      ['field', 'when'],
      ABSENT_BY_NATURE,
    ),
    'The fields of `rail` in the first table are so too where there is no carriage by rail, and those of `partner` that mirror an export\ndeclaration where the goods are exported.',
    section(
      'Stated by registers and by history',
      'Registers that people keep, and counts of past traffic that the hub keeps: [registries.md](registries.md).',
      ['field', 'from'],
      KEPT_BY_THE_HUB,
    ),
    unstatedSection(pack),
    rulesSection(rules),
  ];
  return `${sections.join('\n\n')}\n`;
}

const code = (words: readonly string[]) => words.map(word => `\`${word}\``).join(' ');

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function section(title: string, text: string, header: readonly string[], sources: readonly FieldSource[]): string {
  const rows = sources.map(({ fields, source, messages = '' }) =>
    [code(fields), source, messages].slice(0, header.length),
  );
  return [`## ${title}`, text, table(header, rows)].filter(Boolean).join('\n\n');
}

function unstatedSection({ feeds }: RulePack): string {
  const rows = [...unstatedFields(feeds)].map(([feed, fields]) => [code(fields), feed, feeds.feeds[feed] ?? '']);
  return `## Not stated yet\n\n${table(['field', 'feed that could', 'which is'], rows)}`;
}

function rulesSection(rules: readonly RuleCoverage[]): string {
  const rows = rules.map(({ rule, unstated }) => [
    `\`${rule.id}\``,
    code(rule.feeds),
    unstated.length === 0 ? 'yes' : `waits for ${code(unstated)}`,
  ]);
  return `## Rule by rule\n\nWhich feeds each rule needs, and whether everything that it reads is stated today.\n\n${table(['rule', 'feeds', 'can be decided'], rows)}`;
}
