import type { Stats } from 'node:fs';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

interface LibraryLink {
  /** Both relative to the package. */
  readonly source: string;
  readonly target: string;
}

function ifMissing(path: string, make: () => void): void {
  if (existsSync(path)) return;
  try {
    make();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** npm archives carry no symbolic links, so the package lists them; `npm ci --ignore-scripts` never makes them. */
export function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: readonly LibraryLink[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(root, target);
    ifMissing(path, () => symlinkSync(relative(dirname(target), source), path));
  }
}

function copyReadable(from: string, to: string, { mode }: Stats): void {
  const unfinished = `${to}.${process.pid}`;
  copyFileSync(from, unfinished);
  chmodSync(unfinished, (mode & 0o111) === 0 ? 0o644 : 0o755);
  renameSync(unfinished, to);
}

/** A hard link where the disk is the same and the file is readable by all (npm under umask 077 makes none), else a copy. */
function linkOrCopy(from: string, to: string): void {
  const stat = statSync(from);
  const readableByAll = (stat.mode & 0o004) !== 0;
  try {
    if (readableByAll) linkSync(from, to);
    else copyReadable(from, to, stat);
  } catch {
    copyReadable(from, to, stat);
  }
}

/** Fills what is missing, so that a copy which a cleaner of temporary files has thinned is whole again. */
function fillTree(from: string, to: string): void {
  ifMissing(to, () => {
    mkdirSync(to);
    chmodSync(to, 0o755);
  });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    const forCompilersOnly = entry.name.endsWith('.a');
    if (entry.isDirectory()) fillTree(source, target);
    else if (entry.isFile() && !forCompilersOnly) ifMissing(target, () => linkOrCopy(source, target));
  }
}

/** A folder that somebody else put in a shared place could hold somebody else's server. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && (stat.mode & 0o022) === 0 && stat.uid === process.getuid?.();
}

/** A copy of the package's binaries that another account can run. */
export function stageBinaries(root: string, parent: string, version: string): string {
  const named = join(parent, `corridor-postgres-${version}`);
  ifMissing(named, () => mkdirSync(named, { mode: 0o755 }));
  const staged = isOurs(named) ? named : mkdtempSync(`${named}-`);
  chmodSync(staged, 0o755);
  fillTree(join(root, 'native'), join(staged, 'native'));
  linkLibraries(staged);
  return staged;
}
