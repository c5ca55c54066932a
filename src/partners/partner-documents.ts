import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'operations';

/** Files of operations that a partner may name instead of sending them: partners/<id>/operations/*.graphql. */
export function documentFiles(partnerFolder: string): readonly string[] {
  const folder = join(partnerFolder, FOLDER);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter(name => name.endsWith('.graphql'));
  return names.sort().map(name => join(FOLDER, name));
}

/** The operations by the SHA-256 of their text; without white space at its ends too, as clients hold it. */
export function readDocuments(partnerFolder: string): ReadonlyMap<string, string> {
  const texts = documentFiles(partnerFolder).map(name => readFileSync(join(partnerFolder, name), 'utf8'));
  const all = texts.flatMap(text => [text, text.trim()]);
  return new Map(all.map(text => [createHash('sha256').update(text).digest('hex'), text]));
}
