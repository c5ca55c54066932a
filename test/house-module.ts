import { posix } from 'node:path';

export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}
/** A file of the house, as its laws see it. */
export interface Module {
  /** From `src/`, with forward slashes. */
  readonly path: string;
  readonly room: string;
  readonly imports: readonly Import[];
  /** Without its comments. */
  readonly code: string;
  readonly source: string;
}

const FROM = /^\s*(?:import|export)\s+(type\s)?([^;'"]*?)\s*from\s*'([^']+)'/gm;
const BARE = /^\s*import\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm;

function isTypeOnly(keyword: string | undefined, clause: string): boolean {
  const names = clause
    .match(/^\{([\s\S]*)\}$/)?.[1]
    ?.split(',')
    .filter(name => name.trim() !== '');
  return keyword !== undefined || (names ?? ['value']).every(name => name.trim().startsWith('type '));
}

export function moduleOf(path: string, source: string): Module {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
  const named = [...code.matchAll(FROM)].map(([, keyword, clause = '', specifier = '']) => ({
    specifier,
    typeOnly: isTypeOnly(keyword, clause),
  }));
  const bare = [...code.matchAll(BARE)].map(([, effect, lazy]) => ({
    specifier: effect ?? lazy ?? '',
    typeOnly: false,
  }));
  return { path, room: path.split('/')[0] ?? path, imports: [...named, ...bare], code, source };
}

export function targetOf(module: Module, { specifier }: Import): string | undefined {
  return specifier.startsWith('.') ? posix.join(posix.dirname(module.path), specifier) : undefined;
}
