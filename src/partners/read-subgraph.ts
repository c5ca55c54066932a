import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeclaredSubgraph, SubgraphDeclaration } from './subgraph-file.ts';

export const SUBGRAPH_FILE = 'subgraph.yaml';

/** The digest of a schema's text: line ends and white space at its ends count for nothing. */
export function sdlDigest(sdl: string): string {
  return createHash('sha256').update(sdl.replaceAll('\r\n', '\n').trim()).digest('hex');
}

export interface ReadSubgraph {
  readonly subgraph?: DeclaredSubgraph;
  readonly problems: readonly { readonly file: string; readonly line: number; readonly reason: string }[];
}

/** The schema that was accepted must be the one that the digest names: an edit of one of them alone is refused. */
export function readAcceptedSchema(folder: string, declaration: SubgraphDeclaration): ReadSubgraph {
  const file = join(folder, declaration.sdl.file);
  const problem = (reason: string) => ({ problems: [{ file, line: 1, reason }] });
  if (!existsSync(file)) return problem('the accepted schema is missing: corridor partner sdl fetches it');
  const sdl = readFileSync(file, 'utf8');
  if (sdlDigest(sdl) !== declaration.sdl.sha256)
    return problem(`this is not the schema that ${SUBGRAPH_FILE} accepts: its SHA-256 is ${sdlDigest(sdl)}`);
  return { subgraph: { declaration, sdl, folder }, problems: [] };
}
