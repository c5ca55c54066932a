import { readdirSync, readFileSync } from 'node:fs';
import { readRulePack } from './read-rule-pack.ts';
import type { RiskContext } from './risk-context.ts';
import type { RulePack } from './rule-pack.ts';
import type { PackFile } from './yaml-source.ts';

const FOLDER = new URL('../../rules/', import.meta.url);

export const shippedFiles: readonly PackFile[] = readdirSync(FOLDER, { withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(({ name }) => ({ name: `rules/${name}`, text: readFileSync(new URL(name, FOLDER), 'utf8') }));

export const { pack: shippedPack, context: cleanContext } = readShipped();

function readShipped(): { readonly pack: RulePack; readonly context: RiskContext } {
  const reading = readRulePack(shippedFiles);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 2));
  const context = reading.pack.referenceContext;
  if (!context) throw new Error('the pack ships no reference context');
  return { pack: reading.pack, context };
}
