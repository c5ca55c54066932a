import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CorridorError } from '../errors.ts';
import { readRulePack } from '../risk/read-rule-pack.ts';
import type { RulePack } from '../risk/rule-pack.ts';

/** The rule pack of a folder. One flaw stops the start, with its file and line. */
export function loadRulePack(folder: string): RulePack {
  const reading = readRulePack(packFiles(folder));
  if (reading.ok) return reading.pack;
  const [first] = reading.problems;
  const message = `${first?.file}:${first?.line}: ${first?.reason}`;
  throw new CorridorError('CONFIGURATION', 'fix-query', message, { problems: reading.problems });
}

function packFiles(folder: string) {
  try {
    const names = readdirSync(folder).filter(name => /\.(ya?ml|json)$/.test(name));
    return names.map(name => ({ name: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
  } catch {
    throw new CorridorError('CONFIGURATION', 'fix-query', `the rules folder ${folder} cannot be read`);
  }
}
