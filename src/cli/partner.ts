import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { partnerFile } from '../partners/partner.ts';
import { partnerScaffold } from '../partners/partner-scaffold.ts';
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
  for (const [name, text] of Object.entries(partnerScaffold(id))) writeFileSync(join(folder, name), text);
  process.stdout.write(`${folder}: fill in partner.yaml, then run: corridor partner check\n`);
}
