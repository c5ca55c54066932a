import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CorridorError } from '../errors.ts';
import { readRulePack } from '../risk/read-rule-pack.ts';
import type { RulePack } from '../risk/rule-pack.ts';
import type { PackFile } from '../risk/yaml-source.ts';

/** The rule pack of a folder. One flaw stops the start, with its file and line. */
export function loadRulePack(folder: string): RulePack {
  return rulePackOf(packFiles(folder));
}

/** The rule pack of some files. */
export function rulePackOf(files: readonly PackFile[]): RulePack {
  const reading = readRulePack(files);
  if (reading.ok) return reading.pack;
  const [first] = reading.problems;
  const message = `${first?.file}:${first?.line}: ${first?.reason}`;
  throw new CorridorError('CONFIGURATION', 'fix-query', message, { problems: reading.problems });
}

export function packFiles(folder: string): PackFile[] {
  try {
    const names = readdirSync(folder).filter(name => /\.(ya?ml|json)$/.test(name));
    return names.map(name => ({ name: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
  } catch {
    throw new CorridorError('CONFIGURATION', 'fix-query', `the rules folder ${folder} cannot be read`);
  }
}
