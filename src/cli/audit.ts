import { createWriteStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import type { JWK } from 'jose';
import { z } from 'zod';
import { type AuditLine, readAuditExport } from '../audit/audit-export.ts';
import { CorridorError } from '../errors.ts';
import { createPartnerKeys } from '../ingest/ways-in/partner-keys.ts';
import { type AuditSource, exportAudit } from '../server/export-audit.ts';
import { type AuditProof, proveExport } from '../store/audit-proof.ts';
import type { AuditRange } from '../store/audit-reader.ts';
import { loadHubKeys } from '../store/hub-keys.ts';
import { readHubSecret } from '../store/hub-secret.ts';
import { notThere } from './failure.ts';
import { withIngest } from './with-ingest.ts';

interface ExportOptions extends AuditRange {
  readonly out?: string;
}

interface VerifyOptions {
  readonly jwks?: string;
  readonly heads?: string;
}

export function addAudit(program: Command): void {
  const audit = program.command('audit').description('the receipts of what was disclosed: export them, prove them');
  audit
    .command('export')
    .description('receipts, signed heads, witnesses and closed days as JSON Lines (docs/audit.md)')
    .option('--partner <id>', 'receipts of one partner; the receipts of all unless given')
    .option('--from <day>', 'first day, such as 2026-03-01')
    .option('--to <day>', 'last day')
    .option('--out <file>', 'a file; standard output unless given')
    .action(writeExport);
  audit
    .command('verify')
    .description('prove an export offline, or the database of this hub; names the first bad entry of each chain')
    .argument('[file]', 'an export; the database unless given')
    .option('--jwks <file>', 'the keys to trust (JWKS), from the hub and from partners, instead of those in the export')
    .option('--heads <file>', 'heads that were kept elsewhere, one JWS a line')
    .action(verify);
}

async function writeExport({ out, ...range }: ExportOptions): Promise<void> {
  await withAudit(async source => {
    const text = Readable.from(textOfLines(exportAudit(source, range, new Date())));
    if (out === undefined) await pipeline(text, process.stdout, { end: false });
    else await pipeline(text, createWriteStream(out));
  });
}

async function* textOfLines(lines: AsyncIterable<AuditLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}

async function verify(file: string | undefined, { jwks, heads }: VerifyOptions): Promise<void> {
  const lines = file === undefined ? await linesOfDatabase() : linesOf(file);
  const kept =
    heads === undefined
      ? []
      : textOf(heads)
          .split('\n')
          .filter(each => each.trim() !== '');
  const keptLines = kept.map((jws): AuditLine => ({ type: 'head', jws: jws.trim() }));
  report(await proveExport([...lines, ...keptLines], jwks === undefined ? undefined : keysIn(jwks)));
}

function report({ findings, ...proof }: AuditProof): void {
  for (const { chain, seq, fault, explanation } of findings) {
    process.stdout.write(`${fault} ${chain}${seq > 0 ? ` entry ${seq}` : ''}: ${explanation}\n`);
  }
  const { receipts, chains, heads, witnessed, days, unsigned, dropped, keys } = proof;
  const parts = [
    `${receipts} receipts in ${chains} chains`,
    `${heads} signed heads`,
    `${witnessed} witnessed heads`,
    `${days} closed days`,
    `keys ${keys.join(', ') || 'none'}`,
  ];
  process.stdout.write(`${parts.join('; ')}\n`);
  if (unsigned > 0) process.stdout.write(`${unsigned} chains end in receipts that no signed head reaches yet\n`);
  if (dropped.length > 0) process.stdout.write(`let go when their time was over: ${dropped.join(', ')}\n`);
  if (findings.length > 0)
    throw new CorridorError('INTERNAL', 'report-bug', `${findings.length} findings: the receipts were tampered with`);
}

async function linesOfDatabase(): Promise<AuditLine[]> {
  return withAudit(async source => {
    const lines: AuditLine[] = [];
    for await (const line of exportAudit(source, {}, new Date())) lines.push(line);
    return lines;
  });
}

function linesOf(file: string): readonly AuditLine[] {
  const lines = readAuditExport(textOf(file));
  if ('badLine' in lines) {
    throw new CorridorError('BAD_USER_INPUT', 'fix-message', `${file}: line ${lines.badLine} is no line of an export`);
  }
  return lines;
}

function keysIn(file: string): readonly JWK[] {
  return z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }).parse(JSON.parse(textOf(file))).keys;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw notThere(`${file} cannot be read`);
  }
}

async function withAudit<T>(work: (source: AuditSource) => Promise<T>): Promise<T> {
  return withIngest(async ({ ingest: { sql }, config, partners }) => {
    const secret = readHubSecret({ ...config, embedded: config.databaseUrl === undefined });
    const hubKeys = (await loadHubKeys(sql, secret)).receiptKeys.map(key => key.publicJwk);
    const partnerKeys = createPartnerKeys(config.partnersDir, () => new Date());
    return work({ sql, hubKeys, partners: partners.all(), partnerKeys });
  });
}
