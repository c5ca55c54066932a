import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { FEED_KINDS, type FeedKind } from '../messages/feed-kind.ts';

/** A sample message: partners/<partner>/samples/<feed>/[held/]<NNNN>-<name>. The number is its place in the story of all partners. */
export interface SampleFile {
  readonly partner: string;
  readonly feed: FeedKind;
  readonly path: string;
  readonly order: number;
  /** Sent only when somebody asks for the next one. */
  readonly held: boolean;
}

const NUMBERED = /^(\d{4,})-.+\.[a-z]+$/;

/** Every sample in the order in which it would have been sent. */
export function findSamples(partnersDir: string): readonly SampleFile[] {
  if (!existsSync(partnersDir)) return [];
  const partners = readdirSync(partnersDir, { withFileTypes: true }).filter(entry => entry.isDirectory());
  return partners
    .flatMap(({ name }) => FEED_KINDS.flatMap(feed => samplesOf(partnersDir, name, feed)))
    .sort((a, b) => a.order - b.order || (a.path < b.path ? -1 : 1));
}

function samplesOf(partnersDir: string, partner: string, feed: FeedKind): readonly SampleFile[] {
  const folder = join(partnersDir, partner, 'samples', feed);
  const describe = (held: boolean) => (path: string) => ({ partner, feed, path, order: numberOf(path), held });
  return [...numberedFiles(folder).map(describe(false)), ...numberedFiles(join(folder, 'held')).map(describe(true))];
}

function numberedFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter(name => NUMBERED.test(name))
    .map(name => join(folder, name));
}

function numberOf(path: string): number {
  return Number(NUMBERED.exec(basename(path))?.[1]);
}
