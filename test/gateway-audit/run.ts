/**
 * The federation gateway audit against `corridor gateway`: npm run test:gateway-audit -- CHECKOUT
 * CHECKOUT is a checkout of graphql-hive/federation-gateway-audit after `npm ci --omit=dev` in it (docs/federation.md).
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type AuditSuites, type Composer, serveSuites } from './audit-suites.ts';
import { failedCases } from './judge-gateway.ts';

/** So many cases pass at least, by who composes; what the Guild's composer cannot compose fails whole suites. */
const OWED: Readonly<Record<Composer, number>> = { apollo: 199, guild: 188 };

async function run(suites: AuditSuites, composer: Composer, folder: string): Promise<boolean> {
  let passed = 0;
  let all = 0;
  for (const id of suites.ids) {
    const cases = await suites.casesOf(id);
    const file = join(folder, `${composer}-${id}.graphql`);
    const { failed, why } = await judge(suites, composer, id, file);
    passed += cases.length - failed.length;
    all += cases.length;
    if (failed.length > 0)
      console.log(`  ${id}: ${failed.length} of ${cases.length} failed (${why ?? failed.join(' ')})`);
  }
  console.log(`composed by ${composer}: ${passed} of ${all} cases in ${suites.ids.length} suites pass`);
  return passed >= OWED[composer];
}

async function judge(suites: AuditSuites, composer: Composer, id: string, file: string) {
  const cases = await suites.casesOf(id);
  try {
    writeFileSync(file, await suites.supergraphOf(id, composer));
  } catch (error) {
    return { failed: cases.map((_, i) => i), why: error instanceof Error ? error.message : String(error) };
  }
  return { failed: await failedCases(file, cases) };
}

const [checkout] = process.argv.slice(2);
if (checkout === undefined) {
  console.error('which checkout of graphql-hive/federation-gateway-audit? npm run test:gateway-audit -- CHECKOUT');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'corridor-gateway-audit-'));
const suites = await serveSuites(resolve(checkout));
const isAsOwed = [await run(suites, 'apollo', folder), await run(suites, 'guild', folder)];
suites.close();
rmSync(folder, { recursive: true });
process.exitCode = isAsOwed.every(Boolean) ? 0 : 1;
