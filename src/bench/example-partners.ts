import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../config.ts';

/** The shipped partners with those of the example of a partner's subgraph, in a folder of their own. */
export function examplePartners(folder: string): string {
  const partners = join(folder, 'partners');
  cpSync(join(packageRoot, 'partners'), partners, { recursive: true, filter: path => !path.endsWith('samples') });
  cpSync(join(packageRoot, 'examples', 'partner-subgraph', 'partners'), partners, { recursive: true });
  return partners;
}
