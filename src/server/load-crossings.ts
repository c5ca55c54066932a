import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CorridorError } from '../errors.ts';
import { type CrossingRule, readCrossings } from '../risk/lane/crossing-rules.ts';

/** The rules of crossings in the rules folder. One flaw stops the start, with its file and line. */
export function loadCrossings(rulesDir: string): readonly CrossingRule[] {
  const folder = join(rulesDir, 'crossings');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter(name => /\.ya?ml$/.test(name));
  return names.flatMap(name => {
    const read = readCrossings({ name: join(folder, name), text: readFileSync(join(folder, name), 'utf8') });
    if (read.ok) return read.rules;
    const [first] = read.problems;
    throw new CorridorError('CONFIGURATION', 'fix-query', `${first?.file}:${first?.line}: ${first?.reason}`, {
      problems: read.problems,
    });
  });
}
