import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, isMap, isScalar, LineCounter, type ParsedNode, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { alarmRules } from '../alarms/alarm-rules.ts';
import { mappingFile } from './mapping-file.ts';
import { mappingProfile, type Partner, partnerFile } from './partner.ts';
import { documentFiles, readDocuments } from './partner-documents.ts';
import { type ReadSubgraph, readAcceptedSchema, SUBGRAPH_FILE } from './read-subgraph.ts';
import { type SubgraphDeclaration, subgraphFile } from './subgraph-file.ts';

/** What is wrong with a partner's file, and where. */
export interface PartnerProblem {
  readonly partner: string; // the name of its folder
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

export interface ReadPartners {
  readonly partners: ReadonlyMap<string, Partner>;
  readonly problems: readonly PartnerProblem[];
}

type Found = Omit<PartnerProblem, 'partner'>;
type YamlDocument = Document.Parsed<ParsedNode>;

const FILES = ['partner.yaml', 'mapping.yaml', 'alarms.yaml', SUBGRAPH_FILE, 'subgraph.graphql'];

export function readPartners(folder: string): ReadPartners {
  const partners = new Map<string, Partner>();
  const problems: PartnerProblem[] = [];
  for (const name of partnerFolders(folder)) {
    const read = readPartner(join(folder, name), name);
    problems.push(...read.problems.map(each => ({ partner: name, ...each })));
    if (read.partner && read.problems.length === 0) partners.set(read.partner.id, read.partner);
  }
  return { partners, problems };
}

/** Tells one state of the files from another without reading them: a change of any shows in size, inode or one of its times. */
export function stateOfFiles(folder: string): string {
  const files = partnerFolders(folder).flatMap(name =>
    [...FILES, ...documentFiles(join(folder, name))].map(file => join(folder, name, file)),
  );
  return files
    .map(file => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return stat ? [file, stat.ino, stat.size, stat.mtimeMs, stat.ctimeMs].join(' ') : `${file} -`;
    })
    .join('\n');
}

function partnerFolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(entry => entry.name)
    .sort();
}

function readPartner(folder: string, name: string): { partner?: Partner; problems: Found[] } {
  const declaration = readYaml(join(folder, 'partner.yaml'), partnerFile);
  const mapping = readOptional(join(folder, 'mapping.yaml'), mappingFile);
  const alarms = readOptional(join(folder, 'alarms.yaml'), alarmRules);
  const { subgraph, problems: ofSubgraph } = readSubgraph(folder);
  const problems = [...declaration.problems, ...mapping.problems, ...alarms.problems, ...ofSubgraph];
  if (!declaration.value || !mapping.value || !alarms.value) return { problems };
  if (declaration.value.id !== name) {
    const file = join(folder, 'partner.yaml');
    return {
      problems: [...problems, { file, line: 1, reason: `id is ${declaration.value.id}, its folder is ${name}` }],
    };
  }
  const profile = mappingProfile(declaration.value, mapping.value);
  return {
    partner: {
      ...declaration.value,
      mapping: profile,
      documents: readDocuments(folder),
      alarms: alarms.value,
      ...(subgraph && { subgraph }),
    },
    problems,
  };
}

/** What a partner declares of its subgraph, whether or not its schema is there yet; undefined where it declares none, or wrongly. */
export function readSubgraphDeclaration(folder: string): SubgraphDeclaration | undefined {
  return readYaml(join(folder, SUBGRAPH_FILE), subgraphFile).value;
}

function readSubgraph(folder: string): ReadSubgraph {
  const file = join(folder, SUBGRAPH_FILE);
  if (!existsSync(file)) return { problems: [] };
  const { value, problems } = readYaml(file, subgraphFile);
  return value ? readAcceptedSchema(folder, value) : { problems };
}

/** A file that is not there says nothing. */
function readOptional<S extends z.ZodType>(file: string, schema: S): { value?: z.output<S>; problems: Found[] } {
  return existsSync(file) ? readYaml(file, schema) : { value: schema.parse({}), problems: [] };
}

function readYaml<S extends z.ZodType>(file: string, schema: S): { value?: z.output<S>; problems: Found[] } {
  const lines = new LineCounter();
  const text = readText(file);
  if (typeof text !== 'string') return { problems: [text] };
  const document = parseDocument(text, { lineCounter: lines });
  const wrong = [...syntaxErrors(document), ...unquotedKeys(document)];
  if (wrong.length > 0) {
    return { problems: wrong.map(({ at, reason }) => ({ file, line: lines.linePos(at).line, reason })) };
  }
  const parsed = schema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { value: parsed.data, problems: [] };
  return {
    problems: parsed.error.issues
      .flatMap(issue => reasonsOf(issue, file))
      .map(({ path, reason }) => ({
        file,
        line: lineOf(document, path, lines),
        reason: `${path.join('.') || 'the file'}: ${reason}`,
      })),
  };
}

const DOCS: readonly (readonly [file: string, docs: string])[] = [
  ['alarms.yaml', 'docs/alarms.md'],
  [SUBGRAPH_FILE, 'docs/partner-subgraphs.md'],
];

function reasonsOf(issue: z.core.$ZodIssue, file: string): { path: string[]; reason: string }[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ path, reason: issue.message }];
  const docs = DOCS.find(([name]) => file.endsWith(name))?.[1] ?? 'docs/partners.md';
  return issue.keys.map(key => ({ path: [...path, key], reason: `there is no such key (${docs})` }));
}

function readText(file: string): string | Found {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return { file, line: 1, reason: code === 'ENOENT' ? 'the file is missing' : `the file cannot be read: ${code}` };
  }
}

interface Wrong {
  readonly at: number;
  readonly reason: string;
}

function syntaxErrors(document: YamlDocument): Wrong[] {
  return document.errors.map(error => ({ at: error.pos[0], reason: error.message.split('\n')[0] ?? '' }));
}

/** YAML 1.2 core schema: an unquoted 0202 is the number 202, and would never match the code 0202 of a message. */
function unquotedKeys(document: YamlDocument): Wrong[] {
  const wrong: Wrong[] = [];
  visit(document, {
    Pair: (_index, { key }) => {
      if (!isScalar(key) || typeof key.value === 'string') return;
      const written = key.source ?? String(key.value);
      wrong.push({ at: key.range?.[0] ?? 0, reason: `${written}: put the key in quotes, '${written}': it is a code` });
    },
  });
  return wrong;
}

/** The line of the value, or of the nearest thing above it that is there. */
function lineOf(document: YamlDocument, path: readonly string[], lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    const range = node && typeof node === 'object' && 'range' in node ? node.range : undefined;
    if (Array.isArray(range) && typeof range[0] === 'number') return lines.linePos(range[0]).line;
  }
  return isMap(document.contents) && document.contents.range ? lines.linePos(document.contents.range[0]).line : 1;
}
