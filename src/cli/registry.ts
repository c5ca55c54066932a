import { createReadStream } from 'node:fs';
import { type Command, Option } from 'commander';
import { parse } from 'csv-parse';
import { readConfig } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { REGISTERS, type Register } from '../risk/registry/register-bodies.ts';
import { type CheckedStatement, checkStatement, statementOfRow } from '../risk/registry/registry-record.ts';
import { openDatabase } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { loadEntries } from '../store/registry-store.ts';
import { wrongUse } from './failure.ts';

interface LoadOptions {
  readonly by: string;
  readonly approvedBy: string;
}

export function addRegistry(program: Command): void {
  const registry = program.command('registry').description('the registers of risk control');
  registry
    .command('load')
    .description('entries from a CSV file, all or none; columns as in docs/registries.md')
    .addOption(new Option('--register <name>', 'which register').choices(REGISTERS).makeOptionMandatory())
    .argument('<file>', 'CSV with a line of column names')
    .requiredOption('--by <person>', 'who states the entries')
    .requiredOption('--approved-by <person>', 'who approves them: somebody else')
    .action((file: string, options: LoadOptions & { register: Register }) => load(file, options.register, options));
}

async function load(file: string, register: Register, { by, approvedBy }: LoadOptions): Promise<void> {
  if (by === approvedBy) throw wrongUse('who states entries cannot approve them: four eyes are wanted');
  const statements = await readStatements(file, register);
  const database = await openDatabase(readConfig());
  try {
    await migrate(database.sql);
    const decided = { proposer: by, approver: approvedBy, at: new Date() };
    const count = await loadEntries(database.sql, statements, decided);
    process.stdout.write(`${count} entries of ${register} in force\n`);
  } finally {
    await database.close();
  }
}

async function readStatements(file: string, register: Register): Promise<CheckedStatement[]> {
  const rows = createReadStream(file).pipe(parse({ columns: true, bom: true, trim: true, info: true }));
  const statements: CheckedStatement[] = [];
  try {
    for await (const { record, info } of rows) {
      const checked = checkStatement(statementOfRow(register, record));
      if ('fault' in checked) throw badLine(file, info.lines, checked.fault);
      statements.push(checked.statement);
    }
  } catch (error) {
    if (error instanceof CorridorError) throw error;
    throw new CorridorError(
      'BAD_USER_INPUT',
      'fix-query',
      `${file}: ${error instanceof Error ? error.message : error}`,
    );
  }
  return statements;
}

function badLine(file: string, line: number, fault: string): CorridorError {
  return new CorridorError('BAD_USER_INPUT', 'fix-query', `${file}, line ${line}: ${fault}. Nothing was loaded.`, {
    line,
  });
}
