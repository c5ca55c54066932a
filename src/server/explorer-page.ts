import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

export interface ExplorerFile {
  readonly body: Buffer;
  readonly type: string;
  readonly cache: string;
}

/**
 * Nothing from another host, no inline script, no frame around the page. Inline styles stay allowed: Monaco positions every
 * line of text with them.
 */
export const EXPLORER_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

/** Vite names what is in `assets` by its content, so a name never gets other bytes. */
const cacheOf = (path: string): string =>
  path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

function readFile(folder: string, name: string): [string, ExplorerFile] {
  const path = `/${name.split(sep).join('/')}`;
  const type = TYPES[extname(name)] ?? 'application/octet-stream';
  return [path, { body: readFileSync(join(folder, name)), type, cache: cacheOf(path) }];
}

const NOT_BUILT: ExplorerFile = {
  body: Buffer.from(
    '<!doctype html><title>Corridor</title><p>The explorer is not built yet: run <code>npm run build</code>.',
  ),
  type: 'text/html; charset=utf-8',
  cache: 'no-cache',
};

/**
 * The built explorer, read once at the start. A request path is only ever compared with the names that were found, so no path
 * leads out of the folder.
 */
export function explorerFiles(folder: string): (path: string) => ExplorerFile | undefined {
  if (!existsSync(join(folder, 'index.html'))) return path => (path === '/' ? NOT_BUILT : undefined);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(join(folder, sep).length));
  const files = new Map(names.map(name => readFile(folder, name)));
  return path => files.get(path === '/' ? '/index.html' : path);
}
