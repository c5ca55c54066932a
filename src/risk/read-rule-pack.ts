import { createHash } from 'node:crypto';
import { canonicalJson } from '../consignment/canonical-json.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { feedsSchema, listsSchema, manifestSchema, storiesSchema } from './pack-schema.ts';
import { readRules } from './read-rules.ts';
import type { RiskContext } from './risk-context.ts';
import type { CleanStory, PackManifest, RulePack } from './rule-pack.ts';
import { type PackFile, type PackProblem, readYaml, type YamlSource } from './yaml-source.ts';

export type RulePackReading =
  | { readonly ok: true; readonly pack: RulePack }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

const MANIFEST = 'pack.yaml';
const FEEDS = 'feeds.yaml';
const LISTS = 'lists.yaml';
const REFERENCE_CONTEXT = 'reference-context.json';
const STORIES = 'stories.yaml';
const NO_RULES = new Set([MANIFEST, FEEDS, LISTS, STORIES]);

/**
 * A rule pack from the texts of its files: pack.yaml, feeds.yaml, lists.yaml, reference-context.json, stories.yaml, and a YAML file for
 * each group of rules. One flaw refuses the whole pack: a rule that silently does not run is worse than the old pack going on.
 */
export function readRulePack(files: readonly PackFile[]): RulePackReading {
  const problems: PackProblem[] = [];
  const pack = assemble(new Map(files.map(file => [baseName(file), file])), problems);
  return pack && problems.length === 0 ? { ok: true, pack } : { ok: false, problems };
}

function assemble(files: ReadonlyMap<string, PackFile>, problems: PackProblem[]): RulePack | undefined {
  const manifest = accepted(readYaml(file(files, MANIFEST), manifestSchema), problems);
  const feeds = accepted(readYaml(file(files, FEEDS), feedsSchema), problems)?.value;
  const lists = accepted(readYaml(file(files, LISTS), listsSchema), problems)?.value;
  if (!manifest || !feeds || !lists) return undefined;
  const { rules, problems: ruleProblems } = readRules(ruleFiles(files), {
    severityWeights: manifest.value.severityWeights,
    lists: new Set([...Object.keys(lists.lists), ...Object.keys(lists.keywords)]),
    feeds: new Set(Object.keys(feeds.feeds)),
  });
  problems.push(...ruleProblems);
  if (ruleProblems.length === 0) problems.push(...missingRules(manifest, rules));
  const referenceContext = readReference(files.get(REFERENCE_CONTEXT), problems);
  const stories = readStories(files.get(STORIES), problems);
  const content = canonicalJson({ manifest: manifest.value, feeds, rules: rules.map(({ rule }) => rule) });
  const hash = createHash('sha256').update(content).digest('hex');
  return { manifest: manifest.value, hash, feeds, rules, ...lists, referenceContext, stories };
}

function accepted<T>(
  reading: YamlSource<T> | readonly PackProblem[],
  problems: PackProblem[],
): YamlSource<T> | undefined {
  if ('problemAt' in reading) return reading;
  problems.push(...reading);
  return undefined;
}

/** A file that is not there reads as empty, and is refused for what it lacks. */
function file(files: ReadonlyMap<string, PackFile>, name: string): PackFile {
  return files.get(name) ?? { name, text: '' };
}

function ruleFiles(files: ReadonlyMap<string, PackFile>): readonly PackFile[] {
  return [...files]
    .filter(([name]) => /\.ya?ml$/.test(name) && !NO_RULES.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, found]) => found);
}

function missingRules(manifest: YamlSource<PackManifest>, rules: readonly CompiledRule[]): readonly PackProblem[] {
  const ids = new Set(rules.map(({ rule }) => rule.id));
  const { whitelistScopeRule, releaseFirst } = manifest.value;
  const named = [
    { path: ['whitelistScopeRule'], id: whitelistScopeRule },
    { path: ['releaseFirst', 'disqualifiedBy'], id: releaseFirst.disqualifiedBy },
  ];
  return named
    .filter(({ id }) => !ids.has(id))
    .map(({ path, id }) => manifest.problemAt(path, `the pack has no rule ${id}`));
}

function readReference(source: PackFile | undefined, problems: PackProblem[]): RiskContext | undefined {
  if (!source) return undefined;
  try {
    return (JSON.parse(source.text) as { context: RiskContext }).context;
  } catch (error) {
    problems.push({ file: source.name, line: 1, reason: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

function readStories(source: PackFile | undefined, problems: PackProblem[]): readonly CleanStory[] {
  if (!source) return [];
  return accepted(readYaml(source, storiesSchema), problems)?.value.stories ?? [];
}

function baseName({ name }: PackFile): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
