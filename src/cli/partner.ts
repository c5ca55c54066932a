import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { partnerFile } from '../partners/partner.ts';
import { readPartners } from '../partners/read-partners.ts';
import { notThere, wrongUse } from './failure.ts';

export function addPartner(program: Command): void {
  const partner = program.command('partner').description('the partners of the hub, as files');
  partner
    .command('check')
    .description('validate every partner of a folder')
    .argument('[folder]', 'the partners folder (CORRIDOR_PARTNERS)')
    .action((folder?: string) => check(folder === undefined ? readConfig().partnersDir : resolve(folder)));
  partner
    .command('add')
    .description('scaffold a partner')
    .argument('<id>', 'lower-case letters, digits and hyphens')
    .action((id: string) => add(id, readConfig().partnersDir));
}

function check(folder: string): void {
  if (!existsSync(folder)) throw notThere(`there is no folder ${folder}`);
  const { partners, problems } = readPartners(folder);
  for (const { file, line, reason } of problems) process.stdout.write(`${file}:${line}: ${reason}\n`);
  const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  if (problems.length > 0) throw new CorridorError('CONFIGURATION', 'fix-query', `${count} in ${folder}`);
  process.stdout.write(`${partners.size} partners, no problem\n`);
}

function add(id: string, partnersDir: string): void {
  if (!partnerFile.shape.id.safeParse(id).success) {
    throw wrongUse(`${JSON.stringify(id)} is no partner id: lower-case letters, digits and hyphens, a letter first`);
  }
  const folder = join(partnersDir, id);
  if (existsSync(folder)) throw wrongUse(`${folder} is there already`);
  mkdirSync(join(folder, 'samples'), { recursive: true });
  writeFileSync(join(folder, 'partner.yaml'), declaration(id));
  writeFileSync(join(folder, 'mapping.yaml'), MAPPING);
  process.stdout.write(`${folder}: fill in partner.yaml, then run: corridor partner check\n`);
}

/** Valid as it stands, and allowed nothing: no feed, no purpose. */
function declaration(id: string): string {
  return `id: ${id}
name: ${id}
kind: authority # customs, terminal, port, carrier, railway, forwarder or authority
country: ZZ # ISO 3166-1 alpha-2
timeZone: UTC # IANA name: the zone of local times in its messages
feeds: [] # customs, port, shipping, rail, partner: what it may send
purposes: [] # what it may ask for, such as transit-monitoring
identifiers: [] # the numbers by which messages name it: { scheme: USCC, value: '…' }
offices: [] # customs offices that it is
`;
}

const MAPPING = `# How its messages deviate from their standards. Every line is optional.
characterSet: utf-8
# nullValues: ['0', UNKNOWN]
# codes: { location: { TXG01: CNTXG } }
# places: { 'TIANJIN PORT': CNTXG }
interchange: proceed # or all-or-nothing: one bad message refuses its whole interchange
`;
