import { CorridorError } from '../errors.ts';
import { readRulePack } from '../risk/read-rule-pack.ts';
import type { RulePack } from '../risk/rule-pack.ts';
import { newestPackOfVersion } from '../store/rule-pack-store.ts';
import type { RequestContext } from './request-context.ts';

/** Packs are large and never change: the last few that were asked for stay read. */
const READ_PACKS = 4;
const read = new Map<string, RulePack>();

/** The pack in force, or one that judged earlier; undefined where no pack of that version ever did. */
export async function findPack(
  version: string | null | undefined,
  { rulePack, sql }: RequestContext,
): Promise<RulePack | undefined> {
  if (!version || version === rulePack.manifest.version) return rulePack;
  const kept = await newestPackOfVersion(sql, version);
  if (!kept) return undefined;
  const name = `${kept.hash}|${kept.listsHash}`;
  const known = read.get(name);
  if (known) return known;
  const reading = readRulePack(kept.files);
  if (!reading.ok) throw new CorridorError('INTERNAL', 'report-bug', `the kept pack ${kept.hash} cannot be read`);
  const [oldest] = read.keys();
  if (read.size >= READ_PACKS && oldest !== undefined) read.delete(oldest);
  read.set(name, reading.pack);
  return reading.pack;
}
