import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { parse } from 'graphql';
import { readConfig } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { PartnerCall } from '../joining/partner-call.ts';
import { sdlRefusals } from '../joining/sdl-refusals.ts';
import { readSubgraphDeclaration } from '../partners/read-partners.ts';
import { SUBGRAPH_FILE, sdlDigest } from '../partners/read-subgraph.ts';
import { buildHubSchema } from '../resolvers/schema.ts';
import { notThere, wrongUse } from './failure.ts';

export function addPartnerSdl(partner: Command): void {
  partner
    .command('sdl')
    .description(
      'what schema a partner’s subgraph tells now; with --accept it is the accepted one, which a running hub joins',
    )
    .argument('<id>', 'the partner')
    .option('--accept', 'write the schema and its digest')
    .action(show);
}

async function show(id: string, { accept = false }: { accept?: boolean }): Promise<void> {
  const folder = join(readConfig().partnersDir, id);
  const declaration = readSubgraphDeclaration(folder);
  if (!declaration) throw notThere(`${join(folder, SUBGRAPH_FILE)} is not there, or is wrong: corridor partner check`);
  const call = new PartnerCall({ declaration, sdl: '', folder });
  const outcome = await call.post({ query: '{ _service { sdl } }' });
  call.close();
  const sdl = outcome.ok && (outcome.body as { data?: { _service?: { sdl?: unknown } } } | null)?.data?._service?.sdl;
  if (typeof sdl !== 'string')
    throw new CorridorError('SOURCE_UNAVAILABLE', 'retry-later', `${id} does not tell its schema now`);
  process.stdout.write(`${sdl.trim()}\n`);
  const refusals = sdlRefusals(parse(sdl), declaration, buildHubSchema());
  for (const { at, reason } of refusals) process.stderr.write(`refused: ${at}: ${reason}\n`);
  const digest = sdlDigest(sdl);
  process.stderr.write(digest === declaration.sdl.sha256 ? 'it is the accepted one\n' : `sha256: ${digest}\n`);
  if (!accept) return;
  if (refusals.length > 0) throw wrongUse('a schema that is refused is not accepted');
  const file = join(folder, SUBGRAPH_FILE);
  writeFileSync(join(folder, declaration.sdl.file), sdl);
  writeFileSync(file, readFileSync(file, 'utf8').replace(declaration.sdl.sha256, digest));
}
