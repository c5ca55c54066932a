import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CorridorError } from '../errors.ts';
import { FIELD_TAGS } from '../resolvers/field-tags.ts';
import { composeWithout } from '../server/contract-supergraph.ts';
import { composeSchemaFiles, printSchemaFiles, type SchemaFile } from '../server/print-schema.ts';
import { changesSinceRelease, undeclaredBreaks } from '../server/schema-changes.ts';
import { wrongUse } from './failure.ts';

const TAGS = Object.keys(FIELD_TAGS).join(', ');

export function addSchema(program: Command): void {
  const schema = program.command('schema').description('the schema as files, in schema/');
  schema
    .command('print')
    .description('the public schema and each subgraph')
    .option('--check', 'write nothing; fail where a file is not what the code prints')
    .action(({ check = false }: { check?: boolean }) => report(printSchemaFiles(check), check));
  schema
    .command('compose')
    .description('the supergraph')
    .option('--check', 'write nothing; fail where the file is not what the code composes')
    .option('--without <tags...>', `of a part of the graph: without fields that have one of these tags (${TAGS})`)
    .option('--out <file>', 'where the supergraph of a part goes')
    .action(({ check = false, without, out }: Composing) =>
      without ? composePart(without, out) : report(composeSchemaFiles(check), check),
    );
  schema
    .command('changes')
    .description('what changes for clients since the last release; exit 1 where something breaks that is not declared')
    .action(changes);
}

interface Composing {
  readonly check?: boolean;
  readonly without?: readonly string[];
  readonly out?: string;
}

function composePart(without: readonly string[], out: string | undefined): void {
  const unknown = without.filter(each => !(each in FIELD_TAGS));
  if (unknown.length > 0) throw wrongUse(`no field has the tag ${unknown.join(', ')}; there are ${TAGS}`);
  if (out === undefined) throw wrongUse('--without needs --out FILE: schema/ holds the whole graph');
  const composition = composeWithout(new Set(without));
  if (!composition.ok) throw new CorridorError('INTERNAL', 'report-bug', composition.errors.join('\n'));
  writeFileSync(out, composition.supergraph);
  process.stdout.write(`${out}\n`);
}

function changes(): void {
  const found = changesSinceRelease();
  for (const { kind, change, because } of found)
    process.stdout.write(`${kind}: ${change}${because === undefined ? '' : ` (declared: ${because})`}\n`);
  const breaks = undeclaredBreaks(found).length;
  if (breaks === 0) return;
  const message = `${breaks} breaking: undo, or declare in schema/released/declared.yaml`;
  throw new CorridorError('CONFIGURATION', 'fix-query', message);
}

function report(files: readonly SchemaFile[], check: boolean): void {
  const changed = files.filter(each => each.changed).map(each => each.file);
  if (check && changed.length > 0) {
    const message = `out of date: ${changed.join(', ')}; run corridor schema print and corridor schema compose`;
    throw new CorridorError('CONFIGURATION', 'fix-query', message);
  }
  for (const { file, changed: written } of files) process.stdout.write(`${file}${written ? '' : ' (as it was)'}\n`);
}
