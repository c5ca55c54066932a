import { appendFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config.ts';
import { CorridorError } from '../../errors.ts';
import { PartnerDirectory } from '../../partners/partner-directory.ts';
import { issueToken, signingKeyOf } from '../../server/token-issuer.ts';
import type { Sql } from '../../store/database.ts';
import { loadHubKeys } from '../../store/hub-keys.ts';
import { BENCH_SECRET } from '../scratch-database.ts';

/** A customs administration that reads what seven others state, under their agreements. */
export const READER = { partner: 'cn-customs-tianjin', purpose: 'clearance' } as const;

/** The shipped partners and agreements; the reader may ask for pages of fifty with all that belongs to them. */
export function partnersFor(folder: string): string {
  const partnersDir = join(folder, 'partners');
  cpSync(join(packageRoot, 'partners'), partnersDir, { recursive: true });
  appendFileSync(join(partnersDir, READER.partner, 'partner.yaml'), '\nbudgets: { cost: 100000 }\n');
  return partnersDir;
}

export async function tokenOfReader(sql: Sql, partnersDir: string): Promise<string> {
  const partner = new PartnerDirectory(partnersDir).get(READER.partner);
  if (!partner) throw new CorridorError('NOT_FOUND', 'report-bug', `there is no partner ${READER.partner}`);
  const key = signingKeyOf(await loadHubKeys(sql, BENCH_SECRET));
  const grant = { partner, purpose: READER.purpose, ttlSeconds: 86_400 };
  return (await issueToken(key, grant, new Date())).token;
}
