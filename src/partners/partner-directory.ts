import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { CorridorError } from '../errors.ts';
import { mappingFile, mappingProfile, type Partner, partnerFile } from './partner.ts';

/** What is wrong with a partner's file, and where. */
export interface PartnerProblem {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** The partners of this hub, read once; a later reading that finds a problem leaves the last good set in place. */
export class PartnerDirectory {
  readonly #folder: string;
  #partners: ReadonlyMap<string, Partner>;

  constructor(folder: string) {
    this.#folder = folder;
    const { partners, problems } = readPartners(folder);
    if (problems.length > 0) throw refusal(problems);
    this.#partners = partners;
  }

  get(id: string): Partner | undefined {
    return this.#partners.get(id);
  }

  all(): readonly Partner[] {
    return [...this.#partners.values()];
  }

  /** Reads the folder again; answers what is wrong with it, in which case nothing changes. */
  reload(): readonly PartnerProblem[] {
    const { partners, problems } = readPartners(this.#folder);
    if (problems.length === 0) this.#partners = partners;
    return problems;
  }
}

export function readPartners(folder: string): { partners: Map<string, Partner>; problems: PartnerProblem[] } {
  const partners = new Map<string, Partner>();
  const problems: PartnerProblem[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const read = readPartner(join(folder, entry.name), entry.name);
    problems.push(...read.problems);
    if (read.partner) partners.set(read.partner.id, read.partner);
  }
  return { partners, problems };
}

function readPartner(folder: string, name: string): { partner?: Partner; problems: PartnerProblem[] } {
  const declaration = readYaml(join(folder, 'partner.yaml'), partnerFile);
  const mapping = existsSync(join(folder, 'mapping.yaml'))
    ? readYaml(join(folder, 'mapping.yaml'), mappingFile)
    : { value: mappingFile.parse({}), problems: [] };
  const problems = [...declaration.problems, ...mapping.problems];
  if (!declaration.value || !mapping.value) return { problems };
  if (declaration.value.id !== name) {
    const file = join(folder, 'partner.yaml');
    return {
      problems: [...problems, { file, line: 1, reason: `id is ${declaration.value.id}, its folder is ${name}` }],
    };
  }
  return { partner: { ...declaration.value, mapping: mappingProfile(declaration.value, mapping.value) }, problems };
}

function readYaml<S extends z.ZodType>(file: string, schema: S): { value?: z.output<S>; problems: PartnerProblem[] } {
  if (!existsSync(file)) return { problems: [{ file, line: 1, reason: 'the file is missing' }] };
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const syntax = document.errors.map(error => ({
    file,
    line: lines.linePos(error.pos[0]).line,
    reason: error.message.split('\n')[0] ?? '',
  }));
  if (syntax.length > 0) return { problems: syntax };
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, problems: [] };
  return {
    problems: parsed.error.issues.map(issue => {
      const path = issue.path.map(String);
      return { file, line: lineOf(document, path, lines), reason: `${path.join('.') || 'the file'}: ${issue.message}` };
    }),
  };
}

/** The line of the value, or of the nearest thing above it that is there. */
function lineOf(document: ReturnType<typeof parseDocument>, path: readonly string[], lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    const range = node && typeof node === 'object' && 'range' in node ? node.range : undefined;
    if (Array.isArray(range) && typeof range[0] === 'number') return lines.linePos(range[0]).line;
  }
  return isMap(document.contents) && document.contents.range ? lines.linePos(document.contents.range[0]).line : 1;
}

function refusal(problems: readonly PartnerProblem[]): CorridorError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new CorridorError('CONFIGURATION', 'fix-query', `${first?.file}:${first?.line}: ${first?.reason}${more}`, {
    problems,
  });
}
