import { readConfig } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { replayAssessment } from '../risk/replay-assessment.ts';
import type { RulePack } from '../risk/rule-pack.ts';
import { rulePackOf } from '../server/load-rule-pack.ts';
import { assessmentsAfter, type StoredAssessment } from '../store/assessment-reader.ts';
import { openDatabase, type Sql } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { keptPack } from '../store/rule-pack-store.ts';

const PAGE = 200;

/** Makes every kept assessment again from what was kept, and compares byte by byte. */
export async function replayAssessments(): Promise<void> {
  const database = await openDatabase(readConfig());
  try {
    await migrate(database.sql);
    const { replayed, differing } = await replayAll(database.sql, each => process.stdout.write(`${each}\n`));
    if (differing > 0)
      throw new CorridorError('INTERNAL', 'report-bug', `${differing} of ${replayed} assessments come out otherwise`);
    process.stdout.write(`${replayed} assessments replayed, every one the same bytes\n`);
  } finally {
    await database.close();
  }
}

export async function replayAll(
  sql: Sql,
  onDifference: (line: string) => void,
): Promise<{ readonly replayed: number; readonly differing: number }> {
  const packs = new Map<string, RulePack>();
  let replayed = 0;
  let differing = 0;
  let page = await assessmentsAfter(sql, 0, PAGE);
  while (page.length > 0) {
    for (const each of page) {
      const again = replayAssessment(each, await packOf(sql, each, packs));
      replayed++;
      if (again === each.result) continue;
      differing++;
      onDifference(`${each.id} ${each.consignmentId} ${each.country} ${each.assessedAt.toISOString()}`);
    }
    page = await assessmentsAfter(sql, Number(page.at(-1)?.serial), PAGE);
  }
  return { replayed, differing };
}

/** The pack as it was when it judged, whatever the rules folder holds by now. */
async function packOf(
  sql: Sql,
  { packHash, listsHash }: StoredAssessment,
  packs: Map<string, RulePack>,
): Promise<RulePack> {
  const name = `${packHash}|${listsHash}`;
  const known = packs.get(name);
  if (known) return known;
  const kept = await keptPack(sql, packHash, listsHash);
  if (!kept) throw new CorridorError('INTERNAL', 'report-bug', `the rules of ${packHash} were not kept`);
  const pack = rulePackOf(kept.files);
  packs.set(name, pack);
  return pack;
}
