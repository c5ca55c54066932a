import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { CorridorError } from '../errors.ts';
import { mergeLists } from '../places/merge-lists.ts';
import type { PlaceList } from '../places/place-entry.ts';
import { readPlaceFile } from '../places/place-file.ts';
import { readUnLocodeCsv } from '../places/unlocode-csv.ts';

/** The files of places under the paths, folders with all that is in them, in the order of their names. */
export function findPlaceFiles(paths: readonly string[]): readonly string[] {
  return paths.flatMap(path => {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(isPlaceFile).sort();
    return names.map(name => join(path, name));
  });
}

function isPlaceFile(name: string): boolean {
  return ['.csv', '.yaml', '.yml'].includes(extname(name).toLowerCase());
}

/** Reads files of places, each as what its name says: `.csv` is UN/LOCODE, `.yaml` a file of places. */
export function readPlaceFiles(files: readonly string[]): readonly PlaceList[] {
  return mergeLists(
    files.map(file => {
      if (!isPlaceFile(file)) {
        throw new CorridorError('BAD_USER_INPUT', 'fix-message', `${file}: places come as .csv (UN/LOCODE) or .yaml`);
      }
      const text = decode(readFileSync(file));
      return extname(file).toLowerCase() === '.csv' ? readUnLocodeCsv(text, file) : readPlaceFile(text, file);
    }),
  );
}

export function digestOfFiles(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${basename(file)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/** Editions of UN/LOCODE have come in UTF-8 and, before, in windows-1252. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
