import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { packageRoot, readConfig } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { withCompletion } from '../partners/agreement-completion.ts';
import { partnerFile } from '../partners/partner.ts';
import { partnerScaffold } from '../partners/partner-scaffold.ts';
import { readAgreements } from '../partners/read-agreements.ts';
import { readPartners } from '../partners/read-partners.ts';
import { lintAgreement } from '../policy/lint-agreements.ts';
import { notThere, wrongUse } from './failure.ts';
import { addPartnerSdl } from './partner-sdl.ts';

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
  partner
    .command('schema')
    .description(
      'write the JSON Schema of agreements anew, with the types and fields of the graph for editors to offer',
    )
    .action(writeSchema);
  addPartnerSdl(partner);
}

function writeSchema(): void {
  const file = join(packageRoot, 'partners', 'agreement.schema.json');
  writeFileSync(file, `${JSON.stringify(withCompletion(JSON.parse(readFileSync(file, 'utf8'))), null, 2)}\n`);
  process.stdout.write(`${file}\n`);
}

async function check(folder: string): Promise<void> {
  if (!existsSync(folder)) throw notThere(`there is no folder ${folder}`);
  const { partners, problems: ofPartners } = readPartners(folder);
  const { agreements, problems: ofAgreements } = await readAgreements(folder, id => partners.get(id));
  const problems = [...ofPartners, ...ofAgreements];
  for (const { file, line, reason } of problems) process.stdout.write(`${file}:${line}: ${reason}\n`);
  for (const [file, agreement] of agreements)
    for (const note of lintAgreement(agreement)) process.stdout.write(`${file}: note: ${note}\n`);
  const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  if (problems.length > 0) throw new CorridorError('CONFIGURATION', 'fix-query', `${count} in ${folder}`);
  const examples = [...agreements.values()].reduce((sum, each) => sum + each.examples.length, 0);
  process.stdout.write(`${partners.size} partners, ${agreements.size} agreements, ${examples} examples, no problem\n`);
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
