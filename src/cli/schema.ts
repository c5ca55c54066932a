import type { Command } from 'commander';
import { CorridorError } from '../errors.ts';
import { composeSchemaFiles, printSchemaFiles, type SchemaFile } from '../server/print-schema.ts';
import { changesSinceRelease, undeclaredBreaks } from '../server/schema-changes.ts';

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
    .action(({ check = false }: { check?: boolean }) => report(composeSchemaFiles(check), check));
  schema
    .command('changes')
    .description('what changes for clients since the last release; exit 1 where something breaks that is not declared')
    .action(changes);
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
